"""A cue ends before the video does.

A container may say its length a little short: what reaches no more than a tenth of a second over the end is not blamed. A cue that
begins in time is repaired by an earlier out-time, unless that would make it shorter than allowed.

Bad:
    a video of 01:30.000, a cue from 01:29.000 to 01:31.000
Good:
    a video of 01:30.000, a cue from 01:28.500 to 01:30.000
"""

from collections.abc import Iterator
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope, Turn

TOLERANCE_MS = 100


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that is still there, or comes, when the video is over."""
    video_ms, rate = track.picture.end_ms, track.picture.frame_rate
    if max((checked.cue.end_ms for checked in track.cues), default=0) <= video_ms + TOLERANCE_MS:
        return
    last_ms = frame_start_ms(frame_at(video_ms, rate), rate)
    for checked in track.cues:
        cue = checked.cue
        if cue.end_ms <= video_ms + TOLERANCE_MS:
            continue
        beyond = cue.start_ms >= video_ms
        free = not beyond and last_ms - cue.start_ms >= track.guide.min_duration_ms
        facts = {"video_ms": video_ms, "over_ms": cue.end_ms - video_ms} | ({"repaired_end_ms": last_ms} if free else {})
        yield Remark(
            cue=cue, severity=Severity.ERROR, kind="beyond" if beyond else "", facts=facts,
            read=(cue.start_ms, cue.end_ms, video_ms), repairable=free,
        )  # fmt: skip


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Let the cue end with the video."""
    end_ms = remark.facts.get("repaired_end_ms")
    return replace(remark.cue, end_ms=end_ms) if remark.cue and isinstance(end_ms, int) else None


RULE = Rule(
    id="after_video",
    title=N_("End of the video"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    needs=frozenset({"video"}),
    check=check,
    repair=repair,
    moves=True,
    turn=Turn.TRIM,
)
