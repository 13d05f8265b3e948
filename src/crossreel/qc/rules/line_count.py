"""A cue has no more lines than the style guide allows.

Figure of the style guide: `max_lines`. Repaired by other line breaks where the text then stays inside the limits of a line.

Bad:
    I have been
    looking for you
    everywhere
Good:
    I have been looking
    for you everywhere
"""

from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import may_rebreak, rebroken
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with too many lines."""
    limit = track.guide.max_lines
    for checked in track.cues:
        if len(checked.lines) > limit:
            yield Remark(
                cue=checked.cue,
                severity=Severity.ERROR,
                facts={"count": len(checked.lines), "limit": limit},
                read=(checked.text,),
                repairable=may_rebreak(track, checked),
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Break the text into fewer lines."""
    return rebroken(track, checked_of(track, remark.cue)) if remark.cue else None


RULE = Rule(
    id="line_count",
    title=N_("Number of lines"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.LINES,
)
