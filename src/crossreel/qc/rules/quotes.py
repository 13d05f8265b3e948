"""Quotation marks are those of the language.

Field of the style guide: `quotes`, a list of accepted pairs, the first for the outer level and for repairs. A mark that opens in
one cue may close in a later one. Repaired where the marks of a cue come in pairs that are not nested.

Bad:
    „Come in,” she said.
Good:
    “Come in,” she said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.quotation import MARK, foreign_mark, pairs_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

CODE = re.compile("<[^<>\n]*>")  # a tag that viewers would read is `markup_in_text`'s
PADDED = re.compile(rf"(?P<before>[ \u00a0\u202f]*){MARK.pattern}(?P<after>[ \u00a0\u202f]*)")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with marks of another language, or with two kinds at once."""
    pairs = pairs_of(track)
    for checked in track.cues:
        marks = MARK.findall(CODE.sub("", checked.text) if "<" in checked.text else checked.text)
        if not marks:
            continue
        wrong = foreign_mark(marks, pairs)
        straight = '"' in marks and any(mark in "“”„" for mark in marks)
        if wrong or straight:
            expected = pairs[0]
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                kind="foreign" if wrong else "mixed",
                facts={"found": wrong or '"', "expected": expected[0] + expected[1]},
                read=(checked.text,),
                repairable=_is_plain(marks),
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the first accepted pair in turn."""
    if remark.cue is None:
        return None
    pair = pairs_of(track)[0]
    space = str(track.guide.conventions.get("narrow_space", ""))
    turns = cycle((True, False))

    def written(found: re.Match[str]) -> str:
        return found["before"] + pair[0] + space if next(turns) else space + pair[1] + found["after"]

    return with_text(remark.cue, PADDED.sub(written, checked_of(track, remark.cue).text))


def _is_plain(marks: Sequence[str]) -> bool:
    """Whether the marks open and close in turn."""
    opening, closing = frozenset('"“„‟«「『＂〝»'), frozenset('"”“»」』＂〞〟«')
    return len(marks) % 2 == 0 and all(mark in (closing if at % 2 else opening) for at, mark in enumerate(marks))


RULE = Rule(
    id="quotes",
    title=N_("Quotation marks"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:quotes"}),
    check=check,
    repair=repair,
)
