"""A sentence ends with a mark, in languages whose guide wants full punctuation.

That it ended is certain where another speaker's line follows in the cue, or where the next cue begins with a capital that only
the start of a sentence has (the words of `resources/word_lists/missing_stop.toml`: He, What, But …). Fine are signs, songs,
labels, sentences that go on, titles, and tracks most of whose cues end without a mark, as lyrics do. Where a script has a stop of
its own (the danda of Hindi) and the track ends its sentences with it, no other stop ends one, and what is certainly at its end
(its words for "is" and "was") has it. Not repaired: full stop, question mark or comma is for the ear to say.

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
FEWEST_STOPS = 3
FOREIGN_STOP = re.compile(r"[\u0900-\u097f]\.$")
ENDS = frozenset(".?!…:,;–—-")
OPEN = re.compile(rf"[^\W\d_]{CUE_END}")
SPEAKERS = re.compile(r"^[-–—] ?[^\n]*[^\W\d_]{2}\n[-–—] ?[^\W\d_]", re.MULTILINE)
FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a sentence that nothing ends."""
    yield from _without_own_stop(track)
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


def _without_own_stop(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each cue that ends with a foreign stop, or with none, where the track ends its sentences with its own."""
    listed = word_list("missing_stop")
    stop = listed.text(track.language, "stop")
    if not stop or stop not in track.texts.characters or track.role in ("signs", "forced"):
        return
    texts = [text.rstrip() for text in track.texts.texts]
    if sum(text.endswith(stop) for text in texts) < FEWEST_STOPS:
        return
    ends, goes_on = re.compile(listed.text(track.language, "ends")), re.compile(listed.text(track.language, "goes_on"))
    short = listed.words(track.language, "abbreviations").listed
    for number, (checked, text) in enumerate(zip(track.cues, texts, strict=True)):
        after = texts[number + 1] if number + 1 < len(texts) else ""
        if "♪" in text or not text:
            continue
        if FOREIGN_STOP.search(text) and text.split()[-1].rstrip(".") not in short:
            yield Remark(cue=checked.cue, severity=Severity.WARNING, kind="foreign", facts={"stop": stop}, read=(checked.text,))
        elif ends.search(text) and after and not goes_on.match(after):
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text,))


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
