"""What an import would do, before anything is written: one item per file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.catalog.episode import MediaInfo
from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.timing_fit import TimingFit
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import Fact
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan_index import PlanIndex
from crossreel.domain.importing.version_label import PLAIN, VersionLabel
from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.text.document import Document, Encoding, Notice
from crossreel.domain.text.several_languages import LanguagePart

RATE_NEEDED, RATE_ASSUMED = "time.rate_needed", "time.frames_assumed"


class ItemKind(StrEnum):
    """What a file is to an import."""

    VIDEO = "video"
    SOUND = "sound"
    SUBTITLE = "subtitle"
    SCRIPT = "script"
    COVER = "cover"
    EXTRA = "extra"
    OTHER = "other"


VERSIONS = (ItemKind.VIDEO, ItemKind.SOUND)
PLACED = (*VERSIONS, ItemKind.SUBTITLE)


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
    UNDECIDED = "undecided"


class OnExisting(StrEnum):
    """What to do with a file whose cell is occupied by another content."""

    FAIL = "fail"
    KEEP = "keep"
    REPLACE = "replace"


class OnLate(StrEnum):
    """What to do with a file whose times are explained by an offset or another speed."""

    KEEP = "keep"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFit:
    """How a subtitle file fits what its episode is timed to (`against`: the id of a file, or "title").

    `elsewhere` is the episode whose source it fits as it is, where it does not fit its own; `agree_elsewhere` how many starts do.
    """

    against: str
    fit: TimingFit
    elsewhere: int | None = None
    agree_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCut:
    """Which part of a file one of its episodes is."""

    episode: int
    cut: Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class UncutText:
    """What one episode's part of a subtitle file was cut of: its text, its first and last episode, all parts, and which this is."""

    document: Document = field(repr=False)
    first: int
    last: int
    cuts: tuple[EpisodeCut, ...]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One file, or one episode and language of a sheet. `status` and `reason` follow from the rest (`verdict.settle`).

    `part` says which of a sheet: its tab, column and episode ("EP01!C", "C 3"); `rows` are that part's, for matching;
    of a video the stream of subtitles or sound inside it ("#2"), which is `embedded`.
    `refusal` says why it cannot be read, `outside` why it is no part of an import at all (an unfinished download, a bin), `doubts`
    what a person should look at though the file comes in. `last_episode` is set where one file holds several episodes; `extra`
    says what an EXTRA is. `head` is what the name says before its number: the title's name; `promised` how many episodes it says
    there are. `cuts` say which part of such a file each episode is; subtitles are an item for each part, `uncut` is of what.
    `wants_reference`: a person said that the cues of its
    episode are timed to this picture.

    `draft_of` is who made the draft that subtitles are, an engine or a vendor;
    "" for finished work. `episode_said`: a person said which episode it is of, and is not asked whether it fits another one better.
    `taken_off_ms` is where its programme started, once its times were moved to nought.
    `halves` are the languages of a file of several, `half` which of them this item is (None: the file as it stands, `whole`).

    `language_from` is "name", "folder", "header", "text", "user" or "". `also_language` is the second language of a bilingual
    file. `look`, `look_language` and `quality` (1080, where the name says it) tell pictures of one episode apart,
    `version` and `modified_ms` the states of one file.
    `digest` is the content key of a video and the digest of a subtitle file's bytes. Of files with the same
    cues the one with the highest `format_rank` is imported. `role` None leaves the role to the title's source language.
    """

    id: int
    path: str
    name: str
    kind: ItemKind
    part: str = ""
    embedded: bool = False
    episode: int | None = None
    last_episode: int | None = None
    cuts: tuple[EpisodeCut, ...] = ()
    uncut: UncutText | None = field(default=None, repr=False, compare=False)
    wants_reference: bool = False
    episode_said: bool = False
    extra: ExtraKind | None = None
    head: str = ""
    promised: int = 0
    language: str = ""
    language_from: str = ""
    also_language: str = ""
    role: Role | None = None
    draft_of: str = ""
    look: Look = Look.UNKNOWN
    look_language: str = ""
    quality: int = 0
    version: VersionLabel = PLAIN
    taken_off_ms: int = 0
    modified_ms: int = 0
    format_id: str = ""
    format_rank: int = 0
    encoding: Encoding | None = None
    info: MediaInfo | None = None
    document: Document | None = field(default=None, repr=False, compare=False)
    rows: tuple[SheetRow, ...] = field(default=(), repr=False, compare=False)
    digest: str = ""
    halves: tuple[LanguagePart, ...] = field(default=(), repr=False, compare=False)
    half: int | None = None
    whole: Document | None = field(default=None, repr=False, compare=False)
    notices: tuple[Notice, ...] = ()
    doubts: tuple[Notice, ...] = ()
    refusal: Notice | None = None
    outside: Notice | None = None
    skipped: bool = False
    on_late: OnLate | None = None
    fit: FileFit | None = None
    on_existing: OnExisting | None = None
    status: ItemStatus = ItemStatus.NEW
    reason: Notice | None = None

    @property
    def cue_count(self) -> int:
        """Number of cues the file holds."""
        return len(self.document.cues) if self.document else 0

    @property
    def lines(self) -> int:
        """How many lines the picture has by its name, else by itself: 1080 for 1080 x 1920; 0 for other files."""
        return self.quality or (min(self.info.width, self.info.height) if self.info is not None else 0)

    @property
    def needs_rate(self) -> bool:
        """Whether the file counts frames and nobody knows how many a second has."""
        refused = self.refusal is not None and self.refusal.code == RATE_NEEDED
        return refused or any(doubt.code == RATE_ASSUMED for doubt in self.doubts)

    @property
    def is_sheet(self) -> bool:
        """Whether the file has columns, or may have."""
        return bool(self.part and not self.embedded) or self.path.lower().endswith((".xlsx", ".csv", ".tsv", ".tab", ".docx"))

    @property
    def slot(self) -> str:
        """Return the place in the title this file is for; "" while episode or language is not known, or for several episodes."""
        if self.kind not in PLACED or self.episode is None or (self.last_episode is not None and not self.cuts):
            return ""
        if self.kind is ItemKind.SUBTITLE and not self.language:
            return ""
        if self.kind in VERSIONS:
            first = str(self.episode) if self.last_episode is None else f"{self.episode}-{self.last_episode}"
            return version_slot(first, self.kind, self.look, self.look_language, self.quality, self.part)
        return track_slot(self.episode, self.language, self.role or Role.TRANSLATION)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the episodes that the file is written to."""
        if self.cuts:
            return tuple(each.episode for each in self.cuts)
        return (self.episode,) if self.episode is not None else ()

    def cut_of(self, episode: int) -> Cut:
        """Return which part of the file an episode is."""
        return next((each.cut for each in self.cuts if each.episode == episode), WHOLE)

    @property
    def is_written(self) -> bool:
        """Whether applying the plan writes this file."""
        return self.status in (ItemStatus.NEW, ItemStatus.REPLACE)

    @property
    def may_claim(self) -> bool:
        """Whether the file contends for its place: it can be read and nobody left it out."""
        return bool(self.slot) and self.refusal is None and self.outside is None and not self.skipped

    @property
    def content_kind(self) -> ItemKind:
        """Return what an extra is once it is taken in as an episode; what any other file is already."""
        if self.kind is not ItemKind.EXTRA:
            return self.kind
        if self.info is not None:
            return ItemKind.VIDEO if self.info.width else ItemKind.SOUND
        return ItemKind.SUBTITLE if self.document is not None else ItemKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupied:
    """What stands in a place of the title already: its row and the digest of the file it came from.

    `twins` are digests of other files that say the same as it does now.
    """

    id: int
    digest: str
    twins: frozenset[str] = frozenset()


