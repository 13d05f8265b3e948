"""Between two cues there is the guide's gap or half a second: what lies between flickers.

Figures of the style guide: `min_gap_frames` and `half_second_frames` (timing_rules.csv, Netflix: 3 to 11 frames at 24 a second are
closed to 2). A shot change between the two cues is a reason for a gap. Asks of cues that have times of their own. Cues that follow
each other so are told of once, at the first: somebody timed them all that way. Repaired by later out-times, all of a row at once,
but for a cue that would be longer than allowed.

Bad:
    00:01.000 to 00:02.000, then 00:02.250 to 00:03.500 (7 frames at 30 frames a second)
Good:
    00:01.000 to 00:02.183, then 00:02.250 to 00:03.500
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.guide_zones import zones_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every row of cues that each leave a few frames before the next."""
    row: list[Remark] = []
    for remark in _gaps(track):
        if remark is None:
            yield from _told(row)
            row = []
        else:
            row.append(remark)
    yield from _told(row)


def _gaps(track: CheckedTrack) -> Iterator[Remark | None]:
    """Yield a remark for every cue that the next one follows after a few frames, None for every other."""
    zones = zones_of(track.guide, track.picture.frame_rate)
    widest_ms = zones.place_ms(zones.half)
    for checked, after in pairwise(track.own_timed):
        cue, next_ms = checked.cue, after.cue.start_ms
        if not 0 < next_ms - cue.end_ms < widest_ms or cue.duration_ms <= 0:
            yield None
            continue
        frames, end_ms = zones.frame(next_ms) - zones.frame(cue.end_ms), zones.out_before(next_ms)
        closed = frames <= zones.gap or zones.frame(end_ms) <= zones.frame(cue.end_ms)
        if closed or frames >= zones.half or _shot_between(track, cue.end_ms, next_ms):
            yield None
            continue
        free = end_ms - cue.start_ms <= zones.longest_ms
        facts = {"frames": frames, "limit": zones.gap} | ({"repaired_end_ms": end_ms} if free else {})
        yield Remark(cue=cue, severity=Severity.INFO, facts=facts, read=(cue.end_ms, next_ms), repairable=free)


def _told(row: Sequence[Remark]) -> Iterator[Remark]:
    if len(row) < 2:
        yield from row
        return
    first = row[0]
    frames = {number for each in row if isinstance(number := each.facts["frames"], int)}
    yield replace(
        first,
        kind="row",
        facts={**first.facts, "count": len(row), "numbers": sorted(frames)},
        read=tuple(each.read for each in row),
        repairable=any(each.repairable for each in row),
        along=tuple(row[1:]),
    )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Let a cue end the guide's gap before the next."""
    end_ms = remark.facts.get("repaired_end_ms")
    return replace(remark.cue, end_ms=end_ms) if remark.cue and isinstance(end_ms, int) else None


def _shot_between(track: CheckedTrack, end_ms: int, next_ms: int) -> bool:
    shots = track.shots_ms
    at = bisect_left(shots, end_ms)
    return at < len(shots) and shots[at] <= next_ms


RULE = Rule(
    id="small_gap",
    title=N_("Small gap to the next cue"),
    severity=Severity.INFO,
    scope=Scope.EPISODE,
    check=check,
    repair=repair,
    moves=True,
    reads_shots=True,
    turn=Turn.LENGTHEN,
)
