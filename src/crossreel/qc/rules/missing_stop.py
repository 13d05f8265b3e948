"""A sentence ends with a mark, in languages whose guide wants full punctuation.

That it ended is certain where another speaker's line follows in the cue, or where the next cue begins with a capital that only
the start of a sentence has (the words of `resources/word_lists/missing_stop.toml`: He, What, But …). Fine are signs, songs,
labels, sentences that go on, titles, and tracks most of whose cues end without a mark, as lyrics do. Not repaired: full stop,
question mark or comma is for the ear to say.

Bad:
    I never saw him again
    He must be dead.
Good:
    I told him that
    Lin Wan was here.   (goes on with a name)
"""

import re
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import CUE_END
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import Words, word_list

FEWEST_WORDS = 3
ENDS = frozenset(".?!…:,;–—-")
OPEN = re.compile(rf"[^\W\d_]{CUE_END}")
SPEAKERS = re.compile(r"^[-–—] ?[^\n]*[^\W\d_]{2}\n[-–—] ?[^\W\d_]", re.MULTILINE)
FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a sentence that nothing ends."""
    words = word_list("missing_stop").words(track.language)
    if not words.listed or track.role in ("signs", "forced"):
        return
    ended = sum(checked.text.rstrip("\"”»’')]")[-1:] in ENDS for checked in track.cues)
    if 2 * ended < len(track.cues):
        return
    numbers = {id(checked): number for number, checked in enumerate(track.cues)}
    told: dict[int, CheckedCue] = {numbers[id(checked)]: checked for checked, _ in track.first_matches(SPEAKERS)}
    for checked, _ in track.first_matches(OPEN):
        number = numbers[id(checked)]
        if number + 1 < len(track.cues) and _is_sentence(checked) and _starts(track.cues[number + 1], words):
            told[number] = checked
    for number in sorted(told):
        yield Remark(cue=told[number].cue, severity=Severity.WARNING, read=(told[number].text,))


def _is_sentence(checked: CheckedCue) -> bool:
    text = checked.text
    if "♪" in text or text.isupper() or checked.cue.placement or "<i>" in checked.cue.text or text[:1] in "[(#":
        return False
    said = FIRST.findall(text)
    return len(said) >= FEWEST_WORDS and said[-1].islower() and not all(word[0].isupper() for word in said)


def _starts(after: CheckedCue, words: Words) -> bool:
    """Whether a cue begins with a word that has a capital only at the start of a sentence; two of those make a title."""
    said = FIRST.findall(after.text)[:3]
    if "<i>" in after.cue.text or "♪" in after.text or not after.text[:1].isalpha() or not said:
        return False
    if len(said) > 1 and all(word[0].isupper() for word in said[1:]) and len(said) > 2:
        return False
    return said[0][0].isupper() and said[0].casefold().replace("’", "'") in words.folded


RULE = Rule(id="missing_stop", title=N_("Sentence without an end"), severity=Severity.WARNING, scope=Scope.EPISODE, check=check)
