"""What a language looks like in writing: its letters beyond ASCII and the short words its dialogue is full of."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossreel.kernel.paths import resource

COMMON, RARER = (
    8,
    24,
)  # letters of Cyrillic and Greek that are worth more, and from where on they are worth less: encodings swap them

GREEK = "\u0370"  # from here on no letter is Latin
FEWEST_KNOWN, KNOWN_SHARE, CLEAR_LEAD = 5, 0.15, 1.4  # short words of a text: how many, of all, and beside the next language's
FEWEST_KNOWN_ALONE, KNOWN_SHARE_ALONE = 2, 0.05  # where letters rule the neighbours out
_SAME = {"ms": "id", "tl": "fil", "nb": "da"}
_WORD = re.compile(r"[^\s\d.,!?:;…“”„\"«»¿¡()\[\]{}<>/|*_—–。，！？؟،؛।-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orthography:
    """How a language is written.

    Attributes:
        letters: what each letter or sign beyond ASCII says for the language, small and capital; about 1.
        words: its commonest short words, small.
        elides: whether an apostrophe stands inside its words.
        alphabet: whether whole words stand beyond ASCII, so that no letter of ASCII touches one of its own.
    """

    letters: Mapping[str, float]
    words: frozenset[str]
    elides: bool
    alphabet: bool


@cache
def orthography(language: str) -> Orthography:
    """Return how a language is written; `language` is a table of `resources/orthographies.toml`."""
    table = _tables()[language]
    return _made(table["letters"], table)


def is_plainly_in(text: str, language: str) -> bool:
    """Tell whether a text is full of the short words of a language, and of those of no other: then nobody else need be asked.

    `language` is a base tag (`es`); one without a table is never plain.
    """
    name = _SAME.get(language, language)
    if name not in _tables():
        return False
    never = _tables()[name].get("never", "")
    if any(letter in text for letter in never):
        return False
    fewest, share = (FEWEST_KNOWN, KNOWN_SHARE) if not never else (FEWEST_KNOWN_ALONE, KNOWN_SHARE_ALONE)
    words = Counter(_WORD.findall(text.casefold().replace("'", "’")))
    found = {each: sum(words[word] for word in words.keys() & orthography(each).words) for each in _tables()}
    rival = max(count for each, count in found.items() if each != name)
    return found[name] >= max(fewest, share * words.total(), CLEAR_LEAD * rival)


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resource("orthographies.toml").read_text("utf-8"))


def _made(letters: str, table: Mapping[str, str]) -> Orthography:
    alphabet = letters[0] >= GREEK
    weights = dict.fromkeys(table.get("marks", ""), 0.8)
    for rank, letter in enumerate(letters):
        ranked = alphabet and letter != letter.upper()
        weight = 1.0 if not ranked else 1.2 if rank < COMMON else 1.0 if rank < RARER else 0.6
        weights[letter] = weight
        weights.setdefault(letter.upper(), weight)
    words = frozenset(table["words"].split())
    return Orthography(letters=weights, words=words, elides=bool(table.get("elides")), alphabet=alphabet)
