"""Entities survive the way to a row and back, and to the journal and back."""

import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, make_dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.edits.images import entity_of
from crossreel.storage.kind import Kind
from crossreel.storage.mapping import (
    Entity,
    columns,
    from_image,
    image_from_text,
    image_text,
    to_entities,
    to_entity,
    to_image,
    to_row,
)
from crossreel.storage.registry import KINDS

ENTITIES = [kind.entity for kind in KINDS]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(str, TEXT)


def _value(hint: object) -> st.SearchStrategy[object]:
    if typing.get_origin(hint) is not None and str(hint).startswith("collections.abc.Mapping"):
        return st.dictionaries(TEXT, TEXT if "str, str" in str(hint) else JSON, max_size=3)
    return st.from_type(typing.cast(type, hint))


def entities(kind: type) -> st.SearchStrategy[Entity]:
    """Return any entity of a class."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: _value(hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.__name__)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_an_entity_survives_row_and_journal(kind: type, data: st.DataObject) -> None:
    entity = data.draw(entities(kind))
    row = to_row(entity)
    assert to_entity(kind, row) == entity
    assert to_entities(kind, [tuple(row[name] for name in columns(kind))]) == [entity]
    image = to_image(kind, row)
    assert image_from_text(image_text(image), entity.id) == image
    assert from_image(kind, image_from_text(image_text(image), entity.id)) == row
    assert entity_of(kind, image_from_text(image_text(image), entity.id)) == entity


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_has_its_column(kind: Kind) -> None:
    assert [column.name for column in kind.table.columns] == [field.name for field in fields(kind.entity)]


class Mood(StrEnum):
    """What a wish sounds like."""

    CALM = "calm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value inside another."""

    name: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An entity with fields of every type that a column can hold."""

    id: int
    mood: Mood | None
    rate: Fraction | None
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    names: Mapping[str, str]
    seen: bool
    data: bytes
    year: int | None
    note: str | None


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(wish=entities(Wish))
def test_fields_of_every_type_survive(wish: Wish) -> None:
    row = to_row(wish)
    assert to_entities(Wish, [tuple(row.values())]) == [wish]
    image = image_from_text(image_text(to_image(Wish, row)), wish.id)
    assert from_image(Wish, image) == row
    assert entity_of(Wish, image) == wish


@pytest.mark.parametrize("hint", [float, datetime, Mood | int, tuple[str, ...] | None, set[str]])
def test_a_field_that_no_column_holds_is_named(hint: type) -> None:
    broken = make_dataclass("Broken", [("id", int), ("odd", hint)], frozen=True)
    with pytest.raises(TypeError, match="odd"):
        columns(broken)
