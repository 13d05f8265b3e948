"""Two cues in a row leave enough frames between them for the eye to notice the change.

Figure of the style guide: `min_gap_frames`. Overlapping cues are the business of the rule `overlap`. Repaired by an earlier
out-time of the first cue, unless that would make it shorter than allowed.

Bad:
    00:01.000 to 00:02.000, then 00:02.010 to 00:03.000
Good:
    00:01.000 to 00:02.000, then 00:02.067 to 00:03.000 (two frames at 30 frames a second)
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that the next one follows too closely."""
    guide, rate = track.guide, float(track.picture.frame_rate) / 1000
    wanted = guide.min_gap_frames
    wanted_ms = track.min_gap_ms
    for checked, after in pairwise(track.cues):
        cue, next_cue = checked.cue, after.cue
        gap_ms = next_cue.start_ms - cue.end_ms
        if gap_ms < 0 or gap_ms >= wanted_ms or round(gap_ms * rate) >= wanted:
            continue
        end_ms = next_cue.start_ms - wanted_ms
        free = end_ms - cue.start_ms >= guide.min_duration_ms
        facts = {"gap_ms": gap_ms, "frames": round(gap_ms * rate), "limit": wanted, "next_start_ms": next_cue.start_ms}
        facts |= {"repaired_end_ms": end_ms} if free else {}
        read = (cue.end_ms, next_cue.start_ms)
        yield Remark(cue=cue, severity=Severity.WARNING, facts=facts, read=read, repairable=free)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Pull the out-time of the first cue."""
    end_ms = remark.facts.get("repaired_end_ms")
    return replace(remark.cue, end_ms=end_ms) if remark.cue and isinstance(end_ms, int) else None


RULE = Rule(
    id="gap", title=N_("Gap to the next cue"), severity=Severity.WARNING, scope=Scope.NEIGHBOURS, check=check, repair=repair,
    moves=True,
    turn=Turn.SPACE,
)  # fmt: skip
