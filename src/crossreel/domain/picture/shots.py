"""The shot changes of an episode: those found in its video, without what a person removed, and with what a person set."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import MAX_TIME_MS
from crossreel.domain.picture.mark import Mark, MarkKind, Span

UNMADE = 0
"""The id of a mark that is not in the catalog yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shots:
    """The shot changes of one video.

    Attributes:
        times_ms: where they stand, in order: each the first millisecond of the first frame of a shot.
        own_ms: those of them that a person set.
        found: what a machine found, None where none has looked yet.
        own: what people said of this video.
    """

    times_ms: tuple[int, ...] = ()
    own_ms: frozenset[int] = frozenset()
    found: tuple[Span, ...] | None = None
    own: tuple[Mark, ...] = ()

    @property
    def is_sought(self) -> bool:
        """Whether a machine has looked for them."""
        return self.found is not None

    def near(self, at_ms: int, within_ms: int) -> int | None:
        """Return the shot change that stands nearest to a time, at most so far away; None where there is none."""
        first = bisect_left(self.times_ms, at_ms - within_ms)
        last = bisect_right(self.times_ms, at_ms + within_ms)
        return min(self.times_ms[first:last], key=lambda each: (abs(each - at_ms), each), default=None)

    def after(self, at_ms: int) -> int | None:
        """Return the first shot change after a time."""
        at = bisect_right(self.times_ms, at_ms)
        return self.times_ms[at] if at < len(self.times_ms) else None

    def before(self, at_ms: int) -> int | None:
        """Return the last shot change before a time."""
        at = bisect_left(self.times_ms, at_ms)
        return self.times_ms[at - 1] if at else None


NO_SHOTS = Shots()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What has to be written: marks to put, those without an id (`UNMADE`) to be made, and marks to remove."""

    put: tuple[Mark, ...] = ()
    removed: tuple[Mark, ...] = ()


def shots_of(found: Iterable[Span] | None, own: Iterable[Mark], content_key: str) -> Shots:
    """Return the shot changes of a video.

    Args:
        found: what a machine found in it, None where none looked.
        own: what people said of the videos of the episode.
        content_key: the video that the episode has now.
    """
    mine = tuple(mark for mark in own if mark.kind is MarkKind.SHOT and mark.content_key == content_key)
    looked_up = None if found is None else tuple(sorted(found))
    left = {span.start_ms for span in looked_up or () if not any(_covers(mark, span) for mark in mine)}
    set_by_hand = frozenset(mark.start_ms for mark in mine if not mark.removes)
    times_ms = tuple(sorted(left | set_by_hand))
    return Shots(times_ms=times_ms, own_ms=set_by_hand, found=looked_up, own=mine)


def added(shots: Shots, at_ms: int, near_ms: int) -> MarkChange:
    """Say that a shot begins at a time; nothing where one stands within `near_ms` already.

    Where a found one was removed there, the removal is taken back.
    """
    if shots.near(at_ms, near_ms) is not None:
        return MarkChange()
    here = [span for span in shots.found or () if abs(span.start_ms - at_ms) <= near_ms]
    covering = [mark for mark in shots.own if any(_covers(mark, span) for span in here)]
    alone = [mark for mark in covering if sum(_covers(mark, span) for span in shots.found or ()) == 1]
    if here and covering == alone:
        return MarkChange(removed=tuple(alone))
    return MarkChange(put=(_mark(at_ms, at_ms),))


def removed(shots: Shots, at_ms: int, near_ms: int) -> MarkChange:
    """Say that no shot begins within `near_ms` of a time: marks of people go, found ones are removed for good."""
    own = tuple(mark for mark in shots.own if not mark.removes and abs(mark.start_ms - at_ms) <= near_ms)
    standing = [
        span
        for span in shots.found or ()
        if abs(span.start_ms - at_ms) <= near_ms and not any(_covers(mark, span) for mark in shots.own)
    ]
    put = tuple(_mark(max(0, span.start_ms - near_ms), span.start_ms + near_ms, removes=True) for span in standing)
    return MarkChange(put=put, removed=own)


def moved(shots: Shots, from_ms: int, to_ms: int, near_ms: int) -> MarkChange:
    """Move the shot change within `near_ms` of a time to another; nothing where there is none, or it comes upon another one."""
    gone = removed(shots, from_ms, near_ms)
    if not gone.put and not gone.removed:
        return gone
    left = _applied(shots, gone)
    come = added(left, to_ms, 0)
    put = tuple(mark for mark in gone.put if not _spans(come.removed, mark))
    if gone.removed and come.put:
        return MarkChange(put=(*put, replace(gone.removed[0], start_ms=to_ms, end_ms=to_ms)), removed=gone.removed[1:])
    lifted = tuple(mark for mark in come.removed if mark.id != UNMADE)
    return MarkChange(put=(*put, *come.put), removed=(*gone.removed, *lifted))


def taken(shots: Shots, times_ms: Iterable[int], near_ms: int, *, instead: bool) -> MarkChange:
    """Take in a list of shot changes.

    Args:
        shots: as they are.
        times_ms: of the list.
        near_ms: what stands so near to one that is there is the same.
        instead: whether the list stands for all there are, or is added to them.
    """
    wanted = sorted(set(times_ms))
    if not instead:
        return MarkChange(put=tuple(_mark(at_ms, at_ms) for at_ms in wanted if shots.near(at_ms, near_ms) is None))
    whole = _mark(0, MAX_TIME_MS, removes=True)
    settled = any(mark.removes and mark.end_ms == MAX_TIME_MS for mark in shots.own)
    if settled and tuple(wanted) == shots.times_ms:
        return MarkChange()
    return MarkChange(put=(whole, *(_mark(at_ms, at_ms) for at_ms in wanted)), removed=shots.own)


def as_found(shots: Shots) -> MarkChange:
    """Take back all that people said: what a machine finds is what stands."""
    return MarkChange(removed=shots.own)


def _mark(start_ms: int, end_ms: int, *, removes: bool = False) -> Mark:
    return Mark(id=UNMADE, episode_id=UNMADE, content_key="", kind=MarkKind.SHOT, start_ms=start_ms, end_ms=end_ms, removes=removes)


def _spans(marks: Iterable[Mark], mark: Mark) -> bool:
    return any((each.start_ms, each.end_ms) == (mark.start_ms, mark.end_ms) for each in marks if each.id == UNMADE)


def _covers(mark: Mark, span: Span) -> bool:
    return mark.removes and mark.start_ms <= span.start_ms <= mark.end_ms


def _applied(shots: Shots, change: MarkChange) -> Shots:
    gone = {mark.id for mark in change.removed}
    key = next((mark.content_key for mark in shots.own), "")
    own = [mark for mark in shots.own if mark.id not in gone] + [replace(mark, content_key=key) for mark in change.put]
    return shots_of(shots.found, own, key)
