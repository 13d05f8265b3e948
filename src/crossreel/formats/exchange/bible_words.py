"""The words people use in lists of terms and characters, from `resources/bible_columns.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from crossreel.formats.tables.words import key_of
from crossreel.kernel.paths import resource


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    """Return by area ("columns", "tabs", "genders") what each word means."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(resource("bible_columns.toml").read_text("utf-8"))
    return {
        area: {key_of(word): meant for meant, words in meanings.items() for word in words.split("|")}
        for area, meanings in found.items()
    }


def column_of(header: str) -> str:
    """Return what a header means: "id", "name" or an attribute of an entry, "" for none of them."""
    return _words()["columns"].get(key_of(header), "")


def tab_of(name: str) -> str:
    """Return what a tab holds by its name: "term" or "character", "" for none of them."""
    return _words()["tabs"].get(key_of(name), "")


def gender_of(written: str) -> str:
    """Return a gender as the catalog has it, or the word as it is written where it is none."""
    return _words()["genders"].get(key_of(written), written)
