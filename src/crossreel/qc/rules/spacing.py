"""No spaces at the ends of a line, no two in a row, none of another width, and no blank line inside a cue.

Always repaired. The ideographic space of Chinese and Japanese is a mark of its own and may stand beside another one; elsewhere it
is a space of another width, as those of print are (em, en, hair).

Bad:
    Where were  you?
Good:
    Where were you?
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import base_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.joined_texts import JoinedTexts
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

DOUBLE = re.compile(r"[ \u00a0\u202f\t]{2,}|\t")
OTHER_SPACE = re.compile(r"[^\S \n\x1e]")
ODD, WIDE = re.compile("[\u1680\u2000-\u2008\u200a\u205f]"), re.compile("[\u1680\u2000-\u2008\u200a\u205f\u3000]")
FAULT = re.compile(r"^\s|\s$|[ \u00a0\u202f\t]{2}|\t|[ \u00a0\u3000]\n|\n\s")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with spaces that show nothing."""
    if _is_surely_clean(track.texts):
        return
    odd = _odd(track.language)
    for checked in track.cues:
        text = checked.text
        if not _is_plainly_clean(text) and (FAULT.search(text) or odd.search(text)) and text.strip():
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Take the needless spaces and blank lines away."""
    if remark.cue is None:
        return None
    odd = _odd(track.language)
    lines = (DOUBLE.sub(_single, odd.sub(" ", line).strip()) for line in checked_of(track, remark.cue).lines)
    return with_text(remark.cue, "\n".join(line for line in lines if line))


def _odd(language: str) -> re.Pattern[str]:
    return ODD if base_of(language) in ("zh", "ja") else WIDE


def _is_surely_clean(texts: JoinedTexts) -> bool:
    """A quick look at a whole track: between two texts there are line breaks, so that a space at an end stands beside one."""
    text = texts.text
    doubled = "  " in text or " \n" in text or "\n " in text or "\n\n" in text or text.strip() != text
    return not (doubled or texts.has(OTHER_SPACE))


def _is_plainly_clean(text: str) -> bool:
    """A quick look that clears nearly every cue; no-break and ideographic spaces are no printable characters."""
    if "\n" not in text:
        return text.isprintable() and "  " not in text and text.strip() == text
    return all(map(_is_plainly_clean, text.split("\n"))) and "\n\n" not in text


def _single(spaces: re.Match[str]) -> str:
    """Keep a no-break space where one of them was."""
    for kind in "\u202f\u00a0":
        if kind in spaces.group():
            return kind
    return " "


RULE = Rule(id="spacing", title=N_("Needless spaces"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair)
