"""An ellipsis is one character, not a row of dots.

Field of the style guide: `ellipsis`, the character to write. Dots right after ? or ! (as in Russian) stay. Always repaired.

Bad:
    Wait...
Good:
    Wait…
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

DOTS = re.compile(
    r"(?<![.?!？！])\.{2,}[.⋯…‥]*|(?<=\.)\.{3,}|。{2,}|․{2,}|・{3,}|·{3,}|(?<=\w)\.(?: \.){2,}|[⋯…‥](?:[⋯…‥.]|[ \u00a0](?=…))+|[⋯‥]"
)

DOT = re.compile("[.。․・·⋯…‥]")
SUSPECT = re.compile(r"[.。․・·⋯…‥]{2}|[⋯‥]|…[ \u00a0]…|\. \. \.")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with another ellipsis."""
    if not track.texts.has(DOT):
        return
    for checked, _ in track.first_matches(SUSPECT):
        found = DOTS.search(checked.text)
        if found:
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                facts={"found": found.group(), "expected": str(track.guide.conventions["ellipsis"])},
                read=(checked.text,),
                repairable=True,
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the one character."""
    if remark.cue is None:
        return None
    text = checked_of(track, remark.cue).text
    return with_text(remark.cue, DOTS.sub(str(track.guide.conventions["ellipsis"]), text))


RULE = Rule(
    id="ellipsis",
    title=N_("Ellipsis"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:ellipsis"}),
    check=check,
    repair=repair,
)
