"""The subtitle files of one package: written and proved before anything is built, so that what a writer refuses is a refusal."""

from collections.abc import Iterator
from dataclasses import replace

from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import BadInput, Fact, Told
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.services.delivering.subject import Material
from crossreel.services.jobs import JobContext

SUBTITLE = "subtitle"


class SubtitleFiles:
    """Makes the subtitle files of one package, each proved by reading it again with our reader and with another one."""

    def __init__(self, profile: Profile, subject: Subject, material: Material) -> None:
        self._profile = profile
        self.subject = subject
        self.material = material
        self._made: dict[str, bytes] = {}

    def written(self, plan: Plan, job: JobContext) -> Plan:
        """Write them all and return the plan without tracks that hold nothing, and with a refusal for each that cannot be written.

        Raises:
            Cancelled: the user cancelled.
        """
        files = tuple(file for file in plan.files if file.kind != SUBTITLE or self._document(file).cues)
        refusals = list(self._refusals([file for file in files if file.kind == SUBTITLE], job))
        return replace(plan, files=files, refusals=(*plan.refusals, *refusals))

    def __call__(self, file: PlannedFile, document: Document) -> bytes:
        """Return the bytes of a file that was written."""
        return self._made[file.path]

    def _refusals(self, files: list[PlannedFile], job: JobContext) -> Iterator[Refusal]:
        for file in files:
            job.check()
            try:
                self._made[file.path] = write(self._document(file), get(file.format_id), self._options(file), twice=True).data
            except BadInput as error:
                facts: dict[str, Fact] = {"format": get(file.format_id).title, "why": Told(error.code, error.facts)}
                yield Refusal(
                    code="delivery.cannot_write",
                    episode=file.episode,
                    language=file.language,
                    facts=facts,
                    mends=(Mend.OPEN, Mend.PROFILE),
                )

    def _document(self, file: PlannedFile) -> Document:
        return self.material.documents[file.episode or 0, file.language, file.variant]

    def _options(self, file: PlannedFile) -> WriteOptions:
        formats = self._profile.formats_for(file.language)
        wanted = next(entry.options for entry in formats if entry.format_id == file.format_id)
        media = self.material.media.get(file.episode or 0)
        options = WriteOptions(
            language=file.language,
            source_language=self.subject.title.source_language,
            title=self.subject.name_in(file.language),
            day=self.subject.day,
        )
        if media is not None and media.frame_rate:
            options = replace(options, frame_rate=media.frame_rate)
        if media is not None and media.width and media.height:
            options = replace(options, width=media.width, height=media.height)
        return replace(options, **wanted)  # type: ignore[arg-type]
