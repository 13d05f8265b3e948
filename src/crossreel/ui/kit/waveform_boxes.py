"""Cue boxes of the timeline and how they may be dragged: plain values and arithmetic, no painting."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

MIN_DURATION_MS = 100
DEFAULT_GAP_MS = 67  # two frames at 30 a second, the smallest gap of every style guide


class Grip(Enum):
    """The part of a cue box that is held."""

    START = "start"
    END = "end"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBox:
    """A cue on the timeline. `mark` is "error", "warning" or ""; times in milliseconds."""

    id: int
    number: int
    start_ms: int
    end_ms: int
    text: str = ""
    mark: str = ""
    right_to_left: bool = False


def box_order(box: CueBox) -> tuple[int, int, int]:
    """Return what boxes are ordered by."""
    return (box.start_ms, box.end_ms, box.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Between which times a box may be moved, and how short it may become, in milliseconds."""

    floor_ms: int
    ceiling_ms: int


def room_of(boxes: Sequence[CueBox], index: int, duration_ms: int, gap_ms: int = DEFAULT_GAP_MS) -> Room:
    """Return the room between a box's neighbours, a gap kept on both sides. What overlaps already may stay so.

    Args:
        boxes: all boxes in order of start.
        index: the one that is to move.
        duration_ms: length of the episode; 0 when unknown.
        gap_ms: the least distance to a neighbour.
    """
    box = boxes[index]
    floor = boxes[index - 1].end_ms + gap_ms if index else 0
    last = max(duration_ms, box.end_ms) if duration_ms else 359_999_999
    ceiling = boxes[index + 1].start_ms - gap_ms if index + 1 < len(boxes) else last
    return Room(floor_ms=max(0, min(floor, box.start_ms)), ceiling_ms=max(min(ceiling, last), box.end_ms))


def dragged(box: CueBox, grip: Grip, delta_ms: int, room: Room) -> CueBox:
    """Return the box after its grip moved by `delta_ms`, kept inside its room and no shorter than 100 ms."""
    shortest = min(MIN_DURATION_MS, box.end_ms - box.start_ms)
    if grip is Grip.START:
        return replace(box, start_ms=_between(box.start_ms + delta_ms, room.floor_ms, box.end_ms - shortest))
    if grip is Grip.END:
        return replace(box, end_ms=_between(box.end_ms + delta_ms, box.start_ms + shortest, room.ceiling_ms))
    moved = _between(delta_ms, room.floor_ms - box.start_ms, room.ceiling_ms - box.end_ms)
    return replace(box, start_ms=box.start_ms + moved, end_ms=box.end_ms + moved)


def _between(value: int, lowest: int, highest: int) -> int:
    return max(lowest, min(value, highest))


def snapped(time_ms: int, targets: Sequence[int], reach_ms: int) -> int:
    """Return the nearest of the sorted targets within reach, or the time itself."""
    at = bisect_left(targets, time_ms)
    near = [target for target in targets[max(0, at - 1) : at + 1] if abs(target - time_ms) <= reach_ms]
    return min(near, key=lambda target: abs(target - time_ms)) if near else time_ms


def visible(boxes: Sequence[CueBox], starts: Sequence[int], left_ms: int, right_ms: int, longest_ms: int) -> Sequence[CueBox]:
    """Return the boxes that touch a stretch of time. `starts` are their sorted starts, `longest_ms` the longest of them."""
    first = bisect_left(starts, left_ms - longest_ms)
    last = bisect_left(starts, right_ms)
    return [box for box in boxes[first:last] if box.end_ms >= left_ms]
