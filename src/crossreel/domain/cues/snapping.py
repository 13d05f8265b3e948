"""Times tidied over a whole episode: edges snapped to shot changes or to speech, small gaps closed, cues chained. Pure.

Every function gives the new times of the cues that it moves: cues of the spine, which take their followers along, and pinned
followers. Whatever it does, in every track: what stood in order stands in order; no cue becomes shorter than the guide allows,
or longer; no two come nearer to each other than the guide's gap, unless they stood as near before. What cannot be had under these
laws stays as it is. Doing it a second time changes nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from crossreel.domain.cues.cue import MAX_TIME_MS, Cue
from crossreel.domain.cues.spine import Spine, span_ends
from crossreel.domain.text.timecode import frame_at, frame_start_ms

Times = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """What a style guide says of the times of a track, at the rate of a video. Distances in frames, lengths in milliseconds.

    Attributes:
        rate: frames a second.
        gap: between two cues, and from the end of a cue to a shot change.
        snap: an edge so near to a shot change belongs on it.
        half: half a second: what stands nearer before a shot change, and does not belong on it, keeps that distance.
        shortest_ms: the least length of a cue.
        longest_ms: the greatest.
    """

    rate: Fraction
    gap: int
    snap: int
    half: int
    shortest_ms: int
    longest_ms: int

    def frame(self, at_ms: int) -> int:
        """Return the frame that begins nearest to a time."""
        whole, rest = divmod(at_ms * self.rate.numerator, 1000 * self.rate.denominator)
        twice = 2 * rest - 1000 * self.rate.denominator
        return whole + (1 if twice > 0 else 0 if twice < 0 else whole & 1)

    def place_ms(self, frame: int) -> int:
        """Return when a frame begins, never before 0."""
        return frame_start_ms(max(0, frame), self.rate)

    def out_before(self, start_ms: int) -> int:
        """Return where a cue ends that leaves the gap free before a time, on a frame."""
        return self.place_ms(frame_at(start_ms, self.rate) - self.gap)


class _Side(IntEnum):
    START = 0
    END = 1


Edge = tuple[int, _Side]
Wish = Callable[[Cue, _Side, "_State"], int]


def snap(spine: Spine, chosen: Collection[int], shots_ms: Sequence[int], zones: Mapping[int, Zones]) -> dict[int, Times]:
    """Snap the edges of cues to shot changes.

    A cue that begins within `snap` frames of a shot change begins with it; one that begins less than `half` a second before it,
    half a second before. A cue that ends less than half a second before a shot change, or within `snap` frames after it, ends
    `gap` frames before it.

    Args:
        spine: all cues of an episode.
        chosen: ids of the cues that may be moved; followers that are not pinned go with the spine.
        shots_ms: where shots begin, in order.
        zones: by track.
    """

    def wish(cue: Cue, side: _Side, state: "_State") -> int:
        at_ms = state.times[cue.id][side]
        own = zones[cue.track_id]
        return in_time(at_ms, shots_ms, own) if side is _Side.START else out_time(at_ms, shots_ms, own)

    return _tidied(spine, chosen, zones, wish)


def snap_to_speech(spine: Spine, chosen: Collection[int], speech: Sequence[Times], zones: Mapping[int, Zones]) -> dict[int, Times]:
    """Let cues begin when somebody begins to speak, and last until nobody does any more.

    A cue that begins less than half a second from where speech begins begins with it, on the frame before. One that ends less than
    half a second before speech ends, lasts as long, to the frame after; one that stays longer is left.

    Args:
        spine: all cues of an episode.
        chosen: ids of the cues that may be moved; followers that are not pinned go with the spine.
        speech: from when to when somebody speaks, in order.
        zones: by track.
    """
    begins, ends = [start_ms for start_ms, _ in speech], [end_ms for _, end_ms in speech]

    def wish(cue: Cue, side: _Side, state: "_State") -> int:
        at_ms, own = state.times[cue.id][side], zones[cue.track_id]
        near = _nearest(at_ms, begins if side is _Side.START else ends)
        if near is None or abs(own.frame(near) - own.frame(at_ms)) >= own.half:
            return at_ms
        frame = frame_at(near, own.rate)
        if side is _Side.START:
            return own.place_ms(frame)
        wished = near if own.place_ms(frame) == near else own.place_ms(frame + 1)
        return max(at_ms, wished)

    return _tidied(spine, chosen, zones, wish)


def close_gaps(
    spine: Spine,
    chosen: Collection[int],
    zones: Mapping[int, Zones],
    below_ms: int | None = None,
    *,
    left_out: Collection[int] = (),
) -> dict[int, Times]:
    """Let cues end the guide's gap before the next one, where less than a limit is free between them.

    Args:
        spine: all cues of an episode.
        chosen: ids of cues. Of several in a track, the gaps between them are closed; a single one is brought up to the one
            after it.
        zones: by track.
        below_ms: the limit; None for half a second, as the guide counts it in frames.
        left_out: ids of the chosen cues that are not moved themselves.
    """
    alone = _alone(spine, chosen)

    def wish(cue: Cue, side: _Side, state: "_State") -> int:
        at_ms, own = state.times[cue.id][side], zones[cue.track_id]
        after = state.after.get(cue.id)
        if side is _Side.START or after is None or not (after.id in chosen or cue.id in alone):
            return at_ms
        begins_ms = state.shown(after)[_Side.START]
        free = own.frame(begins_ms) - own.frame(at_ms)
        within = free < own.half if below_ms is None else begins_ms - at_ms < below_ms
        wished = own.out_before(begins_ms)
        return wished if free >= 0 and within and own.frame(wished) != own.frame(at_ms) else at_ms

    return _tidied(spine, set(chosen) - set(left_out), zones, wish)


def _alone(spine: Spine, chosen: Collection[int]) -> set[int]:
    """Return the chosen cues that are the only chosen ones of their track."""
    by_track: dict[int, list[int]] = {}
    for cue in (*spine.cues, *spine.followers):
        if cue.id in chosen:
            by_track.setdefault(cue.track_id, []).append(cue.id)
    return {ids[0] for ids in by_track.values() if len(ids) == 1}


def in_time(at_ms: int, shots_ms: Sequence[int], zones: Zones) -> int:
    """Return where a cue that begins at a time should begin by the shot changes around it, see `snap`."""
    frame = zones.frame(at_ms)
    near = _nearest(at_ms, shots_ms)
    if near is not None and abs(zones.frame(near) - frame) <= zones.snap:
        return near
    later = bisect_right(shots_ms, at_ms)
    if later < len(shots_ms) and zones.frame(shots_ms[later]) - frame < zones.half:
        wished = zones.place_ms(zones.frame(shots_ms[later]) - zones.half)
        beside = _nearest(wished, shots_ms)
        if beside is not None and abs(zones.frame(beside) - zones.frame(wished)) > zones.snap:
            return wished
    return at_ms


def out_time(at_ms: int, shots_ms: Sequence[int], zones: Zones) -> int:
    """Return where a cue that ends at a time should end by the shot changes around it, see `snap`."""
    frame = zones.frame(at_ms)
    first = bisect_left(shots_ms, zones.place_ms(frame - zones.snap - 1))
    last = bisect_right(shots_ms, zones.place_ms(frame + zones.half + 1))
    near = [shot for shot in map(zones.frame, shots_ms[first:last]) if -zones.half < frame - shot <= zones.snap]
    shot = min(near, key=lambda each: (abs(frame + zones.gap - each), each), default=None)
    return at_ms if shot is None else zones.place_ms(shot - zones.gap)


def _nearest(at_ms: int, shots_ms: Sequence[int]) -> int | None:
    at = bisect_left(shots_ms, at_ms)
    return min(shots_ms[max(0, at - 1) : at + 1], key=lambda each: (abs(each - at_ms), each), default=None)


class _State:
    """The times of the cues that have some of their own, and of all others by them.

    `times` are those of spine cues and pinned followers by id; `tracks` are all cues in order of their times; `after` is the cue
    that follows each in its track.
    """

    def __init__(self, spine: Spine) -> None:
        every = (*spine.cues, *spine.followers)
        positions = spine.positions()
        self.times: dict[int, Times] = {}
        self._led: dict[int, tuple[int, int]] = {}
        for cue in every:
            ends = None if cue.pinned else span_ends(positions, cue)
            if cue.track_id == spine.track_id or ends is None:
                self.times[cue.id] = (cue.start_ms, cue.end_ms)
            else:
                self._led[cue.id] = (spine.cues[ends[0]].id, spine.cues[ends[1]].id)
        by_track: dict[int, list[Cue]] = {}
        for cue in sorted(every, key=lambda each: each.order):
            by_track.setdefault(cue.track_id, []).append(cue)
        self.tracks = tuple(by_track.values())
        self.after = {cue.id: later for track in self.tracks for cue, later in pairwise(track)}

    def edge(self, cue: Cue, side: _Side) -> Edge:
        """Return the edge that an edge of a cue goes with: its own, or one of the spine."""
        led = self._led.get(cue.id)
        return (cue.id if led is None else led[side], side)

    def shown(self, cue: Cue) -> Times:
        """Return the times of a cue, its own or those of its span."""
        led = self._led.get(cue.id)
        if led is None:
            return self.times[cue.id]
        return self.times[led[0]][0], max(self.times[led[0]][1], self.times[led[1]][1])

    def moved(self, edges: Mapping[Edge, int]) -> "_State":
        """Return the state with some edges elsewhere."""
        made = object.__new__(_State)
        made.tracks, made.after, made._led = self.tracks, self.after, self._led
        made.times = dict(self.times)
        for (cue_id, side), at_ms in edges.items():
            start_ms, end_ms = made.times[cue_id]
            made.times[cue_id] = (at_ms, end_ms) if side is _Side.START else (start_ms, at_ms)
        return made


def _tidied(spine: Spine, chosen: Collection[int], zones: Mapping[int, Zones], wish: Wish) -> dict[int, Times]:
    """Move edges where they are wished, as far as the laws allow, until nothing moves any more.

    An edge that came to where it is wished stays there, so that each round moves at least one more.
    """
    first = state = _State(spine)
    movable = [cue for track in state.tracks for cue in track if cue.id in state.times and cue.id in chosen]
    while True:
        wishes = {(cue.id, side): wish(cue, side, state) for cue in movable for side in _Side}
        edges = {edge: at_ms for edge, at_ms in wishes.items() if at_ms != state.times[edge[0]][edge[1]]}
        while edges and (unlawful := _unlawful(state, state.moved(edges), edges, zones)):
            for edge in unlawful:
                del edges[edge]
        if not edges:
            return {cue_id: times for cue_id, times in state.times.items() if times != first.times[cue_id]}
        state = state.moved(edges)


def _unlawful(before: _State, after: _State, edges: Mapping[Edge, int], zones: Mapping[int, Zones]) -> set[Edge]:
    """Return moved edges that have to stay where they were, at least one for each law that is broken."""
    found: set[Edge] = set()
    for track in after.tracks:
        own = zones[track[0].track_id]
        for cue in track:
            found |= _first(_breaking_length(before, after, cue, own), edges)
        for earlier, later in _beside(before, track):
            found |= _first(_breaking_gap(before, after, earlier, later, own), edges)
        for earlier, later in pairwise(track):
            if before.shown(earlier)[0] < before.shown(later)[0] and after.shown(earlier)[0] >= after.shown(later)[0]:
                found |= _first([after.edge(later, _Side.START), after.edge(earlier, _Side.START)], edges)
    return found


def _first(candidates: Sequence[Edge], edges: Mapping[Edge, int]) -> set[Edge]:
    """Return the first edge of some that was moved; all edges that were, should none of them have been."""
    moved = next((edge for edge in candidates if edge in edges), None)
    return set() if not candidates else {moved} if moved is not None else set(edges)


def _breaking_length(before: _State, after: _State, cue: Cue, zones: Zones) -> list[Edge]:
    old, new = before.shown(cue), after.shown(cue)
    length, was = new[1] - new[0], old[1] - old[0]
    too_short = length < min(zones.shortest_ms, was) or length <= 0
    too_long = length > max(zones.longest_ms, was)
    outside = new[0] < 0 or new[1] > MAX_TIME_MS
    if not too_short and not too_long and not outside:
        return []
    start, end = after.edge(cue, _Side.START), after.edge(cue, _Side.END)
    end_is_to_blame = (new[1] < old[1]) if too_short else (new[1] > old[1])
    return [end, start] if end_is_to_blame else [start, end]


def _breaking_gap(before: _State, after: _State, earlier: Cue, later: Cue, zones: Zones) -> list[Edge]:
    free = after.shown(later)[0] - after.shown(earlier)[1]
    was = before.shown(later)[0] - before.shown(earlier)[1]
    least_ms = after.shown(later)[0] - zones.out_before(after.shown(later)[0])
    if free >= min(least_ms, was):
        return []
    end, start = after.edge(earlier, _Side.END), after.edge(later, _Side.START)
    grew = after.shown(earlier)[1] > before.shown(earlier)[1]
    return [end, start] if grew else [start, end]


def _beside(state: _State, track: Sequence[Cue]) -> Iterator[tuple[Cue, Cue]]:
    """Yield pairs of cues that may come upon each other: neighbours, and a cue with the longest one before it."""
    longest: Cue | None = None
    for earlier, later in pairwise(track):
        yield earlier, later
        if longest is None or state.shown(earlier)[1] > state.shown(longest)[1]:
            longest = earlier
        elif longest is not earlier:
            yield longest, later
