"""Describing a title: its metadata as files alone, without a package."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crossreel.delivery.packager import Contents
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates_of_writers, metadata_writers, packagers
from crossreel.domain.delivery import Mend, MetadataInfo, MetadataOutcome, Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.domain.quality.report import QcReport
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.domain.trade.profile_parts import Packaging
from crossreel.domain.wording import Wordings
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.subject import Material, TitleFacts, read_material, read_subject
from crossreel.services.files.subtitles import save
from crossreel.storage.database import Database

METADATA = "metadata"
HERE = "."
NOBODY = Profile(id="", name="", version="", buyer="", formats=(), include=())


class Describing:
    """The use cases that write down what titles of one catalog are.

    Args:
        database: the catalog.
        folder: the profiles' folder; None for those that ship.
    """

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        self._database = database
        self._folder = folder

    def formats(self) -> tuple[MetadataInfo, ...]:
        """Return the formats that can be written without a package."""
        return tuple(MetadataInfo(id=each.id, title=each.title) for each in metadata_writers().values() if not each.lists_files)

    def export(
        self, title_id: int, formats: Sequence[str], languages: Sequence[str], out: Path, *, wording: Wordings,
        profile_id: str = "", buyer: str = "",
    ) -> MetadataOutcome:  # fmt: skip
        """Write the metadata of a title into a folder, if nothing stands against it; files of the same names are replaced.

        Args:
            title_id: the title.
            formats: ids, see `formats`.
            languages: tags of the languages to write of; the one it was made in stands beside them.
            out: the folder, made where it is missing.
            wording: gives words in the language that the profile wants documents in.
            profile_id: whose ids, names and words for languages are used, "" for our own.
            buyer: the code of the buyer whose rights are told of, "" for the one that the profile names.

        Returns:
            The files, and a refusal for each format that there is nothing to write in.

        Raises:
            NotFound: there is no such title, profile or format.
            BadInput: a format lists the files of a package, or the folder cannot be written.
        """
        self._refuse_unknown(formats)
        profile = self._profile(formats, profile_id)
        profile = replace(profile, buyer=buyer) if buyer else profile
        with self._database.read() as uow:
            known = read_subject(uow, title_id, profile, languages, self._database.path)
            material = read_material(uow, known, profile, languages)
        makers = {METADATA: packagers()[METADATA]}
        plan = plan_delivery(known.subject, profile, languages, makers, tuple(gates_of_writers()))
        if not plan.may_build:
            return MetadataOutcome(refusals=plan.refusals)
        contents = self._contents(profile, plan, known, material, wording)
        made = {file.path: _written(file, contents) for file in plan.files}
        for path, data in made.items():
            save(out / path, data)
        told = {file.format_id for file in plan.files}
        empty = tuple(_nothing(each, profile) for each in formats if each not in told)
        return MetadataOutcome(files=tuple(str(out / path) for path in made), refusals=empty)

    def _refuse_unknown(self, formats: Sequence[str]) -> None:
        for each in formats:
            if each not in metadata_writers():
                raise NotFound("metadata.no_such_format", format=each, known=[one.id for one in self.formats()])
            if metadata_writers()[each].lists_files:
                raise BadInput("metadata.of_packages", format=each)

    def _profile(self, formats: Sequence[str], profile_id: str) -> Profile:
        """Return a profile that asks for these formats and nothing else, its files side by side."""
        found = NOBODY
        if profile_id:
            with self._database.read() as uow:
                found = read_profiles(self._folder, uow.where(KeptProfile)).get(profile_id)
        return replace(
            found, include=(METADATA,), metadata=tuple(formats), packaging=Packaging.FOLDER, root_template=HERE,
            folders={METADATA: HERE, "manifest": HERE},
        )  # fmt: skip

    def _contents(self, profile: Profile, plan: Plan, known: TitleFacts, material: Material, wordings: Wordings) -> Contents:
        return Contents(
            subject=known.subject,
            profile=profile,
            plan=plan,
            wording=wordings(profile.document_language),
            subtitle_file=lambda file, document: b"",
            metadata_file=_written,
            report_file=lambda kind, report: b"",
            report=QcReport(title=known.subject.title.code),
            documents=material.documents,
            media=material.media,
            versions=material.versions,
            cover=material.cover,
            characters=material.characters,
            terms=material.terms,
            credits=material.credits,
            author=self._database.author,
            made_ms=time.time_ns() // 1_000_000,
        )


def _nothing(format_id: str, profile: Profile) -> Refusal:
    """Return that there is nothing to write in a format: Avails tells of rights alone."""
    facts: dict[str, Fact] = {"format": metadata_writers()[format_id].title, "buyer": profile.buyer}
    return Refusal(code="metadata.no_rights_of" if profile.buyer else "metadata.no_rights", facts=facts, mends=(Mend.RIGHTS,))


def _written(file: PlannedFile, contents: Contents) -> bytes:
    return metadata_writers()[file.format_id].write(file, contents)
