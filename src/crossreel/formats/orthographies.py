"""What a language looks like in writing: its letters beyond ASCII and the short words its dialogue is full of."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossreel.kernel.paths import resource

COMMON, RARER = (
    8,
    24,
)  # letters of Cyrillic and Greek that are worth more, and from where on they are worth less: encodings swap them

GREEK = "\u0370"  # from here on no letter is Latin


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
