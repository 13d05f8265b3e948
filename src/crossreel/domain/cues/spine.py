"""The spine of an episode and the cues that hang on it, as one value, and what timing does to it.

A follower renders its span: the spine cues from its anchor to its last anchor. Laws that every function here keeps: the times
of an unpinned follower are those of its span; an anchor is a cue of this spine; cues of a track that share one are pinned.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from crossreel.domain.cues.cue import MAX_TIME_MS, Cue, text_digest
from crossreel.domain.errors import BadInput, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """All cues of an episode, in order of time: those of the spine's track, and those of every other track.

    `track_id` is None for an episode without a spine; all its cues are then followers without an anchor.
    """

    track_id: int | None
    cues: tuple[Cue, ...] = ()
    followers: tuple[Cue, ...] = ()

    def positions(self) -> dict[int, int]:
        """Return the position of each spine cue by id."""
        return {cue.id: at for at, cue in enumerate(self.cues)}

    def get(self, cue_id: int) -> Cue:
        """Return a cue of the spine or a follower.

        Raises:
            NotFound: the episode has no such cue.
        """
        for cue in (*self.cues, *self.followers):
            if cue.id == cue_id:
                return cue
        raise NotFound("editing.no_cue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has to be written to turn one state into another: new or changed cues, and cues that went."""

    put: tuple[Cue, ...]
    removed: tuple[Cue, ...]


def spine_of(track_id: int | None, cues: Iterable[Cue]) -> Spine:
    """Sort the cues of an episode into the spine's and the followers."""
    ordered = sorted(cues, key=lambda cue: cue.order)
    return Spine(
        track_id=track_id,
        cues=tuple(cue for cue in ordered if cue.track_id == track_id),
        followers=tuple(cue for cue in ordered if cue.track_id != track_id),
    )


def difference(before: Spine, after: Spine) -> Difference:
    """Return what has to be written to turn one state into the other."""
    old = {cue.id: cue for cue in (*before.cues, *before.followers)}
    new = {cue.id: cue for cue in (*after.cues, *after.followers)}
    return Difference(
        put=tuple(cue for id, cue in new.items() if old.get(id) != cue),
        removed=tuple(cue for id, cue in old.items() if id not in new),
    )


def span_ends(positions: Mapping[int, int], follower: Cue) -> tuple[int, int] | None:
    """Return the positions of the first and last spine cue that a follower renders, None when it is unanchored."""
    if follower.anchor_id is None or follower.anchor_id not in positions:
        return None
    first = positions[follower.anchor_id]
    last = positions.get(follower.anchor_last_id or follower.anchor_id, first)
    return (first, last) if first <= last else (last, first)


def span(cues: Sequence[Cue], positions: Mapping[int, int], follower: Cue) -> Sequence[Cue]:
    """Return the spine cues that a follower renders, in order; empty when it is unanchored."""
    ends = span_ends(positions, follower)
    return cues[ends[0] : ends[1] + 1] if ends else ()


def digest_of(sources: Sequence[Cue]) -> str | None:
    """Return the digest of the text of a span, None for an empty one."""
    return text_digest(cue.text for cue in sources) if sources else None


def source_changed(cues: Sequence[Cue], positions: Mapping[int, int], follower: Cue) -> bool:
    """Tell whether the source text of a follower's span changed since it was translated."""
    return follower.source_digest is not None and follower.source_digest != digest_of(span(cues, positions, follower))


def check_times(start_ms: int, end_ms: int) -> None:
    """Refuse times that no cue can have.

    Raises:
        BadInput: a negative start, an end that is not after the start, or a time past 99:59:59.999.
    """
    if start_ms < 0:
        raise BadInput("editing.negative_time")
    if end_ms <= start_ms:
        raise BadInput("editing.end_before_start")
    if end_ms > MAX_TIME_MS:
        raise BadInput("editing.too_late")


def retime(spine: Spine, cue_id: int, start_ms: int, end_ms: int) -> Spine:
    """Give a cue new times: a spine cue takes its unpinned followers along, a follower becomes pinned."""
    return retime_each(spine, {cue_id: (start_ms, end_ms)})


def retime_each(spine: Spine, times: Mapping[int, tuple[int, int]]) -> Spine:
    """Give several cues new times at once, each as `retime` does."""
    for start_ms, end_ms in times.values():
        check_times(start_ms, end_ms)
    return settle(mapped(spine, times.keys(), lambda cue: _moved(spine, cue, *times[cue.id])))


def shift(spine: Spine, cue_ids: Collection[int], delta_ms: int) -> Spine:
    """Move cues by the same time. Unpinned followers go with their spine cues; one moved without them becomes pinned.

    Raises:
        BadInput: a cue would start before zero or end too late.
    """
    moving = set(cue_ids)
    positions = spine.positions()

    def led(cue: Cue) -> bool:
        return not cue.pinned and all(source.id in moving for source in span(spine.cues, positions, cue))

    def move(cue: Cue) -> Cue:
        start_ms, end_ms = cue.start_ms + delta_ms, cue.end_ms + delta_ms
        check_times(start_ms, end_ms)
        return cue if led(cue) and cue.track_id != spine.track_id else _moved(spine, cue, start_ms, end_ms)

    return settle(mapped(spine, moving, move))


