"""No character stands in a text that nobody sees and nothing needs.

Zero-width spaces and joiners, byte order marks, soft hyphens, control characters, and bidi controls where the text runs the same
way without them. Joiners stay in scripts that shape letters by them and in emoji; bidi controls stay where a line of a language
written from the right has Latin letters or figures. `resources/word_lists/invisible.toml` lists which characters a language
may have. Always repaired.

Bad:
    Come\u200b here
Good:
    Come here
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, first_of_each
from crossreel.qc.garbled import Garbling, garbled
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn
from crossreel.qc.word_lists import word_list

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(
    "[\u0001-\u0008\u000b-\u001d\u001f\u007f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
BOTH_WAYS = re.compile("[0-9A-Za-z\u00c0-\u024f\u0400-\u04ff\u0660-\u0669\u06f0-\u06f9]")
CONTROL = re.compile(f"[{BIDI}]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a character."""
    if not track.written.has(HIDDEN):
        return
    allowed = word_list("invisible").text(track.language, "allowed")
    misread = {checked.cue.id for checked, kind, _ in garbled(track) if kind is Garbling.MISREAD}
    hits = ((checked, match) for checked, match in track.written_matches(HIDDEN) if _is_needless(match, allowed))
    for checked, match in first_of_each(hits):
        if checked.cue.id in misread:
            continue  # it is part of a letter that was misread
        facts = {"found": f"U+{ord(match.group()):04X}"}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(match.string,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Leave the character out; a separator of lines becomes a line break."""
    if remark.cue is None:
        return None
    allowed = word_list("invisible").text(track.language, "allowed")

    def left(found: re.Match[str]) -> str:
        if not _is_needless(found, allowed):
            return found.group()
        return "\n" if found.group() in "\u2028\u2029\u000b\u000c\u000d\u0085" else ""

    return with_text(remark.cue, HIDDEN.sub(left, plain_text(remark.cue.text)))


def _is_needless(found: re.Match[str], allowed: str) -> bool:
    char, text, at = found.group(), found.string, found.start()
    if char in allowed:
        return False
    if char == "\u200d":
        return not (at and ord(text[at - 1]) > 0x2190 and ord(text[at + 1 : at + 2] or "a") > 0x2190)
    if CONTROL.match(char):
        return not (RIGHT.search(text) and BOTH_WAYS.search(text))
    return True


RULE = Rule(
    id="invisible",
    title=N_("Invisible characters"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.CHARACTERS,
)
