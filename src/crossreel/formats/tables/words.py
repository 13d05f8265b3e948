"""The words people use for columns, from `resources/sheet_columns.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from crossreel.kernel.paths import resource

_SEPARATORS = re.compile(r"[\s_\-‐-―.:：/\\*'’`\"“”«»،,;]+")
NOT_ROLES = frozenset(["units", "tabs", "variants", "regions", "languages"])


def key_of(written: str) -> str:
    """Return a header in the form words are compared in: compatible letters, no case, one blank for any separator."""
    plain = unicodedata.normalize("NFKC", written).casefold()
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return _SEPARATORS.sub(" ", plain).strip()


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(resource("sheet_columns.toml").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def roles_of_words() -> Mapping[str, tuple[str, ...]]:
    """Return the names of roles ("target" among them) by word."""
    found: dict[str, tuple[str, ...]] = {}
    for role, by_language in _tables().items():
        if role not in NOT_ROLES:
            for word in _words(by_language):
                found[word] = tuple(dict.fromkeys((*found.get(word, ()), role)))
    return found


@lru_cache(maxsize=1)
def units_of_words() -> Mapping[str, str]:
    """Return units ("ms", "s", "min", "frames") by word."""
    return {key_of(word): unit for unit, words in _tables()["units"].items() for word in words.split("|")}


@lru_cache(maxsize=1)
def names_of_new_tabs() -> tuple[str, ...]:
    """Return what programs call a tab that nobody named."""
    return tuple(key_of(word) for word in _tables()["tabs"]["any"].split("|"))


@lru_cache(maxsize=1)
def words_for_variants() -> Mapping[str, tuple[str, ...]]:
    """Return by the role of a column ("sdh", "forced") the words that say so."""
    return {variant: tuple(words.split("|")) for variant, words in _tables()["variants"].items()}


@lru_cache(maxsize=1)
def words_for_regions() -> Mapping[str, tuple[str, ...]]:
    """Return by tag the words that tell it from its kin, in the order to look; "*" before one counts it within a word too."""
    return {tag: tuple(words.split("|")) for tag, words in _tables()["regions"].items()}


@lru_cache(maxsize=1)
def words_before_languages() -> tuple[str, ...]:
    """Return what "language" is called before the name of one."""
    return tuple(_tables()["languages"]["before"].split("|"))


@lru_cache(maxsize=1)
def words_for_texts() -> tuple[str, ...]:
    """Return the words for texts, the longest first: a language may be written round them."""
    roles = roles_of_words()
    found = [word for word, names in roles.items() if {"source", "target", "text"} & set(names)]
    return tuple(sorted(found, key=len, reverse=True))


def _words(by_language: Mapping[str, str]) -> list[str]:
    return [key for words in by_language.values() for word in words.split("|") if (key := key_of(word))]
