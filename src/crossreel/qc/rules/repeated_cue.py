"""The same words do not stand in two cues that follow right on one another.

Such cues were cut in two or pasted twice; one cue over the whole time shows the same. Fine are songs (♪), short shouts, words
that the source says twice as well or in other words (放开我 and 放手), and words that come again after a pause. Not
repaired: merging them is a choice of times.

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
from crossreel.qc.rule import Remark, Rule, Scope

CHAINED_MS = 200  # a gap that no eye takes for a pause
COPIED_MS = 2500  # where the source says two things
SHOUT_CHARACTERS, SHOUT_HAN = 13, 5
LEAST_SOURCE, LONGER = 5, 1.5  # shorter lines, and those of one length, may well say the same
EMPTY = frozenset("了的吗吧呢啊嗎")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that says again what the one right before it said."""
    texts = track.texts.texts
    if len(frozenset(texts)) == len(texts):
        return
    before: CheckedCue | None = None
    for checked in track.cues:
        if before is not None and before.text == checked.text and _is_mistake(before, checked):
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text, "again"))
        before = checked


def _is_mistake(before: CheckedCue, checked: CheckedCue) -> bool:
    text = "".join(char for char in checked.text if unicodedata.category(char)[0] in "LMN")
    shortest = SHOUT_HAN if any("\u2e80" <= char <= "\ud7a3" for char in text) else SHOUT_CHARACTERS
    if len(text) < shortest or any(mark in checked.text for mark in "♪♫#"):
        return False
    gap_ms = checked.cue.start_ms - before.cue.end_ms
    one, other = ([plain_text(source.text) for source in each.sources] for each in (before, checked))
    if one and other and one != other:
        return gap_ms <= COPIED_MS and _say_another(" ".join(one), " ".join(other))
    same = [source.id for source in before.sources] == [source.id for source in checked.sources]
    return same and -CHAINED_MS <= gap_ms <= CHAINED_MS


def _say_another(one: str, other: str) -> bool:
    """Tell whether two lines of the source have nothing in common: no letter, where letters are words, and not their length."""
    letters = [[char for char in text if char.isalpha()] for text in (one, other)]
    if any(char < "\u2e80" for char in (*letters[0], *letters[1])):
        letters = [text.casefold().split() for text in (one, other)]
    short, long = sorted(map(len, letters))
    return short >= LEAST_SOURCE and long >= LONGER * short and not (set(letters[0]) & set(letters[1])) - EMPTY


RULE = Rule(id="repeated_cue", title=N_("Cue repeated"), severity=Severity.WARNING, scope=Scope.NEIGHBOURS, check=check)
