"""Entities to rows, rows to entities, and rows to the images that the journal keeps.

A row is a dict of column values. An image is the same as JSON can hold it: structured columns opened, bytes in base64.
"""

import base64
import json
import types
import typing
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cache
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Result

from crossreel.domain.errors import BadInput
from crossreel.storage.registry import kind_of


class Entity(Protocol):
    """A frozen dataclass with an id."""

    @property
    def id(self) -> int:
        """Return the row id."""


class Reader(Protocol):
    """Something with a connection inside a transaction: a unit of work."""

    @property
    def connection(self) -> Connection:
        """Return the connection to read with."""


E = TypeVar("E", bound=Entity)
J = TypeVar("J", dict[str, typing.Any], list[typing.Any])
BROKEN = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
"""What reading a column raises when it holds what nobody wrote."""
Row = dict[str, object]
RowImage = Mapping[str, object]

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _dump(value: object) -> str:
    return _ENCODER.encode(value)


def _load_mapping(text: str) -> dict[str, object]:
    return {} if text == "{}" else _loaded(dict, text)


def _loaded(shape: type[J], text: str) -> J:
    """Return what a JSON column holds; of another shape is as broken as no JSON at all."""
    found = json.loads(text)
    if not isinstance(found, shape):
        raise TypeError(f"JSON of another shape: {type(found).__name__}")
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field travels: `write` to the column, `read` back; None leaves the value as it is."""

    name: str
    write: Callable[[typing.Any], object] | None = None
    read: Callable[[typing.Any], object] | None = None
    structured: bool = False
    binary: bool = False


def _field(name: str, hint: object) -> _Field:
    """Return how a field travels.

    Raises:
        TypeError: no column can hold what the field holds.
    """
    wanted, may_miss = _without_none(hint)
    found = _required(name, wanted)
    if not may_miss or found == _Field(name):
        return found
    if found.structured or found.binary or wanted is bool:
        raise TypeError(f"{name}: a {wanted} is there, if only empty")
    return _Field(name, _unless_none(found.write), _unless_none(found.read))


def _without_none(hint: object) -> tuple[object, bool]:
    """Return a type without the None that may stand for it, and whether it may."""
    arms = typing.get_args(hint) if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union else ()
    given = [arm for arm in arms if arm is not type(None)]
    return (given[0], True) if len(given) == 1 and len(arms) == 2 else (hint, False)


def _unless_none(act: Callable[[typing.Any], object] | None) -> Callable[[typing.Any], object] | None:
    return None if act is None else lambda value: None if value is None else act(value)


def _required(name: str, hint: object) -> _Field:
    origin = typing.get_origin(hint)
    if hint in (int, str):
        return _Field(name)
    if hint is bool:
        return _Field(name, int, bool)
    if hint is bytes:
        return _Field(name, binary=True)
    if hint is Fraction:
        return _Field(name, str, Fraction)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Field(name, lambda member: member.value, hint._value2member_map_.__getitem__)
    if origin is tuple:
        return _listed(name, typing.get_args(hint)[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _Field(name, lambda value: _dump(dict(value)) if value else "{}", _load_mapping, structured=True)
    raise TypeError(f"{name}: no column holds {hint}")


def _listed(name: str, item: object) -> _Field:
    """Return how a tuple travels: of plain values, or of frozen dataclasses of plain values."""
    if isinstance(item, type) and is_dataclass(item):
        return _Field(
            name,
            lambda value: _dump([asdict(each) for each in value]),
            lambda text: tuple(item(**each) for each in _loaded(list, text)),
            structured=True,
        )
    return _Field(name, lambda value: _dump(list(value)), lambda text: tuple(_loaded(list, text)), structured=True)


@cache
def _plan(entity_class: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(entity_class)
    return tuple(_field(field.name, hints[field.name]) for field in fields(entity_class))


@cache
def columns(entity_class: type) -> tuple[str, ...]:
    """Return the column names of an entity class, in the order of its fields."""
    return tuple(field.name for field in _plan(entity_class))


def json_shapes(entity_class: type) -> dict[str, str]:
    """Return the columns of an entity class that hold JSON, each with the JSON type it must have."""
    hints = typing.get_type_hints(entity_class)
    shape = {True: "array", False: "object"}
    return {field.name: shape[typing.get_origin(hints[field.name]) is tuple] for field in _plan(entity_class) if field.structured}


def known_values(entity_class: type) -> dict[str, tuple[str, ...]]:
    """Return the columns of an entity class that hold one of some values, each with these."""
    hints = {name: _without_none(hint)[0] for name, hint in typing.get_type_hints(entity_class).items()}
    return {
        name: tuple(str(member.value) for member in hint)
        for name, hint in hints.items()
        if isinstance(hint, type) and issubclass(hint, Enum)
    }


def to_row(entity: Entity) -> Row:
    """Return the column values of an entity."""
    return {
        field.name: getattr(entity, field.name) if field.write is None else field.write(getattr(entity, field.name))
        for field in _plan(type(entity))
    }


def to_entity(entity_class: type[E], row: Mapping[str, object]) -> E:
    """Return the entity of a row.

    Raises:
        BadInput: a column holds what nobody wrote; names table and row.
    """
    return to_entities(entity_class, [[row[field.name] for field in _plan(entity_class)]])[0]


def to_entities(entity_class: type[E], rows: typing.Iterable[typing.Sequence[object]]) -> list[E]:
    """Return the entities of many rows, given as sequences in the order of `columns`.

    Raises:
        BadInput: a column holds what nobody wrote; names table and row.
    """
    listed = rows.all() if isinstance(rows, Result) else list(rows)
    if not listed:
        return []
    try:
        return _made(entity_class, listed)
    except BROKEN as error:
        raise _first_broken(entity_class, listed) from error


def _made(entity_class: type[E], rows: typing.Sequence[typing.Sequence[object]]) -> list[E]:
    """Make entities field by field, and not one by one: a QC run reads thirty thousand of them, in a third of the time."""
    found = [object.__new__(entity_class) for _ in rows]
    for (write, read), column in zip(_slots(entity_class), zip(*rows, strict=True), strict=True):
        deque(map(write, found, column if read is None else map(read, column)), maxlen=0)
    return found


@cache
def _slots(entity_class: type) -> tuple[tuple[Callable[[object, object], None], Callable[[typing.Any], object] | None], ...]:
    """Return for each field what writes it in a new entity and what reads its column: nothing else is done when one is made."""
    if hasattr(entity_class, "__post_init__"):
        raise TypeError(f"{entity_class.__name__} is no plain row")
    return tuple((getattr(entity_class, field.name).__set__, field.read) for field in _plan(entity_class))


def _first_broken(entity_class: type, rows: typing.Sequence[typing.Sequence[object]]) -> BadInput:
    """Return the error of the first of some rows with a column that cannot be read."""
    plan, names = _plan(entity_class), columns(entity_class)
    for row in rows:
        for field, value in zip(plan, row, strict=False):
            try:
                if field.read is not None:
                    field.read(value)
            except BROKEN:
                return broken_row(kind_of(entity_class).name, row[names.index("id")], field.name)
    return broken_row(kind_of(entity_class).name, rows[0][names.index("id")], "")


def broken_row(table: str, row_id: object, column: str) -> BadInput:
    """Return the error that names a row which holds what nobody wrote."""
    return BadInput("storage.broken_row", table=table, row=row_id if isinstance(row_id, int) else str(row_id), column=column)


def to_image(entity_class: type, row: Row) -> dict[str, object]:
    """Return the image of a row: what the journal and `Change` hold.

    Raises:
        BadInput: a column holds what nobody wrote; names table and row.
    """
    image = dict(row)
    for field in _plan(entity_class):
        value = image[field.name]
        if field.structured:
            try:
                image[field.name] = json.loads(str(value))
            except BROKEN as error:
                raise broken_row(kind_of(entity_class).name, row["id"], field.name) from error
        elif field.read is bool:
            image[field.name] = bool(value)
        elif field.binary:
            image[field.name] = base64.b64encode(typing.cast(bytes, value)).decode()
    return image


def from_image(entity_class: type, image: RowImage) -> Row:
    """Return the row of an image."""
    row = dict(image)
    for field in _plan(entity_class):
        value = row[field.name]
        if field.structured:
            row[field.name] = _dump(value)
        elif field.read is bool:
            row[field.name] = int(bool(value))
        elif field.binary:
            row[field.name] = base64.b64decode(str(value))
    return row


@cache
def _may_be_missing(entity_class: type) -> dict[str, object]:
    return {field.name: None for field in fields(entity_class) if field.default is None}


def whole_image(entity_class: type, image: RowImage) -> dict[str, object]:
    """Return an image with the fields that were added since it was written: a row had nothing in them then, as None says."""
    return {**_may_be_missing(entity_class), **image}


def image_text(image: RowImage) -> str:
    """Write an image as the journal stores it."""
    return _dump(image)


def image_from_text(text: str, row_id: int) -> dict[str, object]:
    """Read an image, of the row `row_id`, as the journal stores it.

    Raises:
        BadInput: it holds what nobody wrote.
    """
    return load_json(dict, text, "journal_change", row_id, "before")


def load_json(shape: type[J], text: str, table: str, row_id: object, column: str) -> J:
    """Return what a JSON column of a row holds.

    Raises:
        BadInput: it holds no JSON, or JSON of another shape; names table and row.
    """
    try:
        return _loaded(shape, text)
    except BROKEN as error:
        raise broken_row(table, row_id, column) from error
