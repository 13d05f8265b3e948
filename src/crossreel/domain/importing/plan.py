"""What an import would do, before anything is written: one item per file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.catalog.episode import MediaInfo
from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.cues.track import Role
from crossreel.domain.text.document import Document, Encoding, Notice


class ItemKind(StrEnum):
    """What a file is to an import."""

    VIDEO = "video"
    SUBTITLE = "subtitle"
    OTHER = "other"


class ItemStatus(StrEnum):
    """What will happen to a file. Only `NEW` and `REPLACE` are written."""

    NEW = "new"
    REPLACE = "replace"
    IDENTICAL = "identical"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    UNMATCHED = "unmatched"
    REFUSED = "refused"
    SKIPPED = "skipped"


class OnExisting(StrEnum):
    """What to do with a file whose cell is occupied by another content."""

    FAIL = "fail"
    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One file. `refusal` says why it cannot be read; `status` and `reason` follow from the rest (`verdict.settle`).

    `language_from` is "name", "folder", "header", "text", "user" or "". `digest` is the content key of a video and the digest of a
    subtitle file's bytes. Of files with the same cues the one with the highest `format_rank` is imported. `role` None leaves the
    role to the title's source language.
    """

    id: int
    path: str
    name: str
    kind: ItemKind
    episode: int | None = None
    language: str = ""
    language_from: str = ""
    role: Role | None = None
    version: int | None = None
    format_id: str = ""
    format_rank: int = 0
    encoding: Encoding | None = None
    info: MediaInfo | None = None
    document: Document | None = field(default=None, repr=False, compare=False)
    digest: str = ""
    notices: tuple[Notice, ...] = ()
    refusal: Notice | None = None
    skipped: bool = False
    on_existing: OnExisting | None = None
    status: ItemStatus = ItemStatus.NEW
    reason: Notice | None = None

    @property
    def cue_count(self) -> int:
        """Number of cues the file holds."""
        return len(self.document.cues) if self.document else 0

    @property
    def slot(self) -> str:
        """Return the place in the title this file is for; "" while episode or language is not known."""
        if self.episode is None or (self.kind is ItemKind.SUBTITLE and not self.language):
            return ""
        if self.kind is ItemKind.VIDEO:
            return video_slot(self.episode)
        return track_slot(self.episode, self.language, self.role or Role.TRANSLATION)

    @property
    def is_written(self) -> bool:
        """Whether applying the plan writes this file."""
        return self.status in (ItemStatus.NEW, ItemStatus.REPLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupied:
    """What stands in a place of the title already: its row and the digest of the file it came from.

    `twins` are digests of other files that say the same as it does now.
    """

    id: int
    digest: str
    twins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """All files of an import and where they go. `source_from` is "title", "user", "guess" or "".

    `durations_ms` are the lengths of the videos that the title has already, by episode number.
    """

    title_id: int | None = None
    code: str = ""
    title_name: str = ""
    source_language: str = ""
    source_from: str = ""
    on_existing: OnExisting = OnExisting.FAIL
    items: tuple[PlanItem, ...] = ()
    existing: Mapping[str, Occupied] = field(default_factory=dict)
    existing_episodes: frozenset[int] = frozenset()
    durations_ms: Mapping[int, int] = field(default_factory=dict)

    def item(self, item_id: int) -> PlanItem:
        """Return an item by id.

        Raises:
            KeyError: there is none.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def where(self, *statuses: ItemStatus) -> tuple[PlanItem, ...]:
        """Return the items in one of these states."""
        return tuple(item for item in self.items if item.status in statuses)

    @property
    def episodes(self) -> tuple[int, ...]:
        """Numbers of the episodes that files will be written to, in order."""
        return tuple(sorted({item.episode for item in self.items if item.is_written and item.episode is not None}))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the subtitle files that will be written, the source language first."""
        found = {item.language for item in self.items if item.is_written and item.kind is ItemKind.SUBTITLE}
        return tuple(sorted(found, key=lambda tag: (tag != self.source_language, tag)))

    @property
    def gaps(self) -> tuple[int, ...]:
        """Episode numbers between 1 and the last that neither the title nor this import has."""
        numbers = self.existing_episodes | {item.episode for item in self.items if item.episode and item.slot}
        return tuple(number for number in range(1, max(numbers, default=0)) if number not in numbers)

    @property
    def holes(self) -> tuple[tuple[int, str], ...]:
        """Episodes of this import that lack a language other episodes have: a language forgotten."""
        there = {(item.episode, item.language) for item in self.items if item.kind is ItemKind.SUBTITLE and item.is_written}
        there |= {(int(slot.split(":")[0]), slot.split(":")[1]) for slot in self.existing if slot.endswith(":full")}
        return tuple((number, tag) for number in self.episodes for tag in self.languages if (number, tag) not in there)

    @property
    def problems(self) -> tuple[Notice, ...]:
        """What must be mended before the plan can be applied."""
        found: list[Notice] = []
        if not CODE_PATTERN.fullmatch(self.code):
            found.append(Notice(code="import.bad_code", facts={"written": self.code}))
        if not self.title_name.strip():
            found.append(Notice(code="import.no_name"))
        if not any(item.is_written for item in self.items):
            found.append(Notice(code="import.nothing"))
        return tuple(found)


def video_slot(episode: int) -> str:
    """Return the place of an episode's video."""
    return f"{episode}:video"


def track_slot(episode: int, language: str, role: Role) -> str:
    """Return the place of a track; source, template and translation share one, SDH and forced have their own."""
    variant = role.value if role in (Role.SDH, Role.FORCED) else "full"
    return f"{episode}:{language}:{variant}"
