"""Vietnamese is written with its marks.

A cue without a single marked letter counts where it has several words that do not exist without marks
(`resources/word_lists/vietnamese_marks.toml`: khong, nguoi, duoc), or one such among nothing but Vietnamese syllables; a cue with
marks where one of the surest has lost its own (`bare`). Many words
have none (anh, em, con, hai), and names and foreign phrases need none. Not repaired: only the speaker tells which marks.

Bad:
    Toi khong biet anh la ai.
Good:
    Anh em ta đi.
    Sao anh hay quen tay?
"""

import re
from collections import Counter
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FEWEST, FEWEST_SYLLABLES = 2, 3
SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|nh|ng|c|m|n|p|t)?", re.IGNORECASE
)


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue without marks."""
    found: Counter[int] = Counter()
    for checked, _ in track.word_matches(word_list("vietnamese_marks").words(track.language)):
        if not any(char.isalpha() and not char.isascii() for char in checked.text):
            found[checked.cue.id] += 1
    for checked, _ in track.word_matches(word_list("vietnamese_marks").words(track.language, "bare")):
        if not checked.text.isascii():
            found[checked.cue.id] = FEWEST
    for checked in track.cues if found else ():
        sure = found[checked.cue.id]
        if sure >= FEWEST or (sure and _is_vietnamese(checked.text)):
            yield Remark(cue=checked.cue, severity=Severity.ERROR, read=(checked.text,))


def _is_vietnamese(text: str) -> bool:
    """Whether every word of a text without marks is built like a syllable of Vietnamese."""
    words = re.findall(r"[A-Za-z]+", text)
    return len(words) >= FEWEST_SYLLABLES and all(map(SYLLABLE.fullmatch, words))


RULE = Rule(id="vietnamese_marks", title=N_("Vietnamese without its marks"), severity=Severity.ERROR, scope=Scope.CUE, check=check)
