"""Arabic uses its own comma, semicolon and question mark, with no space before them and no ?! together.

Field of the style guide: `arabic_marks`. Lines without an Arabic letter, digits (1,000) and Latin phrases inside a line
are left alone. Always repaired.

Bad:
    أين أنت ?
Good:
    أين أنت؟
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
OWN = {",": "،", ";": "؛", "?": "؟"}
ENTITY_BEFORE = "(?<!&amp)(?<!&quot)(?<!&nbsp)(?<!&lt)(?<!&gt)"
LATIN_MARK = re.compile(rf"{ENTITY_BEFORE}(?:(?<![\dA-Za-z])[,;?]|(?<=\d)[,;?](?!\d)|(?<=[A-Za-z])[,;?](?!\s*[A-Za-z\d]))")
SPACED = re.compile(r"(?<=\S)[ \u00a0]+(?=[،؛؟!:.,;?](?!\.))")
TOGETHER = re.compile(r"[؟?]\s*!+[؟?!]*|!+\s*[؟?][؟?!]*")
SUSPECT = re.compile(r"[,;?]|!|\s[،؛؟:.]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for the first fault of every cue."""
    for checked in track.cues:
        if not SUSPECT.search(checked.text):
            continue
        kind, found = _fault(checked.lines)
        if kind:
            facts = {"found": found, "expected": OWN.get(found, "")} if kind == "latin" else {"found": found}
            yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the marks of the language, close up."""
    if remark.cue is None:
        return None
    lines = (_mended(line) if ARABIC.search(line) else line for line in checked_of(track, remark.cue).lines)
    return with_text(remark.cue, "\n".join(lines))


def _fault(lines: tuple[str, ...]) -> tuple[str, str]:
    for line in lines:
        if not ARABIC.search(line):
            continue
        for kind, pattern in (("together", TOGETHER), ("latin", LATIN_MARK), ("spaced", SPACED)):
            found = pattern.search(line)
            if found:
                return kind, found.group() if kind != "spaced" else line[found.end()]
    return "", ""


def _mended(line: str) -> str:
    together = TOGETHER.sub("؟", line)
    return SPACED.sub("", LATIN_MARK.sub(lambda found: OWN[found.group()], together))


RULE = Rule(
    id="arabic_punctuation",
    title=N_("Arabic punctuation"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:arabic_marks"}),
    check=check,
    repair=repair,
)
