"""Hanging imported cues on the spine, once: afterwards rows are linked by identity and never matched by time again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from crossreel.domain.cues.cue import PIN_TOLERANCE_MS, Cue, overlap_ms, text_digest
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import frames_ms

LEAST_SHARE = 0.25  # of the shorter cue: less is two neighbours touching, not one rendering the other
COVERED_SHARE = 0.5  # of a spine cue: from here on a longer translated cue renders it too
MOST_AT_ONCE = 64  # cues looked at around one time; keeps damaged files with thousands of cues at one time quick


def pin_tolerance_ms(frame_rate: Fraction) -> int:
    """Return the difference from the spine that is rounding and no pin: one frame, at least 50 ms."""
    return max(PIN_TOLERANCE_MS, frames_ms(1, frame_rate))


def anchor(spine: Sequence[Cue], imported: Sequence[Cue], tolerance_ms: int) -> list[Cue]:
    """Hang the cues of an imported track on the spine by best overlap.

    A cue whose ends both lie within the tolerance of its span takes the span's times and is not pinned; every other one keeps
    its own times and is pinned, as are cues that share a spine cue. A cue that overlaps nothing stays unanchored and pinned.

    Args:
        spine: cues of the spine, in any order.
        imported: cues of one other track of the episode, in any order.
        tolerance_ms: see `pin_tolerance_ms`.

    Returns:
        The imported cues in the order given, with anchors, pin, times and source digest set.
    """
    cues = sorted(spine, key=lambda cue: cue.order)
    order = sorted(range(len(imported)), key=lambda index: imported[index].order)
    followers = [imported[index] for index in order]
    spans = _spans(cues, followers, tolerance_ms)
    shared = _shared(spans, len(cues))
    hung = list(imported)
    for place, index in enumerate(order):
        span = spans.get(place)
        hung[index] = _hang(followers[place], cues[span[0] : span[1] + 1] if span else (), tolerance_ms, place in shared)
    return hung


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMatch:
    """What replacing a source would do, shown before it is done.

    `cues` is the whole new spine: matched cues keep the id, track and speaker of the old one. `removed` are old cues that no
    new one continues.
    """

    cues: tuple[Cue, ...]
    removed: tuple[Cue, ...] = ()


def match_source(old: Sequence[Cue], new: Sequence[Cue], tolerance_ms: int = PIN_TOLERANCE_MS) -> SourceMatch:
    """Match the cues of a new source file with those of the spine it replaces: by time, then by text, then by overlap.

    Cues of one time but other words are not matched where both texts stand elsewhere in the other file: that is a shift.

    Args:
        old: cues of the present spine.
        new: cues of the new file, with ids of their own (kept where nothing matches).
        tolerance_ms: difference of times that counts as none.
    """
    before = sorted(old, key=lambda cue: cue.order)
    after = sorted(new, key=lambda cue: cue.order)
    pairs = _pairs(before, after, tolerance_ms)
    cues = [_continue(before[pairs[at]], cue) if at in pairs else cue for at, cue in enumerate(after)]
    continued = set(pairs.values())
    return SourceMatch(
        cues=tuple(sorted(cues, key=lambda cue: cue.order)),
        removed=tuple(cue for at, cue in enumerate(before) if at not in continued),
    )


def _spans(spine: Sequence[Cue], followers: Sequence[Cue], tolerance_ms: int) -> dict[int, tuple[int, int]]:
    exact = _pair_by_time(spine, followers, tolerance_ms)
    taken = set(exact.values())
    best: dict[int, tuple[float, int]] = {}
    suitor: dict[int, tuple[float, int]] = {}
    for follower_at, spine_at in _overlapping(spine, followers):
        follower, cue = followers[follower_at], spine[spine_at]
        if follower_at in exact or (spine_at in taken and not _same_times(cue, follower, tolerance_ms)):
            continue
        if overlap_ms(cue, follower) < LEAST_SHARE * min(cue.duration_ms, follower.duration_ms):
            continue
        score = _likeness(cue, follower)
        if score > best.get(follower_at, (0.0, 0))[0]:
            best[follower_at] = (score, spine_at)
        if score > suitor.get(spine_at, (0.0, 0))[0]:
            suitor[spine_at] = (score, follower_at)
    spans = {follower_at: (spine_at, spine_at) for follower_at, spine_at in exact.items()}
    for follower_at, (_, spine_at) in best.items():
        spans[follower_at] = _widen(spine, followers, follower_at, spine_at, suitor, taken)
    return spans


def _widen(
    spine: Sequence[Cue],
    followers: Sequence[Cue],
    follower_at: int,
    spine_at: int,
    suitor: dict[int, tuple[float, int]],
    taken: set[int],
) -> tuple[int, int]:
    def renders(at: int) -> bool:
        mine = suitor.get(at, (0.0, -1))[1] == follower_at and at not in taken
        return mine and overlap_ms(spine[at], followers[follower_at]) >= COVERED_SHARE * spine[at].duration_ms

    first = last = spine_at
    while renders(first - 1):
        first -= 1
    while renders(last + 1):
        last += 1
    return first, last


def _shared(spans: dict[int, tuple[int, int]], count: int) -> set[int]:
    """Return the followers that have some spine cue in common with another one."""
    steps = [0] * (count + 1)
    for first, last in spans.values():
        steps[first] += 1
        steps[last + 1] -= 1
    crowded = [0, *accumulate(int(users > 1) for users in accumulate(steps))]
    return {follower_at for follower_at, (first, last) in spans.items() if crowded[last + 1] > crowded[first]}


def _hang(cue: Cue, span: Sequence[Cue], tolerance_ms: int, shared: bool) -> Cue:
    if not span:
        return replace(cue, anchor_id=None, anchor_last_id=None, pinned=True, source_digest=None)
    start_ms, end_ms = span[0].start_ms, max(span[0].end_ms, span[-1].end_ms)
    follows = not shared and abs(cue.start_ms - start_ms) <= tolerance_ms and abs(cue.end_ms - end_ms) <= tolerance_ms
    return replace(
        cue,
        start_ms=start_ms if follows else cue.start_ms,
        end_ms=end_ms if follows else cue.end_ms,
        anchor_id=span[0].id,
        anchor_last_id=span[-1].id,
        pinned=not follows,
        source_digest=text_digest(source.text for source in span),
    )


def _overlapping(spine: Sequence[Cue], followers: Sequence[Cue]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (follower, spine cue) of two ordered lists that are shown together."""
    starts = [cue.start_ms for cue in spine]
    running: list[int] = []
    pushed = 0
    for follower_at, follower in enumerate(followers):
        within = bisect_right(starts, follower.start_ms)
        running.extend(range(max(pushed, within - MOST_AT_ONCE), within))
        pushed = within
        running = [at for at in running if spine[at].end_ms > follower.start_ms]
        del running[:-MOST_AT_ONCE]
        for at in running:
            yield follower_at, at
        for at in range(within, min(bisect_left(starts, follower.end_ms), within + MOST_AT_ONCE)):
            yield follower_at, at


