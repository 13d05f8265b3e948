"""Entities out of the images that edits carry: an image holds the fields of a row as JSON can."""

import types
import typing
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

E = TypeVar("E")
Image = Mapping[str, object]


def entity_of(entity_class: type[E], image: Image) -> E:
    """Return the entity that an image of `Change.before` or `Change.after` holds.

    Raises:
        KeyError: the image is empty, as that of a creation read from the journal is.
    """
    values = dict(image)
    for name, read in _readers(typing.cast(type, entity_class)):
        values[name] = read(values[name])
    return entity_class(**values)


@cache
def _readers(entity_class: type) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """Return how fields are read that JSON holds in another shape."""
    hints = typing.get_type_hints(entity_class)
    found = [(name, _reader(hint)) for name, hint in hints.items()]
    return tuple((name, read) for name, read in found if read is not None)


def _reader(hint: Any) -> Callable[[Any], object] | None:
    arms = [arm for arm in typing.get_args(hint) if arm is not types.NoneType] if isinstance(hint, types.UnionType) else []
    if len(arms) == 1:
        read = _reader(arms[0])
        return None if read is None else lambda value: None if value is None else read(value)
    if hint is bytes:
        return b64decode
    if hint is Fraction or (isinstance(hint, type) and issubclass(hint, Enum)):
        return typing.cast(Callable[[Any], object], hint)
    if typing.get_origin(hint) is tuple:
        item: Any = typing.get_args(hint)[0]
        nested = is_dataclass(item)
        return (lambda given: tuple(item(**each) for each in given)) if nested else tuple
    return dict if typing.get_origin(hint) is not None and not arms else None
