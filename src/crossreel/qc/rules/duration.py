"""A cue stays on screen neither too short to be read nor so long that viewers read it twice.

Lengths are compared in whole frames of the picture, so a format that rounds to 10 ms is not blamed for it. Figures of the style
guide: `min_duration_ms`, `max_duration_ms` (errors) and `target_duration_ms` (a warning past it). A short cue is repaired
by a later out-time where the next cue leaves room.

Bad:
    00:01.000 to 00:01.400: "Where have you been?"
Good:
    00:01.000 to 00:02.600: "Where have you been?"
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
    """Yield a remark for every cue outside the limits."""
    guide, rate = track.guide, float(track.picture.frame_rate) / 1000
    shortest, longest = round(guide.min_duration_ms * rate), round(guide.max_duration_ms * rate)
    preferred = round((guide.target_duration_ms or guide.max_duration_ms) * rate)
    gap_ms = track.min_gap_ms
    following = [*(after.cue.start_ms for _, after in pairwise(track.cues)), None]
    for checked, next_ms in zip(track.cues, following, strict=bool(track.cues)):
        cue = checked.cue
        frames = round((cue.end_ms - cue.start_ms) * rate)
        if shortest <= frames <= preferred:
            continue
        facts = {"duration_ms": cue.duration_ms}
        read = (cue.start_ms, cue.end_ms)
        if cue.duration_ms <= 0:
            yield Remark(cue=cue, severity=Severity.ERROR, kind="backwards", facts=facts, read=read)
        elif frames < shortest:
            end_ms = cue.start_ms + guide.min_duration_ms
            free = next_ms is None or end_ms + gap_ms <= next_ms
            facts |= {"limit_ms": guide.min_duration_ms} | ({"repaired_end_ms": end_ms} if free else {})
            yield Remark(cue=cue, severity=Severity.ERROR, kind="short", facts=facts, read=read, repairable=free)
        elif frames > longest:
            facts |= {"limit_ms": guide.max_duration_ms}
            yield Remark(cue=cue, severity=Severity.ERROR, kind="long", facts=facts, read=read)
        else:
            facts |= {"limit_ms": guide.target_duration_ms}
            yield Remark(cue=cue, severity=Severity.WARNING, kind="preferred", facts=facts, read=read)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Let the cue stay for the shortest time allowed."""
    end_ms = remark.facts.get("repaired_end_ms")
    return replace(remark.cue, end_ms=end_ms) if remark.cue and isinstance(end_ms, int) else None


RULE = Rule(
    id="duration",
    title=N_("Duration"),
    severity=Severity.ERROR,
    scope=Scope.NEIGHBOURS,
    check=check,
    repair=repair,
    moves=True,
    turn=Turn.LENGTHEN,
)