def _pair_by_time(spine: Sequence[Cue], others: Sequence[Cue], tolerance_ms: int) -> dict[int, int]:
    """Pair cues of two ordered lists whose times agree, one to one; returns index in `others` -> index in `spine`."""
    starts = [cue.start_ms for cue in spine]
    free = _Free(len(spine))
    pairs: dict[int, int] = {}
    for index, cue in enumerate(others):
        last = bisect_right(starts, cue.start_ms + tolerance_ms)
        near = free.between(bisect_left(starts, cue.start_ms - tolerance_ms), last)
        fitting = [at for at in near if _same_times(spine[at], cue, tolerance_ms)]
        if fitting:
            pairs[index] = min(fitting, key=lambda at: abs(starts[at] - cue.start_ms) + abs(spine[at].end_ms - cue.end_ms))
            free.take(pairs[index])
    return pairs


class _Free:
    """Places of a list that are not taken yet; finds the next one without walking over the taken."""

    def __init__(self, count: int) -> None:
        self._next = list(range(count + 1))

    def take(self, place: int) -> None:
        self._next[place] = place + 1

    def between(self, first: int, last: int) -> list[int]:
        """Return the first free places of `first` to `last` (exclusive), at most `MOST_AT_ONCE`."""
        found: list[int] = []
        place = self._from(first)
        while place < last and len(found) < MOST_AT_ONCE:
            found.append(place)
            place = self._from(place + 1)
        return found

    def _from(self, place: int) -> int:
        while self._next[place] != place:
            self._next[place] = self._next[self._next[place]]
            place = self._next[place]
        return place


def _pairs(old: Sequence[Cue], new: Sequence[Cue], tolerance_ms: int) -> dict[int, int]:
    """Return index in `new` -> index in `old`."""
    old_words = [plain_text(cue.text).strip() for cue in old]
    new_words = [plain_text(cue.text).strip() for cue in new]
    common_old, common_new = set(old_words) - {""}, set(new_words) - {""}

    def agree(new_at: int, old_at: int) -> bool:
        shifted = old_words[old_at] in common_new and new_words[new_at] in common_old
        return old_words[old_at] == new_words[new_at] or not shifted

    pairs = {at: origin for at, origin in _pair_by_time(old, new, tolerance_ms).items() if agree(at, origin)}
    left_old, left_new = _left(len(old), pairs.values()), _left(len(new), pairs)
    waiting: dict[str, list[int]] = {}
    for origin in reversed(left_old):
        waiting.setdefault(old_words[origin], []).append(origin)
    for at in left_new:
        if new_words[at] and waiting.get(new_words[at]):
            pairs[at] = waiting[new_words[at]].pop()
    left_old, left_new = _left(len(old), pairs.values()), _left(len(new), pairs)
    rest = _pair_by_overlap([old[at] for at in left_old], [new[at] for at in left_new])
    pairs.update({left_new[at]: left_old[origin] for at, origin in rest.items()})
    return pairs


def _left(count: int, used: Iterable[int]) -> list[int]:
    gone = set(used)
    return [at for at in range(count) if at not in gone]


def _pair_by_overlap(old: Sequence[Cue], new: Sequence[Cue]) -> dict[int, int]:
    scored = [(_likeness(old[origin], new[at]), at, origin) for at, origin in _overlapping(old, new)]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for score, at, origin in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= LEAST_SHARE and at not in pairs and origin not in used:
            pairs[at] = origin
            used.add(origin)
    return pairs


def _continue(old: Cue, new: Cue) -> Cue:
    speaker_id = new.speaker_id if new.speaker_id is not None else old.speaker_id
    return replace(new, id=old.id, track_id=old.track_id, speaker_id=speaker_id)


def _likeness(one: Cue, other: Cue) -> float:
    """Return the share of their common stretch in which both are shown: 1 for equal times, 0 for no overlap."""
    whole = max(one.end_ms, other.end_ms) - min(one.start_ms, other.start_ms)
    return overlap_ms(one, other) / whole if whole > 0 else 0.0


def _same_times(one: Cue, other: Cue, tolerance_ms: int) -> bool:
    return abs(one.start_ms - other.start_ms) <= tolerance_ms and abs(one.end_ms - other.end_ms) <= tolerance_ms
