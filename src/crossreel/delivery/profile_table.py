"""The values of one profile's table, each read in its own type; what is wrong is said with the key."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import TypeVar, cast

from crossreel.domain.errors import BadInput

T = TypeVar("T")
LONGEST_TEXT = 400
MOST_ENTRIES = 200
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class ProfileTable:
    """A table of a profile's file, or one inside it (`at` is its key).

    Args:
        table: what stands there.
        where: the file, as errors name it.
        at: the key of the table, "" for the whole file.
    """

    def __init__(self, table: Mapping[str, object], where: str, at: str = "") -> None:
        self.table, self.where, self.at = table, where, at

    def bad(self, code: str, key: str, **facts: str) -> BadInput:
        """Return the error of a key."""
        return BadInput(code, path=self.where, key=f"{self.at}.{key}".strip("."), **facts)

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that mean nothing here."""
        for key in self.table:
            if key not in known:
                raise self.bad("profile.unknown_key", shown_key(key))

    def value(self, key: str, kind: type[T], default: object = None) -> T:
        """Return a value of a kind; without a default it must be there."""
        value = self.table.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.bad("profile.missing_key" if key not in self.table else "profile.bad_value", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return words of one line that can be seen, never empty but by default."""
        value = self.value(key, str, default)
        if key in self.table and not is_words(value):
            raise self.bad("profile.bad_value", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, none twice."""
        values = self.value(key, list, [])
        if len(values) > MOST_ENTRIES or not all(isinstance(value, str) and is_words(value) for value in values):
            raise self.bad("profile.bad_value", key)
        return tuple(dict.fromkeys(values))

    def chosen(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Return a list of words that are among those known."""
        values = self.texts(key)
        if not set(values) <= set(known):
            raise self.bad("profile.bad_value", key)
        return values

    def choice(self, key: str, known: Collection[str], default: str) -> str:
        """Return a word that is among those known."""
        value = self.value(key, str, default)
        if value not in known:
            raise self.bad("profile.bad_value", key)
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """Return a whole number between two."""
        value: int = self.value(key, int, default)
        if not least <= value <= most:
            raise self.bad("profile.bad_value", key)
        return value

    def inner(self, key: str) -> "ProfileTable":
        """Return a table inside this one, empty where there is none."""
        table = self.value(key, dict, {})
        if len(table) > MOST_ENTRIES:
            raise self.bad("profile.bad_value", key)
        return ProfileTable(table, self.where, f"{self.at}.{key}".strip("."))

    def inners(self, key: str) -> tuple["ProfileTable", ...]:
        """Return a list of tables inside this one."""
        entries = self.value(key, list, [])
        if len(entries) > MOST_ENTRIES or not all(isinstance(entry, dict) for entry in entries):
            raise self.bad("profile.bad_value", key)
        return tuple(ProfileTable(entry, self.where, f"{self.at}.{key}".strip(".")) for entry in entries)

    def mapping(self, key: str, kind: type[T]) -> dict[str, T]:
        """Return a table whose values are all of a kind."""
        table = self.inner(key).table
        for value in table.values():
            if not isinstance(value, kind) or isinstance(value, bool) or (isinstance(value, str) and len(value) > LONGEST_TEXT):
                raise self.bad("profile.bad_value", key)
        return cast(dict[str, T], dict(table))


def is_words(text: str) -> bool:
    """Tell whether a text is one line that can be seen: no control, no mark that turns the direction, not empty, not endless."""
    if not text.strip() or len(text) > LONGEST_TEXT:
        return False
    return not any(unicodedata.category(sign) in UNSEEN for sign in text)


def shown_key(key: str) -> str:
    """Return a key as a sentence can hold it."""
    seen = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in UNSEEN else sign for sign in key)
    return seen if len(seen) <= 60 else f"{seen[:60]}…"
