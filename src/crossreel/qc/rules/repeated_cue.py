"""The same words do not stand in two cues that follow right on one another.

Such cues were cut in two or pasted twice; one cue over the whole time shows the same. Fine are songs (♪), short shouts, words
that the source says twice as well or in other words (放开我 and 放手), and words that come again after a pause. Where the source
says two things it is told if these have nothing in common, and either one is much longer, both are long, or the words name what
only one of them names. Not repaired: merging them is a choice of times.

Bad:
    I will never forgive you for that.
    I will never forgive you for that.   (right after)
Good:
    Help!
    Help!
"""

import unicodedata
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.named_things import is_of_one, letters_of
from crossreel.qc.rule import Remark, Rule, Scope

CHAINED_MS = 200  # a gap that no eye takes for a pause
COPIED_MS = 2500  # where the source says two things
SHOUT_CHARACTERS, SHOUT_HAN = 13, 5
LEAST_CHARACTERS, LEAST_HAN = 9, 4  # where the words are known to be those of one line alone
LEAST_SOURCE, LONGER, LONG_SOURCE = 5, 1.5, 8  # shorter lines, and those of one length, may well say the same
EMPTY = frozenset("了的吗吧呢啊嗎")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that says again what the one right before it said."""
    texts = track.texts.texts
    if len(frozenset(texts)) == len(texts):
        return
    before: CheckedCue | None = None
    for checked in track.cues:
        if before is not None and before.text == checked.text and _is_mistake(before, checked, track):
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text, "again"))
        before = checked


def _is_mistake(before: CheckedCue, checked: CheckedCue, track: CheckedTrack) -> bool:
    text = "".join(char for char in checked.text if unicodedata.category(char)[0] in "LMN")
    han = any("\u2e80" <= char <= "\ud7a3" for char in text)
    if len(text) < (LEAST_HAN if han else LEAST_CHARACTERS) or any(mark in checked.text for mark in "♪♫#"):
        return False
    shouted = len(text) < (SHOUT_HAN if han else SHOUT_CHARACTERS)
    gap_ms = checked.cue.start_ms - before.cue.end_ms
    one, other = (" ".join(plain_text(source.text) for source in each.sources) for each in (before, checked))
    if one and other and one != other:
        another = not shouted and _say_another(one, other)
        return gap_ms <= COPIED_MS and (another or is_of_one(checked.text, (one, other), track))
    same = [source.id for source in before.sources] == [source.id for source in checked.sources]
    return same and not shouted and -CHAINED_MS <= gap_ms <= CHAINED_MS


def _say_another(one: str, other: str) -> bool:
    """Tell whether two lines of the source have nothing in common: no letter, where letters are words, and not their length."""
    left, right = letters_of(one), letters_of(other)
    short, long = sorted(map(len, (left, right)))
    apart = not (set(left) & set(right)) - EMPTY
    return apart and short >= LEAST_SOURCE and (long >= LONGER * short or short >= LONG_SOURCE)


RULE = Rule(id="repeated_cue", title=N_("Cue repeated"), severity=Severity.WARNING, scope=Scope.NEIGHBOURS, check=check)
