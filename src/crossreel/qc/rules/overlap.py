"""A cue ends before the next one starts, unless the two stand in different places of the picture, clear of each other.

Where both were measured, their boxes in the picture must not meet; else places with different names are taken for different.

Repaired by trimming the first cue to the smallest gap of the style guide (`min_gap_frames`), unless that would make it shorter
than allowed.

Bad:
    00:01.000 to 00:02.500, then 00:02.000 to 00:03.000
Good:
    00:01.000 to 00:01.933, then 00:02.000 to 00:03.000
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import TOLERANCE_PX, CheckedCue, CheckedTrack, box_of
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that is still there when the next one comes."""
    gap_ms = track.min_gap_ms
    for checked, after in pairwise(track.cues):
        cue, next_cue = checked.cue, after.cue
        if cue.end_ms <= next_cue.start_ms or _are_apart(track, checked, after):
            continue
        end_ms = next_cue.start_ms - gap_ms
        free = end_ms - cue.start_ms >= track.guide.min_duration_ms
        facts = {"overlap_ms": cue.end_ms - next_cue.start_ms, "next_start_ms": next_cue.start_ms}
        facts |= {"repaired_end_ms": end_ms} if free else {}
        read = (cue.start_ms, cue.end_ms, next_cue.start_ms)
        yield Remark(cue=cue, severity=Severity.ERROR, facts=facts, read=read, repairable=free)


def _are_apart(track: CheckedTrack, one: CheckedCue, other: CheckedCue) -> bool:
    if read_placement(one.cue.placement) == read_placement(other.cue.placement):
        return False
    first, second = box_of(track, one), box_of(track, other)
    return first is None or second is None or not first.meets(second, TOLERANCE_PX)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Trim the first cue."""
    end_ms = remark.facts.get("repaired_end_ms")
    return replace(remark.cue, end_ms=end_ms) if remark.cue and isinstance(end_ms, int) else None


RULE = Rule(
    id="overlap",
    title=N_("Overlap"),
    severity=Severity.ERROR,
    scope=Scope.NEIGHBOURS,
    check=check,
    repair=repair,
    moves=True,
    turn=Turn.TRIM,
)