TimedTo = tuple[str, Sequence[int]]
"""What the files of an episode are timed to: the id of a file, "title" or "", and where its cues start, in ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """All files of an import and where they go. `source_from` is "title", "user", "guess" or "".

    `durations_ms` are the lengths of the videos that the title has already, by episode number. `prefer` says which of several
    files for one place is taken. `promised` is how many episodes the names say the title has (全80集); 0 where none says it.
    `spines` are the starts of the title's spines by episode number, in ms; `on_late` what to do with all late and drifting files.
    `rate` is the programme's frame rate where a person said it. `index`, and `timed_to` as far as somebody looked for it, follow
    from the items.
    """

    title_id: int | None = None
    code: str = ""
    title_name: str = ""
    source_language: str = ""
    source_from: str = ""
    on_existing: OnExisting = OnExisting.FAIL
    prefer: tuple[Preference, ...] = ()
    promised: int = 0
    rate: Fraction | None = None
    items: tuple[PlanItem, ...] = ()
    existing: Mapping[str, Occupied] = field(default_factory=dict)
    existing_episodes: frozenset[int] = frozenset()
    durations_ms: Mapping[int, int] = field(default_factory=dict)
    spines: Mapping[int, tuple[int, ...]] = field(default_factory=dict, repr=False)
    on_late: OnLate | None = None
    timed_to: Mapping[int, TimedTo] = field(default_factory=dict, repr=False, compare=False)
    index: PlanIndex = field(default_factory=PlanIndex, repr=False, compare=False)

    def item(self, item_id: int) -> PlanItem:
        """Return an item by id.

        Raises:
            KeyError: there is none.
        """
        if item_id in self.index.positions:
            return self.items[self.index.positions[item_id]]
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def where(self, *statuses: ItemStatus) -> tuple[PlanItem, ...]:
        """Return the items in one of these states."""
        return tuple(item for item in self.items if item.status in statuses)

    @property
    def by_episode(self) -> dict[int, list[PlanItem]]:
        """The files that will be written, by the number of their episode, in order."""
        found: dict[int, list[PlanItem]] = {}
        for item in self.items:
            for number in item.numbers if item.is_written else ():
                found.setdefault(number, []).append(item)
        return dict(sorted(found.items()))

    @property
    def episodes(self) -> tuple[int, ...]:
        """Numbers of the episodes that files will be written to, in order."""
        return tuple(sorted({number for item in self.items if item.is_written for number in item.numbers}))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the subtitle files that will be written, the source language first."""
        found = {item.language for item in self.items if item.is_written and item.kind is ItemKind.SUBTITLE}
        return tuple(sorted(found, key=lambda tag: (tag != self.source_language, tag)))

    @property
    def gaps(self) -> tuple[int, ...]:
        """Episode numbers between 1 and the last, or the promised count, that neither the title nor this import has."""
        numbers = set(self.existing_episodes)
        for item in self.items:
            if item.kind in PLACED and item.episode is not None and (item.slot or item.last_episode is not None):
                numbers.update(range(item.episode, (item.last_episode or item.episode) + 1))
        last = max(max(numbers, default=1) - 1, self.promised)
        return tuple(number for number in range(1, last + 1) if number not in numbers)

    @property
    def holes(self) -> tuple[tuple[int, str], ...]:
        """Episodes of this import that lack a language other episodes have: a language forgotten."""
        there = {(item.episode, item.language) for item in self.items if item.kind is ItemKind.SUBTITLE and item.is_written}
        there |= {(int(slot.split(":")[0]), slot.split(":")[1]) for slot in self.existing if slot.endswith(":full")}
        languages = self.languages
        return tuple((number, tag) for number in self.episodes for tag in languages if (number, tag) not in there)

    @property
    def doubts(self) -> tuple[Notice, ...]:
        """What a person should look at in the plan as a whole."""
        beyond = [number for item in self.items if item.is_written and (number := item.last_episode or item.episode or 0)]
        if self.promised and max(beyond, default=0) > self.promised:
            facts: dict[str, Fact] = {"promised": self.promised, "last": max(beyond)}
            return (Notice(code="import.more_than_promised", facts=facts),)
        return ()

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


def version_slot(episodes: str, kind: ItemKind, look: Look, language: str, quality: int, part: str = "") -> str:
    """Return the place of a picture or a sound: those of other looks, languages and qualities do not contend with it.

    `part` is the stream of a sound inside a video ("#2"), which contends with that of the same number alone.
    """
    return f"{episodes}:{kind.value}:{look.value}:{language}:{quality or ''}{part}"


def content_slot(episode: int, content_key: str) -> str:
    """Return the place of a content, whatever it is called: the same file is no other version of the episode."""
    return f"{episode}:content:{content_key}"


def reference_slot(episode: int) -> str:
    """Return the place of the picture that an episode is timed to."""
    return f"{episode}:reference"


def track_slot(episode: int, language: str, role: Role) -> str:
    """Return the place of a track; source, template and translation share one, SDH and forced have their own."""
    variant = variant_of(role)
    return f"{episode}:{language}:{variant}"
