"""Thai questions end in a question word, without a question mark.

Field of the style guide: `no_question_mark`. Text without a Thai letter is left alone. Always repaired.

Bad:
    คุณอยู่ที่ไหน?
Good:
    คุณอยู่ที่ไหน
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

MARK = re.compile(r" *[?？]+")
THAI = re.compile("[\u0e01-\u0e4e]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every Thai cue with a question mark."""
    for checked in track.cues:
        if MARK.search(checked.text) and any(_is_faulty(line) for line in checked.lines):
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Leave the mark out."""
    if remark.cue is None:
        return None
    lines = checked_of(track, remark.cue).lines
    return with_text(remark.cue, "\n".join(MARK.sub("", line) if _is_faulty(line) else line for line in lines))


def _is_faulty(line: str) -> bool:
    return bool(MARK.search(line) and THAI.search(line))


RULE = Rule(
    id="thai_question_mark",
    title=N_("Thai question mark"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:no_question_mark"}),
    check=check,
    repair=repair,
)
