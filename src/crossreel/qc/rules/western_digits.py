"""Figures are 0 to 9, where the guide says so.

Field of the style guide: `western_digits`; so in Arabic, for the figures ٠ to ٩ and their Persian forms. Always repaired.

Bad:
    الساعة ٥
Good:
    الساعة 5
"""

import re
import unicodedata
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

FIGURES = re.compile("[\u0660-\u0669\u06f0-\u06f9]+(?:[\u066a-\u066c][\u0660-\u0669\u06f0-\u06f9]*)*")
MARKS = {"\u066a": "%", "\u066b": ".", "\u066c": ","}


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with other figures."""
    for checked, match in track.first_matches(FIGURES):
        facts = {"found": match.group(), "expected": _western(match)}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write them as 0 to 9."""
    return with_text(remark.cue, FIGURES.sub(_western, checked_of(track, remark.cue).text)) if remark.cue else None


def _western(found: re.Match[str]) -> str:
    return "".join(MARKS.get(char) or str(unicodedata.digit(char)) for char in found.group())


RULE = Rule(
    id="western_digits",
    title=N_("Figures of another script"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:western_digits"}),
    check=check,
    repair=repair,
)
