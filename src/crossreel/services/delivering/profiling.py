"""Profiling: delivery profiles of one's own, derived from others, changed version by version, exported and imported."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crossreel.delivery.name_check import name_list
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.profile import ID, parse_profile, read_profile_text, read_table
from crossreel.delivery.profile_keys import read_written, with_value, without_value
from crossreel.delivery.profile_writing import profile_text
from crossreel.delivery.registry import packagers, parse_kept
from crossreel.domain.delivery import Profile, Profiles
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound, Refused, StorageFailed
from crossreel.domain.name_list import NameList
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.kernel.atomic import write_bytes
from crossreel.services.delivering.profiles import profile_offers, read_profiles, vocabulary
from crossreel.services.delivering.subject import read_subject
from crossreel.storage.database import Database
from crossreel.storage.delivered import deliveries
from crossreel.storage.unit_of_work import UnitOfWork


class Profiling:
    """Use cases around delivery profiles. Those that ship are never changed: one's own are derived from them.

    Args:
        database: the catalog; one's own profiles lie in it, each saved change a version, all of it with undo.
        folder: the folder of those that ship; None for the program's own.
    """

    def __init__(self, database: Database, *, folder: Path | None = None) -> None:
        self._database = database
        self._folder = folder

    def profiles(self) -> Profiles:
        """Return all delivery profiles, and what is wrong with those that cannot be read."""
        with self._database.read() as uow:
            return read_profiles(self._folder, uow.where(KeptProfile))

    def offers(self) -> ProfileOffers:
        """Return what a profile can choose from here."""
        return profile_offers()

    def versions(self, profile_id: str) -> tuple[KeptProfile, ...]:
        """Return the versions of a profile of one's own, newest first; none for one that ships."""
        with self._database.read() as uow:
            return tuple(sorted(uow.where(KeptProfile, profile_id=profile_id), key=lambda each: -each.version))

    def get(self, profile_id: str, *, version: int | None = None) -> Profile:
        """Return a profile, one's own in an older version where that is asked for.

        Raises:
            NotFound: there is none of that id, or no such version of it.
            BadInput: it cannot be read.
        """
        if version is None:
            return self.profiles().get(profile_id)
        found = next((each for each in self.versions(profile_id) if each.version == version), None)
        if found is None:
            raise NotFound("profile.no_version", profile=profile_id, version=version)
        return parse_kept(found, vocabulary())

    def text(self, profile_id: str, *, version: int | None = None) -> str:
        """Return a profile as it stands in a file, one's own in an older version where that is asked for.

        Raises:
            NotFound: there is none of that id, or no such version of it.
            BadInput: it cannot be read.
        """
        return profile_text(self.get(profile_id, version=version))

    def derive(self, based_on: str, profile_id: str, *, name: str = "", buyer: str = "") -> Edit:
        """Make a profile of one's own that asks for what another one asks for, until it is changed.

        Args:
            based_on: the id of that one.
            profile_id: its own id: small letters, digits, - and _.
            name: what people call it; "" for the name of the other one.
            buyer: the code of who it is for; "" for that of the other one.

        Raises:
            NotFound: there is no profile to base it on.
            BadInput: the id is none or taken, or a name cannot be.
        """
        base = self.profiles().get(based_on)
        made = replace(base, id=profile_id, name=name or base.name, buyer=buyer or base.buyer, based_on=based_on)
        return self._add(made, "edit.derive_profile")

    def save(self, profile: Profile, *, seen: int) -> Edit:
        """Keep a changed profile of one's own as its next version.

        Args:
            profile: as it is to be; its id says which one.
            seen: the version that was changed.

        Raises:
            NotFound: there is none of one's own with that id.
            BadInput: something in it cannot be, or nothing was changed.
            Refused: somebody saved another version meanwhile.
        """
        whole = self.proven(profile)
        with self._database.edit(_header("edit.change_profile", profile.name, profile.id)) as open_edit, open_edit.part() as uow:
            newest = _newest(uow, profile.id)
            if newest.version != seen:
                raise Refused("profile.changed_meanwhile", profile=profile.id, version=newest.version)
            if profile_text(replace(whole, version=str(newest.version))) == newest.text:
                raise BadInput("profile.nothing_changed", profile=profile.id)
            uow.put(self._kept(uow, whole, newest.based_on))
        return open_edit.edit

    def changed(self, profile_id: str, key: str, written: str | None) -> Profile:
        """Return a profile of one's own with another value at a key, for `save`; nothing is kept.

        Args:
            profile_id: which one.
            key: as in a file, with points between: `limits.line_hard`, `artwork.0.width`.
            written: the value as TOML writes it, anything else is a text; None takes it away.

        Raises:
            NotFound: there is none of one's own with that id.
            BadInput: the value cannot be.
        """
        with self._database.read() as uow:
            newest = _newest(uow, profile_id)
        if key in ("id", "version", "based_on"):
            raise BadInput("profile.fixed_value", key=key)
        table = tomllib.loads(newest.text)
        changed = without_value(table, key) if written is None else with_value(table, key, read_written(written))
        return replace(read_table(changed, profile_id, vocabulary()), version=str(newest.version))

    def export(self, profile_id: str, path: Path, *, version: int | None = None) -> Path:
        """Write a profile to a file, whole.

        Raises:
            NotFound: there is none, or no such version.
            BadInput: it cannot be read.
            StorageFailed: the disk refused.
        """
        try:
            write_bytes(path, self.text(profile_id, version=version).encode())
        except OSError as error:
            raise StorageFailed("profile.not_written", path=str(path), detail=error.strerror or str(error)) from error
        return path

    def import_file(self, path: Path, *, profile_id: str = "", update: bool = False) -> Edit:
        """Take a file in as a profile of one's own.

        Args:
            path: the file, that of anybody.
            profile_id: the id it gets; "" for the one it says.
            update: it is the next version of one of one's own that has the id.

        Raises:
            BadInput: it is no profile, or its id is taken.
            NotFound: it is to be a version of one that is not there.
        """
        read = parse_profile(read_profile_text(path), str(path), vocabulary())
        read = replace(read, id=profile_id or read.id)
        if not update:
            return self._add(read, "edit.import_profile")
        with self._database.read() as uow:
            newest = _newest(uow, read.id)
        return self.save(read, seen=newest.version)

    def remove(self, profile_id: str) -> Edit:
        """Delete a profile of one's own with all its versions.

        Raises:
            NotFound: there is none of one's own with that id.
            Refused: buyers are served by it.
        """
        with self._database.edit(_header("edit.remove_profile", profile_id, profile_id)) as open_edit, open_edit.part() as uow:
            _newest(uow, profile_id)
            served = [each.code for each in uow.where(Buyer, profile_id=profile_id)]
            if served:
                raise Refused("profile.serves", profile=profile_id, buyers=served)
            uow.remove_all(uow.where(KeptProfile, profile_id=profile_id))
        return open_edit.edit

    def proven(self, profile: Profile) -> Profile:
        """Return a profile as it would be read again.

        Raises:
            BadInput: something in it cannot be; names the key.
        """
        return parse_profile(profile_text(profile), profile.id, vocabulary())

    def names(self, profile: Profile, title_id: int, languages: Sequence[str], *, roles: Sequence[str] = VARIANTS) -> NameList:
        """Return every name that a profile makes of a title, with what is wrong with each.

        Raises:
            NotFound: there is no such title.
            BadInput: something in the profile cannot be; names the key.
        """
        whole = self.proven(profile)
        with self._database.read() as uow:
            known = read_subject(uow, title_id, whole, languages, self._database.path, roles)
        return name_list(plan_delivery(known.subject, whole, languages, packagers(), ()), whole)

    def _add(self, profile: Profile, label: str) -> Edit:
        if not ID.fullmatch(profile.id):
            raise BadInput("profile.no_id", profile=profile.id)
        whole = self.proven(profile)
        shipped = {each.id for each in read_profiles(self._folder).known}
        with self._database.edit(_header(label, whole.name, whole.id)) as open_edit, open_edit.part() as uow:
            if whole.id in shipped or uow.where(KeptProfile, profile_id=whole.id):
                raise BadInput("profile.taken", profile=whole.id)
            uow.put(self._kept(uow, whole, whole.based_on))
        return open_edit.edit

    def _kept(self, uow: UnitOfWork, profile: Profile, based_on: str) -> KeptProfile:
        """Return a profile as its next version: past those that are kept, and past any that something was delivered by."""
        versions = [each.version for each in uow.where(KeptProfile, profile_id=profile.id)]
        delivered = (each.profile_version for each in deliveries(uow, whole=False) if each.profile_id == profile.id)
        versions += [int(each) for each in delivered if each.isdecimal()]
        version = max(versions, default=0) + 1
        text = profile_text(replace(profile, version=str(version), based_on=based_on))
        return KeptProfile(id=uow.new_id(), profile_id=profile.id, version=version, text=text, based_on=based_on)


def _header(label: str, name: str, profile_id: str) -> EditHeader:
    return EditHeader(label=label, title_id=None, facts={"name": name, "id": profile_id})


def _newest(uow: UnitOfWork, profile_id: str) -> KeptProfile:
    kept = uow.where(KeptProfile, profile_id=profile_id)
    if not kept:
        raise NotFound("profile.not_own", profile=profile_id)
    return max(kept, key=lambda each: each.version)
