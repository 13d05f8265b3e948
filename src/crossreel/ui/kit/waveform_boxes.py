"""Cue boxes of the timeline, in order of time and in lanes where they overlap: plain values, no painting."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from crossreel.domain.cues.retiming import TimedCue, Times
from crossreel.ui.kit.signs import Sign


class Grip(Enum):
    """The part of a cue box that is held."""

    START = "start"
    END = "end"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBox:
    """A cue on the timeline; `number` 0 is not shown. `mark` is "error", "warning" or ""; times in milliseconds.

    `band` is 0, or 1 for the lower one where two languages are compared. `source` are the times of what the cue renders, where
    its own are others. `lent` says that the words are not of the language shown: it has none yet. `tip` says in words what the
    signs say.
    """

    id: int
    number: int
    start_ms: int
    end_ms: int
    text: str = ""
    mark: str = ""
    right_to_left: bool = False
    band: int = 0
    signs: tuple[Sign, ...] = ()
    source: Times | None = None
    lent: bool = False
    tip: str = ""

    @property
    def times(self) -> Times:
        """Start and end."""
        return (self.start_ms, self.end_ms)

    @property
    def timed(self) -> TimedCue:
        """The cue as far as its times go."""
        return TimedCue(self.id, self.start_ms, self.end_ms)


def box_order(box: CueBox) -> tuple[int, int, int]:
    """Return what boxes are ordered by."""
    return (box.start_ms, box.end_ms, box.id)


def visible(boxes: Sequence[CueBox], starts: Sequence[int], left_ms: int, right_ms: int, longest_ms: int) -> Sequence[CueBox]:
    """Return the boxes that touch a stretch of time. `starts` are their sorted starts, `longest_ms` the longest of them."""
    first = bisect_left(starts, left_ms - longest_ms)
    last = bisect_left(starts, right_ms)
    return [box for box in boxes[first:last] if box.end_ms >= left_ms]


def lanes_of(boxes: Iterable[CueBox]) -> Mapping[int, tuple[int, int]]:
    """Return the lane of each box that overlaps another, and how many lanes there are at its place; boxes in order."""
    found: dict[int, tuple[int, int]] = {}
    ends: dict[int, int] = {}
    meeting: dict[int, list[CueBox]] = {}
    for box in boxes:
        if box.start_ms < ends.get(box.band, -1):
            meeting[box.band].append(box)
        else:
            found.update(_shared(meeting.get(box.band, ())))
            meeting[box.band] = [box]
            ends[box.band] = box.end_ms
            continue
        ends[box.band] = max(ends[box.band], box.end_ms)
    for cluster in meeting.values():
        found.update(_shared(cluster))
    return found


def _shared(boxes: Sequence[CueBox]) -> Mapping[int, tuple[int, int]]:
    """Return the lanes of boxes of which each overlaps one before it: the first lane that is free again."""
    if len(boxes) < 2:
        return {}
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for box in boxes:
        lane = next((lane for lane, end_ms in enumerate(ends) if end_ms <= box.start_ms), len(ends))
        ends[lane : lane + 1] = [box.end_ms]
        lanes[box.id] = lane
    return {box_id: (lane, len(ends)) for box_id, lane in lanes.items()}


def snapped(time_ms: int, targets: Sequence[int], reach_ms: int) -> int:
    """Return the nearest of the sorted targets within reach, or the time itself."""
    at = bisect_left(targets, time_ms)
    near = [target for target in targets[max(0, at - 1) : at + 1] if abs(target - time_ms) <= reach_ms]
    return min(near, key=lambda target: abs(target - time_ms)) if near else time_ms
