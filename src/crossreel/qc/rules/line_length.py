"""A line has no more characters than fit the picture and the eye.

Characters are counted by the language's strategy (`counting`). Figures of the style guide: `line_target` (a warning past it) and
`line_hard` (an error). A line that is also too wide for the picture is told once, by what it is further beyond (`rendered_width`).
Repaired by other line breaks, never by other words; two speakers keep their lines.

Bad:
    I have been looking for you everywhere
Good:
    I have been looking
    for you everywhere
"""

from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, checked_of
from crossreel.qc.line_bounds import excess_width
from crossreel.qc.retext import may_rebreak, rebroken
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every line that is too long."""
    strategy, target, hard = track.guide.counting, track.guide.line_target, track.guide.line_hard
    for checked in track.cues:
        # No strategy counts more than one for a character.
        if len(checked.text) <= target:
            continue
        for number, line in enumerate(checked.lines, start=1):
            if len(line) <= target:
                continue
            counted = count(line, strategy)
            if counted > target and not is_told_by_width(track, checked, number, counted / hard):
                past_hard = counted > hard
                yield Remark(
                    cue=checked.cue,
                    severity=Severity.ERROR if past_hard else Severity.WARNING,
                    kind="" if past_hard else "target",
                    facts={
                        "line": number,
                        "count": int(counted) if counted == int(counted) else counted,
                        "limit": hard if past_hard else target,
                    },
                    read=(number, line),
                    repairable=may_rebreak(track, checked),
                )


def is_told_by_width(track: CheckedTrack, checked: CheckedCue, number: int, beyond: float) -> bool:
    """Tell whether the width of a line is what decides."""
    wide = excess_width(track, checked, number)
    return wide > 1 and wide >= beyond


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Break the text elsewhere."""
    return rebroken(track, checked_of(track, remark.cue)) if remark.cue else None


RULE = Rule(
    id="line_length",
    title=N_("Characters per line"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.LINES,
    measures=True,
)
