"""What the source denies is denied, and what it says is said.

Told only of short lines of one clause about a few plain things (to love, know, believe, need, tell, forgive …), and only where the
translation says the very thing: "I love you" for 我不爱你. Other words for it ("I'm done with you"), questions, conditions and
whatever else may deny ("as if", "refuse", "hardly") are let alone.

Bad:
    我不爱你  ->  I love you.
    我相信你  ->  I don't believe you.
Good:
    我不爱你  ->  I don't love you.
    我不得不相信你  ->  I have to believe you.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import BORDER
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

THINGS = (
    "love",
    "like",
    "know",
    "believe",
    "remember",
    "agree",
    "regret",
    "forgive",
    "divorce",
    "lie",
    "kill",
    "fear",
    "need",
    "tell",
)
ONLY_LOST = frozenset({"need", "tell"})  # of these "I can't believe he told you" is nothing added
UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja", "th", "ko"})
PARTED = re.compile(r"[,，،、;；:：\n]|[.。!！…]\s*\S|\S\s+\S")
ENDED = re.compile(r"[,，،、;；:：]|[.。!！…]\s*\S")
MARK = re.compile("[?？؟]")
MOST_LETTERS, MOST_WORDS = 12, 8


class Said(NamedTuple):
    """What a line of the source says or denies: one of `THINGS`."""

    thing: str
    denied: bool


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each translation that says what its source denies, or denies what it says."""
    if not word_list("negation").text(track.language, "not"):
        return
    listed = _said(track.source_texts.text, track.source_language)
    said = {cue.id: (one, text) for cue, one, text in zip(track.spine, listed, track.source_texts.texts, strict=False) if one}
    if not said:
        return
    for checked in track.cues:
        if len(checked.sources) == 1 and checked.text and checked.sources[0].id in said:
            one, source = said[checked.sources[0].id]
            if kind := _turned(one, checked, track.language):
                read = (source, checked.text)
                yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts={"source": source}, read=read)


def _turned(said: Said, checked: CheckedCue, language: str) -> str:
    """Return how a translation turns what is said round; "" where it does not, or it cannot be told."""
    text = " ".join(checked.text.split()).casefold()
    thing = _thing(said.thing, language)
    if thing is None or MARK.search(text) or ENDED.search(text) or not thing.search(text) or len(text.split()) > MOST_WORDS:
        return ""
    if said.denied:
        return "" if _pattern("not", language).search(text) else "lost"
    denied = _pattern("plainly", language).search(text) and not _pattern("spared", language).search(text)
    return "added" if denied else ""


@lru_cache(maxsize=1024)
def _said(joined: str, language: str) -> tuple[Said | None, ...]:
    """Return of each of the joined source texts what it says or denies, None where it is no plain short clause about one thing."""
    if not word_list("negation").text(language, "denies"):
        return ()
    return tuple(_said_by(text.strip(" .。!！"), language) for text in joined.split(BORDER))


def _said_by(text: str, language: str) -> Said | None:
    words = word_list("negation")
    things = [(thing, word) for thing in THINGS for word in words.words(language, thing).listed if word in text]
    if not things or len(text) > MOST_LETTERS or PARTED.search(text):
        return None
    if any(word in text for word in words.words(language, "not_concept").listed):
        return None
    if (
        _pattern("asks", language).search(text)
        or _pattern("many", language).search(text)
        or len({thing for thing, _ in things}) > 1
    ):
        return None
    thing, word = things[0]
    count = sum(char in words.text(language, "negations") for char in text)
    denied = re.search(f"{words.text(language, 'denies')}{re.escape(word)}", text) is not None
    if (count == 1 and denied) or (count == 0 and thing not in ONLY_LOST):
        return Said(thing, denied)
    return None


@cache
def _thing(thing: str, language: str) -> re.Pattern[str] | None:
    listed = word_list("negation").words(language, thing).listed
    if not listed:
        return None
    joined = "|".join(re.escape(word.casefold()) for word in listed)
    return re.compile(joined if language in UNSPACED else rf"(?<!\w)(?:{joined})")


@cache
def _pattern(key: str, language: str) -> re.Pattern[str]:
    """What finds nothing where nothing is said of a language."""
    return re.compile(word_list("negation").text(language, key) or r"(?!)", re.IGNORECASE)


RULE = Rule(
    id="negation",
    title=N_("Negation lost or added"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"source"}),
    check=check,
)
