"""Retiming a cue among those beside it: clipped at them, taking along the one it is chained to, or pushing them on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.cues.cue import MAX_TIME_MS
from crossreel.domain.text.frame_grid import FrameGrid

SHORTEST_MS = 100
CHAIN_SLACK_FRAMES = 1  # times of files that round to 10 ms or to another rate
ROUNDS = 8

Times = tuple[int, int]


class Company(StrEnum):
    """What happens to the cues beside one whose edges move."""

    ALONE = "alone"
    CHAINED = "chained"
    PUSHED = "pushed"


@dataclass(frozen=True, slots=True)
class TimedCue:
    """A cue as far as its times go."""

    id: int
    start_ms: int
    end_ms: int

    @property
    def times(self) -> Times:
        """Start and end."""
        return (self.start_ms, self.end_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retiming:
    """A cue of one track that is to be retimed, and those beside it.

    What overlaps the cue is not beside it: a sign over dialogue is in nobody's way. `last_ms` is where cues end at the latest.
    """

    cue: TimedCue
    before: tuple[TimedCue, ...]
    after: tuple[TimedCue, ...]
    grid: FrameGrid
    last_ms: int

    def times(self, start_ms: int, end_ms: int, company: Company) -> Mapping[int, Times]:
        """Return the times of every cue that moves when the cue is asked to take these, as near to them as it may.

        An edge that stays where it is keeps its place even off the frames; one that moves lands on a frame.
        """
        start_ms, end_ms = self._on_frames(start_ms, end_ms)
        if company is Company.PUSHED:
            return self._pushed(start_ms, end_ms)
        edge = start_ms == self.cue.start_ms or end_ms == self.cue.end_ms
        back = self._chained(-1) if edge and company is Company.CHAINED else None
        on = self._chained(1) if edge and company is Company.CHAINED else None
        times = self._within(start_ms, end_ms, self._floor(back), self._ceiling(on))
        moved = {self.cue.id: times}
        if back is not None and times[0] != self.cue.start_ms:
            moved[back.id] = (back.start_ms, self.grid.moved(times[0], -self._gap(back)))
        if on is not None and times[1] != self.cue.end_ms:
            moved[on.id] = (self.grid.moved(times[1], self._gap(on)), on.end_ms)
        return moved

    def _on_frames(self, start_ms: int, end_ms: int) -> Times:
        on = self.grid.nearest
        start = start_ms if start_ms == self.cue.start_ms else on(max(0, start_ms))
        end = end_ms if end_ms == self.cue.end_ms else on(max(0, end_ms))
        return start, end

    def _within(self, start_ms: int, end_ms: int, floor: int, ceiling: int) -> Times:
        """Keep times between two limits: a whole that moves keeps its length, an edge stops before it crosses the other."""
        cue, grid = self.cue, self.grid
        length = cue.end_ms - cue.start_ms
        if start_ms != cue.start_ms and end_ms != cue.end_ms:
            latest = ceiling - length
            start = max(floor, start_ms if start_ms <= latest else grid.at_or_before(latest))
            return cue.times if start == cue.start_ms else (start, min(ceiling, grid.nearest(start + length)))
        shortest = min(SHORTEST_MS, length)
        if start_ms != cue.start_ms:
            start_ms = max(floor, min(start_ms, grid.at_or_before(cue.end_ms - shortest)))
        if end_ms != cue.end_ms:
            end_ms = min(ceiling, max(end_ms, grid.at_or_after(cue.start_ms + shortest)))
        return start_ms, end_ms

    def _floor(self, chained: TimedCue | None) -> int:
        """Return the earliest start; a chained cue before may be made as short as a cue may be."""
        grid = self.grid
        floors = [grid.after(each.end_ms) for each in self.before if each is not chained]
        if chained is not None:
            shortest = min(SHORTEST_MS, chained.end_ms - chained.start_ms)
            floors.append(grid.moved(grid.at_or_after(chained.start_ms + shortest), self._gap(chained)))
        return min(self.cue.start_ms, max(floors, default=0))

    def _ceiling(self, chained: TimedCue | None) -> int:
        """Return the latest end."""
        grid = self.grid
        ceilings = [self.last_ms, *(grid.before(each.start_ms) for each in self.after if each is not chained)]
        if chained is not None:
            shortest = min(SHORTEST_MS, chained.end_ms - chained.start_ms)
            ceilings.append(grid.moved(grid.at_or_before(chained.end_ms - shortest), -self._gap(chained)))
        return max(self.cue.end_ms, min(ceilings))

    def _chained(self, side: int) -> TimedCue | None:
        """Return the cue before (-1) or after (1) that stands no further away than the guide asks."""
        beside = self.before[-1:] if side < 0 else self.after[:1]
        return next((each for each in beside if self._gap(each) <= self.grid.gap_frames + CHAIN_SLACK_FRAMES), None)

    def _gap(self, beside: TimedCue) -> int:
        """Return the frames between the cue and one beside it."""
        gap_ms = max(self.cue.start_ms - beside.end_ms, beside.start_ms - self.cue.end_ms)
        return round(gap_ms / self.grid.frame_ms)

    def _pushed(self, start_ms: int, end_ms: int) -> Mapping[int, Times]:
        cue = self.cue
        whole = start_ms != cue.start_ms and end_ms != cue.end_ms
        for _round in range(ROUNDS):
            start, end = self._within(start_ms, end_ms, 0, self.last_ms)
            moved = {cue.id: (start, end), **self._pushed_back(start), **self._pushed_on(end)}
            short = max(0, -min(times[0] for times in moved.values()))
            beyond = max(0, max(times[1] for times in moved.values()) - max(self.last_ms, self._last_end()))
            if not short and not beyond:
                return moved
            back, on = self.grid.at_or_after(beyond), self.grid.at_or_after(short)
            start_ms, end_ms = self._on_frames(start + on - (back if whole else 0), end + (on if whole else 0) - back)
        return {cue.id: cue.times}

    def _last_end(self) -> int:
        return max((each.end_ms for each in (self.cue, *self.after)), default=0)

    def _pushed_on(self, end_ms: int) -> dict[int, Times]:
        """Return the later cues that have to go on, each only as far as those it stood behind ask."""
        moved: dict[int, Times] = {}
        pushing = [(self.cue.end_ms, end_ms)]
        for each in self.after:
            earliest = max(self.grid.after(now) for was, now in pushing if was <= each.start_ms)
            if earliest > each.start_ms:
                length = each.end_ms - each.start_ms
                moved[each.id] = (earliest, self.grid.nearest(earliest + length))
                pushing.append((each.end_ms, moved[each.id][1]))
            elif all(self.grid.after(now) <= each.start_ms for _was, now in pushing):
                break
        return moved

    def _pushed_back(self, start_ms: int) -> dict[int, Times]:
        """Return the earlier cues that have to go back; times below 0 where there is no room for them."""
        moved: dict[int, Times] = {}
        pushing = [(self.cue.start_ms, start_ms)]
        for each in reversed(self.before):
            gap = self.grid.gap_ms
            latest = min(self.grid.before(now) if now > gap else now - gap for was, now in pushing if was >= each.end_ms)
            if latest < each.end_ms:
                start = latest - (each.end_ms - each.start_ms)
                moved[each.id] = (self.grid.nearest(start) if start >= 0 else start, latest)
                pushing.append((each.start_ms, moved[each.id][0]))
            elif all(self.grid.before(now) >= each.end_ms for _was, now in pushing):
                break
        return moved


def retiming(cues: Sequence[TimedCue], cue: TimedCue, grid: FrameGrid, last_ms: int = 0) -> Retiming:
    """Return what a cue has beside it.

    Args:
        cues: the cues of its track, itself among them, in any order.
        cue: the one that is to be retimed.
        grid: the frames, and the guide's gap.
        last_ms: length of the video; 0 where it is not known.
    """
    others = [one for one in cues if one.id != cue.id]
    before = tuple(sorted((one for one in others if one.end_ms <= cue.start_ms), key=lambda one: one.end_ms))
    after = tuple(sorted((one for one in others if one.start_ms >= cue.end_ms), key=lambda one: one.start_ms))
    return Retiming(cue=cue, before=before, after=after, grid=grid, last_ms=last_ms or MAX_TIME_MS)


def free_room(cues: Sequence[TimedCue], at_ms: int, grid: FrameGrid, last_ms: int = 0) -> Times:
    """Return from when to when a new cue may stand around a time, the guide's gap kept on both sides."""
    floor = max((grid.after(one.end_ms) for one in cues if one.end_ms <= at_ms), default=0)
    ceiling = min((grid.before(one.start_ms) for one in cues if one.start_ms > at_ms), default=last_ms or MAX_TIME_MS)
    return floor, ceiling
