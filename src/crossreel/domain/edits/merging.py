"""Three values of a row: what stands there, what a writer saw, and what is to be written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that somebody else changed to `theirs` since the writer saw it; `key` is the entry of one that holds several."""

    field: str
    key: str
    theirs: object


def merge(stored: E, seen: E, wanted: E) -> tuple[E, tuple[Clash, ...]]:
    """Change of a stored row only what a writer changed, and find what would be written over unseen.

    Fields that hold a word for each language are compared word by word. Blanks around a text make no difference.

    Args:
        stored: the row as it stands.
        seen: the row as the writer saw it.
        wanted: the row as the writer wants it.
    """
    values: dict[str, Any] = {}
    clashes: list[Clash] = []
    for field in fields(stored):  # type: ignore[arg-type]
        now, before, after = (getattr(row, field.name) for row in (stored, seen, wanted))
        if isinstance(now, Mapping):
            values[field.name] = _merged_words(field.name, now, before, after, clashes)
        elif not _same(before, after):
            values[field.name] = after
            if not (_same(now, before) or _same(now, after)):
                clashes.append(Clash(field=field.name, key="", theirs=now))
    return replace(stored, **values), tuple(clashes)  # type: ignore[type-var]


def _merged_words(
    name: str, now: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any], clashes: list[Clash]
) -> dict[str, Any]:
    merged = dict(now)
    for key in dict.fromkeys((*before, *after)):
        was, word, stands = before.get(key), after.get(key), now.get(key)
        if _same(was, word):
            continue
        if not (_same(stands, was) or _same(stands, word)):
            clashes.append(Clash(field=name, key=key, theirs=stands))
        merged.pop(key, None)
        if word is not None:
            merged[key] = word
    return merged


def as_written(value: object) -> str:
    """Return a value as a person writes it: lists with commas between, nothing as nothing."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value).strip()


def _same(one: object, other: object) -> bool:
    return one == other or as_written(one) == as_written(other)
