"""One row of every kind, made from nothing but its dataclass and its table."""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum, StrEnum
from fractions import Fraction

from crossreel.domain.catalog.title import Title
from crossreel.storage.kind import Kind, named_by
from crossreel.storage.mapping import Entity
from crossreel.storage.registry import KINDS, kind_named

JOURNALED = tuple(kind for kind in KINDS if kind.is_journaled)


def row_of(kind: Kind, new_id: Callable[[], int], made: Mapping[str, Entity], mark: str = "words") -> Entity:
    """Make a row of a kind.

    Args:
        kind: which.
        new_id: makes ids.
        made: the rows that it may refer to, by the names of their kinds.
        mark: what its texts say.
    """
    hints = typing.get_type_hints(kind.entity)
    values: dict[str, object] = {}
    for field in fields(kind.entity):
        target = _target(kind, field.name)
        if field.name == "id":
            values["id"] = new_id()
        elif target is not None:
            values[field.name] = made[target].id
        else:
            values[field.name] = _value(hints[field.name], f"{mark} {kind.name} {field.name}")
    return typing.cast(Entity, kind.entity(**values))


def _target(kind: Kind, column: str) -> str | None:
    """Return the kind of the row that a column has to refer to, or goes with."""
    links = kind.table.c[column].foreign_keys
    if column in kind.goes_with:
        return named_by(column)
    if kind.table.c[column].nullable:
        return None
    if links:
        return str(next(iter(links)).column.table.name)
    return named_by(column) if column == kind.owner else None


def _value(hint: object, words: str) -> object:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        return None
    if hint is str:
        return words
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if hint in (int, bool):
        return typing.cast(type, hint)(1)
    if hint is bytes:
        return words.encode()
    if hint is Fraction:
        return Fraction(30_000, 1_001)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        if is_dataclass(item):
            return (typing.cast(type, item)(**{name: _value(each, words) for name, each in typing.get_type_hints(item).items()}),)
        return (_value(item, words),)
    return {"en": words}


def needed_by(kind: Kind) -> list[Kind]:
    """Return the kinds whose rows must be there before one of a kind, in the order in which they are made."""
    found: dict[Kind, None] = {}
    for column in kind.table.columns:
        target = _target(kind, column.name)
        if target is not None and column.name != "id" and target != kind.name:
            found |= dict.fromkeys((*needed_by(kind_named(target)), kind_named(target)))
    return list(found)


def changed(kind: Kind, entity: Entity) -> Entity:
    """Return a row with another value in one field that is no reference, a text where there is one."""
    hints = typing.get_type_hints(kind.entity)
    free = [name for name, hint in hints.items() if hint in (str, int) and name != "id" and _target(kind, name) is None]
    if not free:
        name = next(name for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, StrEnum))
        return typing.cast(Entity, replace(entity, **{name: [*hints[name]][-1]}))  # type: ignore[type-var]
    name = min(free, key=lambda each: hints[each] is not str)
    return typing.cast(Entity, replace(entity, **{name: "别的" if hints[name] is str else 7}))  # type: ignore[type-var]


def everything(new_id: Callable[[], int], mark: str = "words") -> dict[str, Entity]:
    """Make one row of every journaled kind, all that can belong to a title to one and the same."""
    made: dict[str, Entity] = {}
    for kind in JOURNALED:
        for each in (*needed_by(kind), kind):
            if each.name not in made:
                made[each.name] = row_of(each, new_id, made, mark)
    assert isinstance(made["title"], Title)
    return made
