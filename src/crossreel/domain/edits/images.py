"""Entities out of the images that edits carry: an image holds the fields of a row as JSON can."""

import types
import typing
from base64 import b64decode
from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from crossreel.domain.catalog.episode import AudioStream

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
    if hint is bytes:
        return b64decode
    if hint is Fraction:
        return Fraction
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if typing.get_origin(hint) is tuple:
        if typing.get_args(hint)[0] is AudioStream:
            return lambda streams: tuple(AudioStream(**stream) for stream in streams)
        return tuple
    if typing.get_origin(hint) is types.UnionType or not typing.get_origin(hint):
        return None
    return dict
