"""Which words of a text are a matter of spelling, and which of them a title knows.

Words are those of Unicode (UAX 29). Left alone is what no dictionary judges: numbers and what holds one, single letters, words in
another script than the language's, addresses, and everything in languages that are written without spaces.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from crossreel.domain.text.language import base_of, script_of
from crossreel.language.breaking import is_unspaced, words
from crossreel.language.expressions import INFLECTING, STEM_LETTERS

APOSTROPHES = re.compile("[\u2018\u2019\u02bc\uff07]")
MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060-\u206f]")
"""Vowel points of Hebrew and Arabic, tatweel, soft hyphens and invisible signs: dictionaries write words without them."""
ADDRESSES = re.compile(r"\S+(?:@|://)\S+|www\.\S+|[@#]\w+")
SCRIPT_NAMES = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW", "Deva": "DEVANAGARI", "Grek": "GREEK",
    "Kore": "HANGUL", "Beng": "BENGALI", "Taml": "TAMIL", "Telu": "TELUGU", "Armn": "ARMENIAN", "Geor": "GEORGIAN",
}  # fmt: skip
POSSESSIVES = ("'s", "'")


def is_spelled(language: str) -> bool:
    """Tell whether words of a language are found by their spaces, so that a dictionary can look at them one by one."""
    return not is_unspaced(language)


def spelled_words(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a plain text that a dictionary may judge, each with its first code point."""
    left_alone = [match.span() for match in ADDRESSES.finditer(text)]
    script, at = SCRIPT_NAMES.get(script_of(language), ""), 0
    for part in words(text, language):
        start, at = at, at + len(part)
        if any(first <= start < end for first, end in left_alone):
            continue
        if _is_word(part) and _script(part) == script:
            yield start, part


def spelling_of(word: str) -> str:
    """Return a word as dictionaries write it: NFC, with a plain apostrophe and without what stands over or between letters."""
    return MARKS.sub("", APOSTROPHES.sub("'", unicodedata.normalize("NFC", word)))


def known_forms(expressions: Iterable[str], language: str) -> frozenset[str]:
    """Return the words of names and terms as `is_known` compares them."""
    return _known_forms(tuple(expressions), language)


@lru_cache(maxsize=16)
def _known_forms(expressions: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(
        spelling_of(part).casefold() for each in expressions for part in words(each, language) if any(map(str.isalpha, part))
    )


def is_known(word: str, known: frozenset[str], language: str) -> bool:
    """Tell whether a word is one that a title knows, or a form of one."""
    folded = spelling_of(word).casefold()
    if folded in known:
        return True
    for ending in POSSESSIVES:
        if folded.endswith(ending) and folded.removesuffix(ending) in known:
            return True
    if base_of(language) not in INFLECTING or len(folded) < STEM_LETTERS:
        return False
    return any(folded.startswith(stem) for stem in _stems(known))


@lru_cache(maxsize=8)
def _stems(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(each[: max(STEM_LETTERS, len(each) - 2)] for each in known if len(each) >= STEM_LETTERS)


def _is_word(part: str) -> bool:
    letters = sum(map(str.isalpha, part))
    return letters > 1 and not any(map(str.isdigit, part))


def _script(word: str) -> str:
    """Return the script of a word by the names of its letters, "" for one of several."""
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return found.pop() if len(found) == 1 else ""
