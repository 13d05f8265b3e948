"""The profiles, packagers, gates and metadata writers that are installed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from crossreel.delivery import gates as gate_folder
from crossreel.delivery import metadata as metadata_folder
from crossreel.delivery import packagers as packager_folder
from crossreel.delivery.gate import Check, Gate
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Packager
from crossreel.delivery.profile import Vocabulary, parse_profile, read_profile
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Profiles, Refusal
from crossreel.domain.errors import BadInput
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.kernel.paths import resource, translations_folder
from crossreel.kernel.plugins import discover

SOURCE_LANGUAGE = "en"
METADATA_ORDER = 55  # after the texts of a title, of which they ask more


def vocabulary(options: Mapping[str, Collection[str]]) -> Vocabulary:
    """Return what profiles may name, `options` being the names of the options that the writer of each subtitle format honours."""
    kinds = [kind for packager in packagers().values() for kind in packager.folders]
    scripts = {each.id: each.types for each in packagers().values() if each.types}
    return Vocabulary(kinds=kinds, options=options, languages=document_languages(), scripts=scripts)


def profiles(known: Vocabulary, where: Path | None = None, kept: Iterable[KeptProfile] = ()) -> Profiles:
    """Return all profiles. One that is none takes no other along.

    Args:
        known: what they may name.
        where: the folder of files; None for those that ship.
        kept: the profiles of one's own as the catalog has them; of each id the highest version is in force.
    """
    found: dict[str, Profile] = {}
    broken: dict[str, BadInput] = {}
    for path in sorted((where or resource("delivery")).glob("*.toml")):
        try:
            profile = read_profile(path, known)
            if profile.id in found:
                raise BadInput("profile.id_twice", path=str(path), key=profile.id)
            found[profile.id] = profile
        except BadInput as error:
            broken[path.stem] = error
    own = {each.profile_id: each for each in sorted(kept, key=lambda each: each.version)}
    for each in own.values():
        try:
            if each.profile_id in found:
                raise BadInput("profile.id_twice", path=each.profile_id, key=each.profile_id)
            found[each.profile_id] = parse_kept(each, known)
        except BadInput as error:
            broken[each.profile_id] = error
    listed = tuple(found[profile_id] for profile_id in sorted(found))
    return Profiles(known=listed, broken=broken, own=frozenset(own))


def parse_kept(kept: KeptProfile, known: Vocabulary) -> Profile:
    """Return what a kept profile says; its id and version are those it is kept by.

    Raises:
        BadInput: its text is no profile, or names what is not here.
    """
    said = parse_profile(kept.text, kept.profile_id, known)
    return replace(said, id=kept.profile_id, version=str(kept.version), based_on=kept.based_on)


def document_languages() -> tuple[str, ...]:
    """Return the tags of the languages that documents can be written in: those the program is translated into."""
    folders = (path.parent.name for path in translations_folder().glob("*/LC_MESSAGES"))
    return (SOURCE_LANGUAGE, *sorted(name.replace("_", "-") for name in folders))


@cache
def packagers() -> dict[str, Packager]:
    """Return the packagers by the id that profiles include them by."""
    return {packager.id: packager for packager in discover(packager_folder, "PACKAGER", Packager)}


@cache
def gates() -> tuple[Gate, ...]:
    """Return the gates, in the order of their refusals; what a metadata writer asks for is one more."""
    found = [*discover(gate_folder, "GATE", Gate), *gates_of_writers()]
    return tuple(sorted(found, key=lambda gate: (gate.order, gate.id)))


def gates_of_writers() -> Iterator[Gate]:
    """Yield what metadata writers ask for, as gates of the profiles that name them; what several ask for is one."""
    by_check: dict[Check, list[str]] = {}
    for writer in metadata_writers().values():
        for check in writer.checks:
            by_check.setdefault(check, []).append(writer.id)
    for check, ids in by_check.items():
        yield Gate(
            id=f"metadata-{'-'.join(ids)}",
            order=METADATA_ORDER,
            check=partial(_asked, check, frozenset(ids)),
            mended_by=(Mend.METADATA,),
        )


def _asked(check: Check, ids: Set[str], subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterable[Refusal]:
    asked = "metadata" in profile.include and not ids.isdisjoint(profile.metadata)
    return check(subject, profile, languages) if asked else ()


@cache
def metadata_writers() -> dict[str, MetadataWriter]:
    """Return the metadata writers by the id that profiles name them by."""
    return {writer.id: writer for writer in discover(metadata_folder, "WRITER", MetadataWriter)}
