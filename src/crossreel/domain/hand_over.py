"""What goes to those who finish the picture in an editing program: an episode as one timeline with subtitles and markers."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class MarkerKind(StrEnum):
    """What a marker points at: a reviewer's note, or what QC found."""

    NOTE = "note"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorInfo:
    """An editing program as the interface shows it; `title` is an English message to be translated.

    `takes_subtitles` tells whether subtitles go along, `takes_markers` whether notes and findings do.
    """

    id: str
    title: str
    takes_subtitles: bool = True
    takes_markers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorCue:
    """A subtitle of a timeline; `text` is inline markup."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorTrack:
    """The subtitles of one column ("es-419", "en-x-sdh") of an episode, in order."""

    column: str
    language: str
    cues: tuple[EditorCue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorMarker:
    """Something to look at: `text` in words, `is_done` where nobody needs to any more."""

    start_ms: int
    end_ms: int
    text: str
    kind: MarkerKind
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorVideo:
    """The file a timeline shows: its full path, the stretch of it from `in_ms`, its length, and its sound (nought without one)."""

    path: str
    in_ms: int
    file_ms: int
    width: int
    height: int
    channels: int = 0
    sample_rate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorTimeline:
    """An episode for an editing program.

    `name` is what its files are called, `title` what people call its title. All times count from its first frame; `rate` is
    frames a second. Without a video (None) subtitles and markers hang on an empty picture of `length_ms`.
    """

    name: str
    title: str
    episode: int
    rate: Fraction
    length_ms: int
    video: EditorVideo | None = None
    tracks: tuple[EditorTrack, ...] = ()
    markers: tuple[EditorMarker, ...] = ()


def lanes(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return the lane of each span (start, end), from 0: what overlaps lies in different ones, everything as low as it can."""
    ends: list[int] = []
    found: list[int] = []
    for start, end in spans:
        lane = next((at for at, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found.append(lane)
    return found
