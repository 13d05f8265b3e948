"""Splitting, merging and deleting cues of one language; see `together` for all languages at once, `spine` for the laws."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import DRAFTED, Cue, Origin
from crossreel.domain.cues.spine import Spine, digest_of, mapped, settle, span, span_ends, spine_of
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.rewriting import cut, join

PERSONAL = frozenset(Origin) - DRAFTED
NO_GAP = FrameGrid(gap_frames=0)


def split(spine: Spine, cue_id: int, at_ms: int, offset: int, new_id: int, grid: FrameGrid = NO_GAP) -> Spine:
    """Cut a cue in two at a time and at an offset in its plain text; the first half keeps the id.

    Followers of a spine cue then render both halves, with unchanged times, and are flagged. The halves of a follower divide the
    spine cues of its span between them where the cut leaves some to each, and go on following; else both render all, pinned.

    Args:
        spine: the episode.
        cue_id: the cue.
        at_ms: when the second half comes.
        offset: where it begins in the plain text.
        new_id: its id.
        grid: tells how long before that the first half goes.

    Raises:
        BadInput: the time is not inside the cue, or so near its start that nothing is left before the gap.
    """
    cue = spine.get(cue_id)
    first, second = halves(cue, at_ms, offset, new_id, grid)
    if cue.track_id != spine.track_id:
        return exchanged(spine, {cue_id}, _divided(spine, first, second, at_ms))
    positions = spine.positions()
    at = positions[cue_id]

    def follow(follower: Cue) -> Cue:
        ends = span_ends(positions, follower)
        if ends is None or not ends[0] <= at <= ends[1]:
            return follower
        last_id = new_id if ends[1] == at else spine.cues[ends[1]].id
        return replace(follower, anchor_id=spine.cues[ends[0]].id, anchor_last_id=last_id, source_digest="")

    return exchanged(replace(spine, followers=tuple(follow(f) for f in spine.followers)), {cue_id}, (first, second))


def halves(cue: Cue, at_ms: int, offset: int, new_id: int, grid: FrameGrid) -> tuple[Cue, Cue]:
    """Return the two halves of a cue, what they render left as it was; see `split`."""
    if not cue.start_ms < at_ms < cue.end_ms:
        raise BadInput("editing.split_outside")
    end_ms = grid.before(at_ms)
    if end_ms <= cue.start_ms:
        raise BadInput("editing.split_no_room", gap_ms=grid.gap_ms)
    left, right = cut(cue.text, offset)
    return replace(cue, end_ms=end_ms, text=left), replace(cue, id=new_id, start_ms=at_ms, text=right)


def places_of_halves(cue: Cue, at_ms: int, new_id: int, grid: FrameGrid = NO_GAP) -> tuple[tuple[int, int, int], ...]:
    """Return where a cue stands before it is split, and where its halves will."""
    return (cue.order, (cue.start_ms, grid.before(at_ms), cue.id), (at_ms, cue.end_ms, new_id))


def place_of_whole(cues: Sequence[Cue]) -> tuple[int, int, int]:
    """Return where the one cue will stand that cues of one track, in order, are merged into."""
    return (cues[0].start_ms, max(cue.end_ms for cue in cues), cues[0].id)


def merge(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Join neighbouring cues of one track into the first of them, with a line break.

    Followers of merged spine cues stay apart and render the whole then: pinned to the times they have where they share it, and
    flagged unless they rendered all of it, as it is, before.

    Raises:
        BadInput: fewer than two cues, cues of several tracks, or cues with others between them.
    """
    ids = set(cue_ids)
    chosen = neighbours(spine, ids)
    positions = spine.positions()
    if chosen[0].track_id != spine.track_id:
        return exchanged(spine, ids, (joined(spine, positions, chosen),))
    heads = [follower for follower in spine.followers if ids & {source.id for source in span(spine.cues, positions, follower)}]
    tracks = Counter(follower.track_id for follower in heads)
    left = [_rehung(spine, positions, follower, chosen, alone=tracks[follower.track_id] == 1) for follower in heads]
    merged = exchanged(spine, ids | {follower.id for follower in heads}, (whole(chosen), *left))
    return refreshed(merged, {cue.id for cue in left if cue.source_digest})


def neighbours(spine: Spine, cue_ids: Collection[int]) -> list[Cue]:
    """Return the cues that are to be merged, in order of time.

    Raises:
        BadInput: fewer than two cues, cues of several tracks, or cues with others between them.
    """
    chosen = [cue for cue in (*spine.cues, *spine.followers) if cue.id in cue_ids]
    if len(chosen) < 2:
        raise BadInput("editing.merge_one")
    track = [cue for cue in (*spine.cues, *spine.followers) if cue.track_id == chosen[0].track_id]
    places = [at for at, cue in enumerate(track) if cue.id in cue_ids]
    if len(places) != len(chosen) or places[-1] - places[0] != len(places) - 1:
        raise BadInput("editing.merge_apart")
    return chosen


