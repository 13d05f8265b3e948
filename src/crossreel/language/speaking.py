"""How long a text takes to be spoken, by language: what a dubbed line has time for.

Figures and their sources stand in `resources/speaking_rates.toml`. A count is an estimate: writing does not tell every syllable.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import regex

from crossreel.domain.text.language import base_of
from crossreel.kernel.paths import resource
from crossreel.language.counting import clean

PAUSES = "pauses"
SMALL_KANA = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ")
VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇]")
SYLLABIC = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*(?:[’']\p{L}[\p{L}\p{M}]*)*")
CLAUSE = re.compile(r"[,;:，、；：،؛]|\s[–—-]+\s|—|…(?=\s*\S)")
SENTENCE = re.compile(r"[.!?。！？؟।]+(?=\s*[^\W_])")
PLAIN_VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingRate:
    """How fast a language is spoken: `per_second` of a `unit` ("syllables", "characters"); how they are counted is the table's."""

    language: str
    unit: str
    per_second: float
    count: str
    vowels: str = ""
    together: str = ""
    apart: str = ""
    silent: str = ""
    consonants: str = ""
    han: float = 1.0
    digit: float = 1.0
    clause_ms: int = 0
    sentence_ms: int = 0
    source: str = ""
    certainty: str = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBudget:
    """What a line has time for: `units` it has and `room` for how many, how long it takes and how long it may."""

    units: float
    room: int
    needed_ms: int
    has_ms: int

    @property
    def over_ms(self) -> int:
        """By how much the line is too long, 0 where it fits."""
        return max(0, self.needed_ms - self.has_ms)


def find_rate(language: str, per_second: float | None = None) -> SpeakingRate | None:
    """Return how fast a language is spoken, or as somebody says it is; None where there is no figure."""
    found = _rates().get(language) or _rates().get(base_of(language))
    return replace(found, per_second=per_second) if found is not None and per_second else found


@lru_cache(maxsize=1)
def _rates() -> Mapping[str, SpeakingRate]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(resource("speaking_rates.toml").read_text("utf-8"))
    pauses = tables.pop(PAUSES)
    return {
        language: SpeakingRate(language=language, per_second=table.pop("rate"), **pauses, **table)
        for language, table in tables.items()
    }


def budget(text: str, rate: SpeakingRate, has_ms: int) -> TimeBudget:
    """Return what a line has time for.

    Args:
        text: what is spoken, without markup.
        rate: of its language.
        has_ms: how long it may take.
    """
    words = " ".join(clean(text).split())
    units, pauses_ms = spoken_units(words, rate), _pauses_ms(words, rate)
    needed_ms = round(units / rate.per_second * 1000) + pauses_ms
    room = max(0, int((has_ms - pauses_ms) * rate.per_second / 1000))
    return TimeBudget(units=units, room=room, needed_ms=needed_ms, has_ms=has_ms)


def spoken_units(text: str, rate: SpeakingRate) -> float:
    """Return how many syllables or characters of a language are spoken where a text is."""
    total = 0.0
    rest = []
    for char in unicodedata.normalize("NFC", text).casefold():
        if char.isdecimal():
            total += rate.digit
            rest.append(" ")
        elif HAN.match(char):
            total += rate.han
            rest.append(" ")
        elif SYLLABIC.match(char):
            total += char not in SMALL_KANA
            rest.append(" ")
        else:
            rest.append(char)
    return total + sum(_word(word, rate) for word in WORD.findall("".join(rest)))


def _pauses_ms(text: str, rate: SpeakingRate) -> int:
    return rate.clause_ms * len(CLAUSE.findall(text.rstrip(" ,;:，、…—-"))) + rate.sentence_ms * len(SENTENCE.findall(text))


def _word(word: str, rate: SpeakingRate) -> float:
    """Return the units of a word; one of letters that the language has no count for goes by the vowels of English."""
    if rate.count == "words":
        return 1
    if rate.count == "aksharas" and not word.isascii():
        return _aksharas(word)
    if rate.count == "letters" and not word.isascii():
        return sum(unicodedata.category(char).startswith("L") for char in word)
    if not rate.vowels:
        return max(1, len(re.findall(f"[{PLAIN_VOWELS}]+", word)))
    return max(1, _nuclei(word, rate) if rate.count == "nuclei" else _runs(word, rate))


def _runs(word: str, rate: SpeakingRate) -> int:
    spoken = re.sub(f"(?:{rate.silent})$", "", word) if rate.silent else word
    count = len(re.findall(f"[{rate.vowels}]+", spoken))
    return count + (len(re.findall(rate.apart, spoken)) if rate.apart else 0)


def _nuclei(word: str, rate: SpeakingRate) -> int:
    spoken = re.sub(rate.consonants, "-", word) if rate.consonants else word
    longest = sorted(filter(None, rate.together.split("|")), key=len, reverse=True)
    return len(re.findall("|".join((*longest, f"[{rate.vowels}]")), spoken))


def _aksharas(word: str) -> int:
    count, joined = 0, False
    for char in word:
        if char in VIRAMAS:
            joined = True
        elif unicodedata.category(char) == "Lo":
            count += not joined
            joined = False
    return count
