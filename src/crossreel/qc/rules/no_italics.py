"""No italics, in languages whose guide has none.

Field of the style guide: `no_italics`; Han, Hangul, Arabic, Thai and Devanagari have no slanted letters of their own, and players
lean them badly. Always repaired; the words and all other formatting stay.

Bad:
    <i>你在哪里</i>
Good:
    你在哪里
"""

from collections.abc import Iterator
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import canonical, parse, render
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with italics."""
    for checked in track.cues:
        if "<i>" in checked.cue.text and any(span.italic and span.text.strip() for span in parse(checked.cue.text)):
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.cue.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the words upright."""
    if remark.cue is None:
        return None
    upright = canonical(render([replace(span, italic=False) for span in parse(remark.cue.text)]))
    return replace(remark.cue, text=upright)


RULE = Rule(
    id="no_italics",
    title=N_("Italics"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:no_italics"}),
    check=check,
    repair=repair,
)
