"""Korean lines end without a full stop or comma; inside a line they may separate sentences.

Field of the style guide: `no_line_end`, the marks in question. An ellipsis may end a line. Always repaired.

Bad:
    어디 있었어, 걱정했잖아.
Good:
    어디 있었어, 걱정했잖아
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

# Marks may hide behind one another: a comma, then a full stop in a closing quote.
PASSES = 3
WIDE = {".": "。．", ",": "，、"}


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a line that ends so."""
    pattern = _pattern(str(track.guide.conventions["no_line_end"]))
    for checked in track.cues:
        found = pattern.search(checked.text)
        if found:
            facts = {"found": found.group("mark")}
            yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Leave the marks out."""
    if remark.cue is None:
        return None
    pattern = _pattern(str(track.guide.conventions["no_line_end"]))
    text = checked_of(track, remark.cue).text
    for _ in range(PASSES):
        text = pattern.sub("", text)
    return with_text(remark.cue, text)


@lru_cache(maxsize=8)
def _pattern(marks: str) -> re.Pattern[str]:
    listed = re.escape(marks + "".join(WIDE.get(mark, "") for mark in marks))
    return re.compile(rf"(?<![.…])(?!\.\.)(?P<mark>[{listed}]+)(?=[\"”’」』)]*[ \u00a0]*(?:\n|$))")


RULE = Rule(
    id="korean_line_end",
    title=N_("Korean line ends"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:no_line_end"}),
    check=check,
    repair=repair,
)
