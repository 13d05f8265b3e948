"""Splitting, merging and deleting in all languages at once: the source, and what renders it at the matching place."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.cutting import (
    NO_GAP,
    delete,
    exchanged,
    is_blank,
    joined,
    merge,
    neighbours,
    refreshed,
    renamed,
    split,
    whole,
)
from crossreel.domain.cues.spine import Spine, digest_of, mapped, settle, span
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.rewriting import cut, word_break


def split_together(spine: Spine, cue_id: int, at_ms: int, offset: int, new_ids: Iterator[int], grid: FrameGrid = NO_GAP) -> Spine:
    """Cut a cue in two, and with it its source and every cue that renders that source alone.

    The cue itself is cut where it was asked for, the others at the word nearest to the same share of their text. These are
    flagged: nobody has seen their cut. One with too few words to be cut, and one of several sources, renders both halves. Of
    several that share the source each goes to the half it stands beside.

    Args:
        spine: the episode.
        cue_id: a cue of the spine or a follower.
        at_ms: when the second half comes.
        offset: where it begins in the plain text.
        new_ids: ids of the halves that are made.
        grid: tells how long before that the first half goes.

    Raises:
        BadInput: see `cutting.split`.
    """
    chosen = spine.get(cue_id)
    source = source_to_split(spine, chosen, at_ms)
    if source is None:
        return split(spine, cue_id, at_ms, offset, next(new_ids), grid)
    share = offset / max(1, len(plain_text(chosen.text)))
    source_ms = matching_ms(source, chosen, at_ms, grid)
    source_offset = offset if source is chosen else word_break(plain_text(source.text), share)
    fresh = chosen is not source and chosen.source_digest == digest_of(span(spine.cues, spine.positions(), chosen))
    to_cut, to_part = _alone(spine, source, chosen)
    second_id = next(new_ids)
    after = split(spine, source.id, source_ms, source_offset, second_id, grid)
    after = _parted(after, to_part, source.id, second_id, source_ms)
    if chosen is not source:
        after = refreshed(after, {chosen.id}) if fresh else after
        after = split(after, chosen.id, at_ms, offset, next(new_ids), grid)
    for follower in to_cut:
        place = word_break(plain_text(follower.text), share)
        cut_ms = source_ms if not follower.pinned else matching_ms(follower, source, source_ms, grid)
        if all(plain_text(half).strip() for half in cut(follower.text, place)) and _has_room(follower, cut_ms, grid):
            after = split(after, follower.id, cut_ms, place, next(new_ids), grid)
    return after


def source_to_split(spine: Spine, chosen: Cue, at_ms: int) -> Cue | None:
    """Return the cue of the spine that is cut with a cue; None where its cut falls between two of them, or it has none."""
    if chosen.track_id == spine.track_id:
        return chosen
    sources = span(spine.cues, spine.positions(), chosen)
    if len(sources) == 1:
        return sources[0]
    return next((source for source in sources if source.start_ms < at_ms < source.end_ms), None)


def merge_together(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Join neighbouring cues of one track into the first, and with them their sources and every language.

    The followers of merged spine cues are joined track by track, with a line break; they stay unpinned if all were, and are
    flagged unless each rendered its source as it is and together they rendered all of it. Cues that share one source are
    joined in every language that has several for it.

    Raises:
        BadInput: fewer than two cues, cues of several tracks, or cues with others between them.
    """
    chosen = neighbours(spine, cue_ids)
    positions = spine.positions()
    places = [at for cue in chosen for at in _places(spine, cue)]
    if not places:
        return merge(spine, cue_ids)
    first, last = min(places), max(places)
    if first == last:
        groups = [group for group in _sharing(spine, spine.cues[first]) if len(group) > 1]
        alike = {cue.id for group in groups for cue in group} | {cue.id for cue in chosen}
        by_track = _by_track([cue for cue in spine.followers if cue.id in alike])
        return exchanged(spine, alike, [joined(spine, positions, group) for group in by_track])
    return _merge_sources(spine, range(first, last + 1))


def delete_together(spine: Spine, cue_ids: Collection[int]) -> Spine:
    """Remove cues with their sources and everything that renders these alone, whoever wrote it.

    What renders others too goes on rendering the rest, flagged.
    """
    positions = spine.positions()
    gone = set(cue_ids)
    sources = {source.id for cue in spine.followers if cue.id in gone for source in span(spine.cues, positions, cue)}
    sources |= {cue.id for cue in spine.cues if cue.id in gone}
    hanging = {
        cue.id for cue in spine.followers if (own := span(spine.cues, positions, cue)) and {each.id for each in own} <= sources
    }
    return delete(spine, gone | sources | hanging)


def _places(spine: Spine, cue: Cue) -> list[int]:
    positions = spine.positions()
    if cue.track_id == spine.track_id:
        return [positions[cue.id]]
    return [positions[source.id] for source in span(spine.cues, positions, cue)]


def _merge_sources(spine: Spine, places: range) -> Spine:
    positions = spine.positions()
    chosen = spine.cues[places.start : places.stop]
    ids = {cue.id for cue in chosen}
    hanging = [cue for cue in spine.followers if ids & {source.id for source in span(spine.cues, positions, cue)}]
    made = whole(chosen)
    left = [renamed(joined(spine, positions, group, places), ids, made.id) for group in _by_track(hanging)]
    merged = exchanged(spine, ids | {cue.id for cue in hanging}, (made, *left))
    return refreshed(merged, {cue.id for cue in left if cue.source_digest})


def _by_track(cues: Sequence[Cue]) -> list[list[Cue]]:
    groups: dict[int, list[Cue]] = {}
    for cue in cues:
        groups.setdefault(cue.track_id, []).append(cue)
    return list(groups.values())


def _sharing(spine: Spine, source: Cue) -> list[list[Cue]]:
    """Return, track by track, the followers that render a spine cue and nothing else."""
    positions = spine.positions()
    return _by_track([cue for cue in spine.followers if [each.id for each in span(spine.cues, positions, cue)] == [source.id]])


def _alone(spine: Spine, source: Cue, chosen: Cue) -> tuple[list[Cue], list[Cue]]:
    """Return the followers of a source that are cut with it, and those that each go to one half; `chosen` is in neither."""
    to_cut: list[Cue] = []
    to_part: list[Cue] = []
    for group in _sharing(spine, source):
        others = [cue for cue in group if cue.id != chosen.id]
        (to_cut if len(group) == 1 else to_part).extend(others)
    return [cue for cue in to_cut if not is_blank(cue)], to_part


def _parted(spine: Spine, cues: Sequence[Cue], first_id: int, second_id: int, at_ms: int) -> Spine:
    def hang(cue: Cue) -> Cue:
        own = first_id if cue.start_ms + cue.end_ms < 2 * at_ms else second_id
        return replace(cue, anchor_id=own, anchor_last_id=own)

    return settle(mapped(spine, {cue.id for cue in cues}, hang))


def matching_ms(cue: Cue, other: Cue, at_ms: int, grid: FrameGrid) -> int:
    """Return where a cue is cut when another is cut at a time: then too, where it has room; else at the same share."""
    if _has_room(cue, at_ms, grid) or cue is other:
        return at_ms
    share = (at_ms - other.start_ms) / max(1, other.duration_ms)
    return grid.nearest(cue.start_ms + round(cue.duration_ms * share))


def _has_room(cue: Cue, at_ms: int, grid: FrameGrid) -> bool:
    return cue.start_ms < grid.before(at_ms) and at_ms < cue.end_ms