def pin(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Let followers keep the times they have, whatever happens to the spine."""
    return mapped(spine, cue_ids, lambda cue: cue if cue.track_id == spine.track_id else replace(cue, pinned=True))


def unpin(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Give followers the times of their spans back. Unanchored ones and ones that share a spine cue stay as they are."""
    positions = spine.positions()
    shared = _sharing(positions, spine.followers)
    free = {cue.id for cue in spine.followers if span_ends(positions, cue) and cue.id not in shared}
    return settle(mapped(spine, free & set(cue_ids), lambda cue: replace(cue, pinned=False)))


def confirm(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Say that followers render the source text as it is now."""
    positions = spine.positions()

    def taken(cue: Cue) -> Cue:
        return cue if cue.track_id == spine.track_id else replace(cue, source_digest=digest_of(span(spine.cues, positions, cue)))

    return mapped(spine, cue_ids, taken)


def insert(spine: Spine, cue: Cue) -> Spine:
    """Add a cue to the spine or to another track."""
    check_times(cue.start_ms, cue.end_ms)
    return settle(spine_of(spine.track_id, (*spine.cues, *spine.followers, cue)))


def cell(spine: Spine, spine_cue_id: int, track_id: int) -> Cue | None:
    """Return the cue of a track that stands in the row of a spine cue: the first whose span begins there, None for none."""
    positions = spine.positions()
    at = positions[spine_cue_id]
    for cue in spine.followers:
        ends = span_ends(positions, cue) if cue.track_id == track_id else None
        if ends is not None and ends[0] == at:
            return cue
    return None


def fill(spine: Spine, spine_cue_id: int, track_id: int, text: str, new_id: int) -> Spine:
    """Make the follower of an empty cell, with the text that was typed there.

    Where a follower of earlier cues also renders this one, the new follower takes over from here to the end of that span.
    """
    positions = spine.positions()
    at = last = positions[spine_cue_id]
    over: set[int] = set()
    for cue in spine.followers:
        ends = span_ends(positions, cue) if cue.track_id == track_id else None
        if ends is not None and ends[0] < at <= ends[1]:
            over.add(cue.id)
            last = max(last, ends[1])
    cut_short = mapped(spine, over, lambda cue: replace(cue, anchor_last_id=spine.cues[at - 1].id, source_digest=""))
    made = Cue(
        id=new_id, track_id=track_id, text=text, start_ms=spine.cues[at].start_ms, end_ms=spine.cues[at].end_ms,
        anchor_id=spine_cue_id, anchor_last_id=spine.cues[last].id, source_digest=digest_of(spine.cues[at : last + 1]),
    )  # fmt: skip
    return insert(cut_short, made)


def settle(spine: Spine) -> Spine:
    """Restore the laws after cues changed: order, ends of spans in order, times of unpinned followers, pins of sharing ones."""
    cues = tuple(sorted(spine.cues, key=lambda cue: cue.order))
    positions = {cue.id: at for at, cue in enumerate(cues)}
    shared = _sharing(positions, spine.followers)
    followers = [_settled(cues, positions, cue, cue.id in shared) for cue in spine.followers]
    return Spine(track_id=spine.track_id, cues=cues, followers=tuple(sorted(followers, key=lambda cue: cue.order)))


def mapped(spine: Spine, cue_ids: Collection[int], change: Callable[[Cue], Cue]) -> Spine:
    """Return the spine with some of its cues changed; the laws are not restored."""

    def each(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        return tuple(change(cue) if cue.id in cue_ids else cue for cue in cues)

    return replace(spine, cues=each(spine.cues), followers=each(spine.followers))


def _moved(spine: Spine, cue: Cue, start_ms: int, end_ms: int) -> Cue:
    return replace(cue, start_ms=start_ms, end_ms=end_ms, pinned=cue.track_id != spine.track_id)


def _settled(cues: Sequence[Cue], positions: Mapping[int, int], follower: Cue, shared: bool) -> Cue:
    ends = span_ends(positions, follower)
    if ends is None:
        return _with(follower, None, None, follower.start_ms, follower.end_ms, True)
    first, last = cues[ends[0]], cues[ends[1]]
    start_ms, end_ms = follower.start_ms, follower.end_ms
    if not follower.pinned:
        start_ms, end_ms = first.start_ms, max(first.end_ms, last.end_ms)
    return _with(follower, first.id, last.id, start_ms, end_ms, follower.pinned or shared)


def _with(cue: Cue, anchor_id: int | None, anchor_last_id: int | None, start_ms: int, end_ms: int, pinned: bool) -> Cue:
    wanted = (anchor_id, anchor_last_id, start_ms, end_ms, pinned)
    if (cue.anchor_id, cue.anchor_last_id, cue.start_ms, cue.end_ms, cue.pinned) == wanted:
        return cue
    return replace(cue, anchor_id=anchor_id, anchor_last_id=anchor_last_id, start_ms=start_ms, end_ms=end_ms, pinned=pinned)


def _sharing(positions: Mapping[int, int], followers: Iterable[Cue]) -> set[int]:
    """Return the ids of followers that render a spine cue which another one of their track renders too."""
    tracks: dict[int, list[tuple[int, int, int]]] = {}
    for cue in followers:
        ends = span_ends(positions, cue)
        if ends is not None:
            tracks.setdefault(cue.track_id, []).append((cue.id, *ends))
    found: set[int] = set()
    for spans in tracks.values():
        steps = [0] * (len(positions) + 1)
        for _, first, last in spans:
            steps[first] += 1
            steps[last + 1] -= 1
        crowded = [0, *accumulate(int(users > 1) for users in accumulate(steps))]
        found.update(id for id, first, last in spans if crowded[last + 1] > crowded[first])
    return found
