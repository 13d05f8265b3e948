"""One value of a profile's table, by the key people write: `limits.line_hard`, `artwork.0.width`."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from crossreel.domain.errors import BadInput

DEEPEST = 6


def with_value(table: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    """Return a table with another value at a key; tables on the way to it are made.

    Raises:
        BadInput: the way leads through something that is no table, or past the end of a list.
    """
    made = deepcopy(dict(table))
    place, last = _place(made, key, make=True)
    if isinstance(place, list):
        at = _index(place, last, key, more=1)
        place[at:] = [value, *place[at + 1 :]]
    else:
        place[last] = value
    return made


def without_value(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a table without the value at a key: what the reader takes where nothing is said holds again.

    Raises:
        BadInput: there is nothing.
    """
    made = deepcopy(dict(table))
    place, last = _place(made, key, make=False)
    if isinstance(place, list):
        del place[_index(place, last, key)]
    elif last in place:
        del place[last]
    else:
        raise BadInput("profile.no_such_value", key=key)
    return made


def read_written(written: str) -> object:
    """Return a value as TOML writes it, or, where it is none, the text itself."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except (ValueError, RecursionError):
        return written


def _place(table: dict[str, Any], key: str, *, make: bool) -> tuple[dict[str, Any] | list[Any], str]:
    parts = key.split(".")
    if len(parts) > DEEPEST or not all(parts):
        raise BadInput("profile.no_such_value", key=key[:60])
    place: dict[str, Any] | list[Any] = table
    for part in parts[:-1]:
        if isinstance(place, list):
            found = place[_index(place, part, key)]
        elif part in place or make:
            found = place.setdefault(part, {})
        else:
            raise BadInput("profile.no_such_value", key=key)
        if not isinstance(found, dict | list):
            raise BadInput("profile.no_such_value", key=key)
        place = found
    return place, parts[-1]


def _index(place: list[Any], written: str, key: str, more: int = 0) -> int:
    if not (written.isascii() and written.isdigit()) or int(written) >= len(place) + more:
        raise BadInput("profile.no_such_value", key=key)
    return int(written)