def delete(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Remove cues. A follower whose whole span goes is removed with it, unless a person wrote its text.

    A person's text is typed or imported and not blank: it stays, pinned, unanchored and flagged. A follower that loses a part
    of its span goes on rendering the rest, flagged.
    """
    gone = set(cue_ids)
    positions = spine.positions()
    followers: list[Cue] = []
    for follower in spine.followers:
        sources = span(spine.cues, positions, follower)
        left = [source for source in sources if source.id not in gone]
        if follower.id in gone or (sources and not left and not _is_personal(follower)):
            continue
        if sources and not left:
            followers.append(replace(follower, anchor_id=None, anchor_last_id=None, pinned=True, source_digest=""))
        elif len(left) < len(sources):
            followers.append(replace(follower, anchor_id=left[0].id, anchor_last_id=left[-1].id, source_digest=""))
        else:
            followers.append(follower)
    cues = tuple(cue for cue in spine.cues if cue.id not in gone)
    return settle(Spine(track_id=spine.track_id, cues=cues, followers=tuple(followers)))


def replace_source(spine: Spine, cues: Sequence[Cue], removed: Sequence[Cue]) -> Spine:
    """Put the cues of a new source in the place of the old ones, as `anchoring.match_source` matched them.

    Followers of cues that went are treated as in `delete`; unpinned followers of retimed cues move along.
    """
    rest = delete(spine, [cue.id for cue in removed])
    return settle(spine_of(spine.track_id, (*cues, *rest.followers)))


@dataclass(frozen=True, slots=True)
class _Reach:
    """What a group of followers renders together: positions of the first and last spine cue, and whether nothing is stale."""

    first: int
    last: int
    fresh: bool


def _rehung(spine: Spine, positions: Mapping[int, int], follower: Cue, merged: Sequence[Cue], *, alone: bool) -> Cue:
    """Return a follower of cues that are merged, hung on the whole; unless alone it keeps its times."""
    sources = span(spine.cues, positions, follower)
    ids = {cue.id for cue in merged}
    fresh = ids <= {source.id for source in sources} and follower.source_digest == digest_of(sources)
    ends = [merged[0].id if source.id in ids else source.id for source in (sources[0], sources[-1])]
    digest = follower.source_digest if fresh else ""
    return replace(follower, anchor_id=ends[0], anchor_last_id=ends[1], source_digest=digest, pinned=follower.pinned or not alone)


def _divided(spine: Spine, first: Cue, second: Cue, at_ms: int) -> tuple[Cue, Cue]:
    sources = span(spine.cues, spine.positions(), first)
    before = [source for source in sources if source.start_ms + source.end_ms < 2 * at_ms]
    after = sources[len(before) :]
    if not before or not after or list(sources[: len(before)]) != before:
        return replace(first, pinned=True), replace(second, pinned=True)
    fresh = first.source_digest == digest_of(sources)

    def half(cue: Cue, own: Sequence[Cue]) -> Cue:
        digest = digest_of(own) if fresh else ""
        return replace(cue, anchor_id=own[0].id, anchor_last_id=own[-1].id, source_digest=digest)

    return half(first, before), half(second, after)


def joined(spine: Spine, positions: Mapping[int, int], group: Sequence[Cue], besides: Sequence[int] = ()) -> Cue:
    """Return followers of one track as one, which renders what they did and, besides, spine cues at positions.

    It follows again where none of them had times of its own, or all of them together have those of the spine.
    """
    made = whole(group)
    reach = _reach(spine, positions, group, besides)
    if reach is None:
        return replace(made, pinned=True)
    sources = spine.cues[reach.first : reach.last + 1]
    return replace(
        made,
        anchor_id=sources[0].id,
        anchor_last_id=sources[-1].id,
        pinned=any(cue.pinned for cue in group) and (made.start_ms, made.end_ms) != _times_of(sources),
        source_digest=digest_of(sources) if reach.fresh else "",
    )


def _times_of(sources: Sequence[Cue]) -> tuple[int, int]:
    return sources[0].start_ms, max(sources[0].end_ms, sources[-1].end_ms)


def _reach(spine: Spine, positions: Mapping[int, int], group: Sequence[Cue], besides: Sequence[int]) -> _Reach | None:
    ends = [found for cue in group if (found := span_ends(positions, cue))]
    if not ends:
        return None
    first, last = min([*besides, *(start for start, _ in ends)]), max([*besides, *(stop for _, stop in ends)])
    rendered = {at for start, stop in ends for at in range(start, stop + 1)}
    complete = all(at in rendered or is_blank(spine.cues[at]) for at in range(first, last + 1))
    current = all(cue.source_digest == digest_of(span(spine.cues, positions, cue)) for cue in group)
    return _Reach(first, last, complete and current)


def whole(group: Sequence[Cue]) -> Cue:
    """Return the first cue of a group with the texts and the times of all."""
    return replace(
        group[0],
        end_ms=max(cue.end_ms for cue in group),
        text=join(cue.text for cue in group),
        origin=next((cue.origin for cue in group if cue.origin in PERSONAL), group[0].origin),
        spoken_in=next((cue.spoken_in for cue in group if cue.spoken_in is not None), None),
    )


def renamed(follower: Cue, ids: Collection[int], whole_id: int) -> Cue:
    """Return a follower whose span ends at cues that became one, with that as its end."""
    return replace(
        follower,
        anchor_id=whole_id if follower.anchor_id in ids else follower.anchor_id,
        anchor_last_id=whole_id if follower.anchor_last_id in ids else follower.anchor_last_id,
    )


def refreshed(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Take followers as made from the source as it is now."""
    positions = spine.positions()
    return mapped(spine, cue_ids, lambda cue: replace(cue, source_digest=digest_of(span(spine.cues, positions, cue))))


def exchanged(spine: Spine, gone: Collection[int], come: Sequence[Cue]) -> Spine:
    """Return the spine without some cues and with others, its laws restored."""
    kept = [cue for cue in (*spine.cues, *spine.followers) if cue.id not in gone]
    return settle(spine_of(spine.track_id, (*kept, *come)))


def _is_personal(follower: Cue) -> bool:
    return follower.origin in PERSONAL and not is_blank(follower)


def is_blank(cue: Cue) -> bool:
    """Tell whether a cue has no words."""
    return not plain_text(cue.text).strip()
