"""Thai sentences end without a full stop, and ๆ follows its word at once and is followed by a space.

Field of the style guide: `thai_spaces`. Abbreviations keep their stops (`resources/word_lists/thai_marks.toml`, and whatever has
no vowel), and so do times (10.30 น.) and Latin words. Always repaired.

Bad:
    ฉันรักคุณ.
    จริง ๆนะ
Good:
    จริงๆ นะ พ.ศ. 2567
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

LETTERS = "\u0e01-\u0e3a\u0e40-\u0e4e"
STOP = rf"(?<=[{LETTERS}])(?P<stop>\.)(?=[ \n\"”’)]|\Z)|(?<=[{LETTERS}])(?P<apart> \.)(?= |\n|\Z)"
BEFORE = r"(?P<before>[ \u00a0]+)(?=ๆ)"
AFTER = r"(?P<after>ๆ)(?=[\u0e01-\u0e3a\u0e40-\u0e45A-Za-z0-9])"
FAULT = re.compile(f"{STOP}|{BEFORE}|{AFTER}")
WORD = re.compile(rf"[{LETTERS}.]+$")
VOWEL = re.compile("[\u0e30-\u0e3a\u0e40-\u0e4e]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a stop or space."""
    if track.texts.characters.isdisjoint(".ๆ"):
        return
    hits = ((checked, match) for checked, match in track.matches(FAULT) if not _is_abbreviation(match))
    for checked, match in first_of_each(hits):
        yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=_kind(match), read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Leave the stop and the space out, and write the space behind."""
    if remark.cue is None:
        return None

    def written(found: re.Match[str]) -> str:
        if _is_abbreviation(found):
            return found.group()
        return "ๆ " if found["after"] else ""

    return with_text(remark.cue, FAULT.sub(written, checked_of(track, remark.cue).text))


def _kind(found: re.Match[str]) -> str:
    return "stop" if found["apart"] else str(found.lastgroup)


def _is_abbreviation(found: re.Match[str]) -> bool:
    if found["stop"] is None:
        return False
    word = WORD.search(found.string, 0, found.start())
    written = word.group() if word else ""
    return "." in written or not VOWEL.search(written) or any(map(written.endswith, _abbreviations()))


@cache
def _abbreviations() -> tuple[str, ...]:
    return word_list("thai_marks").words("th", "abbreviations").listed


RULE = Rule(
    id="thai_marks",
    title=N_("Thai full stop and ๆ"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:thai_spaces"}),
    check=check,
    repair=repair,
)
