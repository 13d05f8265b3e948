"""A mark that ends a sentence stands at its end in the text, in languages that are written from the right as well.

Typed in a program that runs from the left, it comes first in its line, where it looks right, and brackets stand the wrong way
round. An ellipsis may begin a line. Field of the style guide: `arabic_marks`. Repaired: the mark goes to the end of its line,
brackets are turned.

Bad:
    ؟أين أنت
    .لا أعرف
Good:
    أين أنت؟
    …لا أعرف
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn

LETTER = "\u0620-\u064a\u0671-\u06d3"
FIRST = re.compile(rf"^(?P<dash>[-–] ?)?(?P<marks>[؟?!،,؛:]+|\.(?!\.))(?P<gap> *)(?P<rest>[{LETTER}\"(][^\n]*)$", re.MULTILINE)
TURNED = re.compile(rf"^\)(?P<inside>[^()\n]*[{LETTER}][^()\n]*)\((?P<after>[.؟!،]*)$", re.MULTILINE)
FAULT = re.compile(f"{FIRST.pattern}|{TURNED.pattern}", re.MULTILINE)


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a line."""
    hits = ((checked, match) for checked, match in track.matches(FAULT) if not _is_of_line_before(match))
    for checked, match in first_of_each(hits):
        kind = "mark" if match["marks"] else "bracket"
        facts = {"found": match["marks"] or ")("}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Put the mark to the end of its line, where none stands yet, and turn the brackets."""
    if remark.cue is None:
        return None
    text = TURNED.sub(lambda found: f"({found['inside']}){found['after']}", checked_of(track, remark.cue).text)
    return with_text(remark.cue, FIRST.sub(_moved, text))


def _moved(found: re.Match[str]) -> str:
    if _is_of_line_before(found):
        return found.group()
    rest = found["rest"].rstrip()
    marks = "" if rest[-1:] in ".؟?!…" else found["marks"]
    return (found["dash"] or "") + rest + marks


def _is_of_line_before(found: re.Match[str]) -> bool:
    """Whether a mark with a space behind it belongs to the line before, from which a break tore it: `line_edges` tells that."""
    return bool(found.start() and found["gap"])


RULE = Rule(
    id="reversed_marks",
    title=N_("Marks at the wrong end"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:arabic_marks"}),
    check=check,
    repair=repair,
    turn=Turn.CHARACTERS,
)
