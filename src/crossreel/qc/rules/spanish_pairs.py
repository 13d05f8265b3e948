"""Spanish questions and exclamations open with ¿ or ¡ and close with ? or !.

Field of the style guide: `inverted_marks`. A sentence may be both (¡Qué dices?), and may run over several cues. A missing opening
mark is repaired at the beginning of its sentence; a missing closing mark is not: only the speaker's voice tells where.

Bad:
    Dónde estás?
Good:
    ¿Dónde estás?
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

MARKS = re.compile("[¿¡]+|[?!？！]+")  # of another width they close as well
# A question that waits for its mark longer than this has been forgotten.
PATIENCE_MS = 3000
SENTENCE_START = re.compile(r"""(?:^|[.?!…:]["”»)]*\s+|\n\s*(?=[-–—]))(?:[-–—]\s*)?["“«(]*(?=[^\s\-–—"“«(])""")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every mark without its partner."""
    waiting: CheckedCue | None = None
    for checked in track.cues:
        if waiting and checked.cue.start_ms - waiting.cue.end_ms > PATIENCE_MS:
            yield _unclosed(waiting)
            waiting = None
        unopened = ""
        for found in MARKS.findall(checked.text):
            if found[0] in "¿¡":
                if waiting:
                    yield _unclosed(waiting)
                waiting = checked
            elif waiting:
                waiting = None
            else:
                unopened = unopened or found
        if unopened:
            facts = {"mark": unopened, "expected": _opening(unopened)}
            yield Remark(
                cue=checked.cue, severity=Severity.WARNING, kind="open", facts=facts, read=(checked.text,), repairable=True
            )
        if waiting and checked.text.rstrip().endswith("."):
            yield _unclosed(waiting)
            waiting = None
    if waiting:
        yield _unclosed(waiting)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Open every sentence that only closes."""
    if remark.cue is None or remark.kind != "open":
        return None
    text = checked_of(track, remark.cue).text
    out, at, is_open = "", 0, not _opens_itself(track, remark.cue)
    for found in MARKS.finditer(text):
        if found.group()[0] in "¿¡":
            is_open = True
        elif is_open:
            is_open = False
        else:
            start = _sentence_start(text, at, found.start())
            out += text[at:start] + _opening(found.group()) + text[start : found.end()]
            at = found.end()
            continue
        out += text[at : found.end()]
        at = found.end()
    return with_text(remark.cue, out + text[at:])


def _opens_itself(track: CheckedTrack, cue: Cue) -> bool:
    """Whether no earlier cue left a question open that this one closes."""
    waiting = False
    for checked in track.cues:
        if checked.cue.id == cue.id:
            break
        marks = MARKS.findall(checked.text)
        if marks:
            waiting = marks[-1][0] in "¿¡"
        waiting = waiting and not checked.text.rstrip().endswith(".")
    return not waiting


def _sentence_start(text: str, first: int, mark: int) -> int:
    starts = [match.end() for match in SENTENCE_START.finditer(text, max(first - 1, 0), mark) if first <= match.end() < mark]
    if starts:
        return starts[-1]
    return first + len(text[first:mark]) - len(text[first:mark].lstrip())


def _opening(mark: str) -> str:
    return "¿" if mark[0] in "?？" else "¡"


def _unclosed(checked: CheckedCue) -> Remark:
    mark = next(found for found in reversed(MARKS.findall(checked.text)) if found[0] in "¿¡")
    facts = {"mark": mark, "expected": "?" if mark[0] == "¿" else "!"}
    return Remark(cue=checked.cue, severity=Severity.WARNING, kind="close", facts=facts, read=(checked.text, "close"))


RULE = Rule(
    id="spanish_pairs",
    title=N_("Spanish ¿? and ¡! pairs"),
    severity=Severity.WARNING,
    scope=Scope.EPISODE,
    needs=frozenset({"convention:inverted_marks"}),
    check=check,
    repair=repair,
)
