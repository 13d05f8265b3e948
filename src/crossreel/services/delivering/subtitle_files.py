"""The subtitle files of one package: written and proved before anything is built, so that what a writer refuses is a refusal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import BadInput, Fact, Told
from crossreel.domain.item import Item
from crossreel.domain.text.column_name import column_name
from crossreel.domain.text.document import Document, Notice, WriteOptions
from crossreel.formats.registry import get
from crossreel.services.delivering.proved import Asked, written
from crossreel.services.delivering.subject import Material
from crossreel.services.jobs import JobContext

SUBTITLE = "subtitle"
FITTED = ("format.", "scc.", "time.")
"""How the codes of what a writer had to fit begin; what a format cannot hold follows from the profile, and is not said again."""


class SubtitleFiles:
    """Makes the subtitle files of one package, each proved by reading it again with our reader and with another one."""

    def __init__(self, profile: Profile, subject: Subject, material: Material) -> None:
        self._profile = profile
        self.subject = subject
        self.material = material
        self._made: dict[str, bytes] = {}
        self._fitted: dict[tuple[str, str], Item] = {}

    def written(self, plan: Plan, job: JobContext) -> Plan:
        """Write them all and return the plan without tracks that hold nothing, with a refusal for each that cannot be written.

        What had to be fitted to a format is said once for a format and column.

        Raises:
            Cancelled: the user cancelled.
        """
        files = tuple(file for file in plan.files if file.kind != SUBTITLE or self._document(file).cues)
        refusals = list(self._refusals([file for file in files if file.kind == SUBTITLE], job))
        return replace(plan, files=files, refusals=(*plan.refusals, *refusals), notices=tuple(self._fitted.values()))

    def __call__(self, file: PlannedFile, document: Document) -> bytes:
        """Return the bytes of a file that was written."""
        return self._made[file.path]

    def _refusals(self, files: list[PlannedFile], job: JobContext) -> Iterator[Refusal]:
        asked = [Asked(self._document(file), file.format_id, self._options(file)) for file in files]
        for file, made in zip(files, written(asked, job.check), strict=True):
            if isinstance(made, BadInput):
                facts: dict[str, Fact] = {"format": get(file.format_id).title, "why": Told(made.code, made.facts)}
                yield Refusal(
                    code="delivery.cannot_write",
                    episode=file.episode,
                    language=file.language,
                    facts=facts,
                    mends=(Mend.OPEN, Mend.PROFILE),
                )
            else:
                self._made[file.path] = made.data
                self._tell(file, made.notices)

    def _tell(self, file: PlannedFile, notices: Iterable[Notice]) -> None:
        name = f"{get(file.format_id).title} · {column_name(file.language, file.role)}"
        for each in notices:
            if each.code.startswith(FITTED):
                before = self._fitted.get((name, each.code))
                so_far = int(str(before.facts["count"])) if before is not None else 0
                facts = before.facts if before is not None else each.facts
                count = so_far + int(str(each.facts["count"]))
                self._fitted[name, each.code] = Item(name=name, code=each.code, facts={**facts, "count": count})

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
