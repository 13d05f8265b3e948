"""All records of a title and of the catalog as they stand, and what becomes of them when somebody writes one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from crossreel.domain.errors import BadInput
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.shapes import read_field, written_field

Rows = Mapping[str, Mapping[int, Any]]
_KNOWN_AS = {"buyers": "buyers", "people": "people", "seasons": "seasons"}
"""The kinds whose rows others name, and where `Known` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBook:
    """The rows by the id of their kind and by their own, and what fields are read by."""

    known: Known
    rows: Rows

    def of(self, kind: RecordKind) -> tuple[Any, ...]:
        """Return the rows of a kind."""
        return tuple(self.rows.get(kind.id, {}).values())

    def get(self, kind: RecordKind, row_id: int) -> Any:
        """Return a row.

        Raises:
            BadInput: it is gone, or belongs to another title.
        """
        found = self.rows.get(kind.id, {}).get(row_id)
        if found is None:
            raise BadInput("records.gone", marked=kind.one, row=str(row_id))
        return found

    def written(self, kind: RecordKind, entity: Any) -> dict[str, str]:
        """Return a row field by field, as text."""
        return {each.name: written_field(each, getattr(entity, each.name), self.known) for each in kind.fields}

    def name_of(self, kind: RecordKind, entity: Any) -> str:
        """Return what a row is called."""
        told = self.written(kind, entity)
        return " · ".join(filter(None, (told[name] for name in kind.called or kind.known_by or kind.shown)))

    def find(self, kind: RecordKind, told: Mapping[str, str]) -> Any | None:
        """Return the row that is meant by fields as they were written, None where there is none.

        Of a kind of which a title has one at most it is that one.

        Raises:
            BadInput: a field that it would be known by cannot be read.
        """
        if kind.single:
            return next(iter(self.of(kind)), None)
        if not kind.known_by:
            return None
        fields_of = [each for each in kind.fields if each.name in kind.known_by]
        if any(each.needed and not told.get(each.name, "").strip() for each in fields_of):
            return None
        wanted = {each.name: read_field(each, told.get(each.name, ""), self.known) for each in fields_of}
        return next((row for row in self.of(kind) if all(getattr(row, name) == value for name, value in wanted.items())), None)

    def made(self, kind: RecordKind, told: Mapping[str, str], new_id: Callable[[], int]) -> Any:
        """Return a new row of fields as they were written; those that were not have their defaults.

        Raises:
            BadInput: a field cannot be read, or the row cannot be, or not beside the others; the fact `field` names where.
        """
        return self.checked(kind, self.read(kind, told, new_id()))

    def read(self, kind: RecordKind, told: Mapping[str, str], row_id: int) -> Any:
        """Return a row of fields as they were written, without looking at the others.

        Raises:
            BadInput: a field cannot be read.
        """
        owner = {"title_id": self.known.title_id} if "title_id" in kind.names else {}
        return kind.entity(id=row_id, **owner, **self._read(kind, told, (each.name for each in kind.fields)))

    def changed(self, kind: RecordKind, row: Any, told: Mapping[str, str]) -> Any:
        """Return a row with other values in the fields that were written.

        A field that is written as it stands keeps its value, which may be finer than how it is written: a day has no hour.

        Raises:
            BadInput: as `made`.
        """
        stands = self.written(kind, row)
        return replace(row, **self._read(kind, told, {name for name, text in told.items() if text.strip() != stands.get(name)}))

    def checked(self, kind: RecordKind, entity: Any) -> Any:
        """Return a row, put in its place.

        Raises:
            BadInput: it cannot be, or not beside the others.
        """
        entity, others = kind.tidied(entity), self.of(kind)
        if getattr(entity, "position", None) == 0:
            entity = replace(entity, position=max((each.position for each in others), default=0) + 1)
        twin = self._twin(kind, entity)
        if twin is not None:
            raise BadInput(
                "records.twice", field=kind.known_by[0] if kind.known_by else "", marked=kind.one, name=self.name_of(kind, twin)
            )
        kind.check(entity, others, self.known)
        return entity

    def with_row(self, kind: RecordKind, entity: Any) -> "RecordBook":
        """Return the book with a row in it, over the one of its id."""
        return self._with(kind, {**self.rows.get(kind.id, {}), entity.id: entity})

    def _with(self, kind: RecordKind, rows: Mapping[int, Any]) -> "RecordBook":
        place = _KNOWN_AS.get(kind.id)
        known = replace(self.known, **{place: rows}) if place is not None else self.known  # type: ignore[arg-type]
        return replace(self, rows={**self.rows, kind.id: rows}, known=known)

    def _read(self, kind: RecordKind, told: Mapping[str, str], names: Iterable[str]) -> dict[str, Any]:
        wanted = set(names)
        return {each.name: read_field(each, told.get(each.name, ""), self.known) for each in kind.fields if each.name in wanted}

    def _twin(self, kind: RecordKind, entity: Any) -> Any | None:
        """Return another row that stands in the place of one, None where none does."""
        if kind.single:
            return next((each for each in self.of(kind) if each.id != entity.id), None)
        if not kind.known_by or kind.id == "people":
            return None
        place = [getattr(entity, name) for name in kind.known_by]
        return next(
            (each for each in self.of(kind) if each.id != entity.id and [getattr(each, name) for name in kind.known_by] == place),
            None,
        )


def same(one: Any, other: Any) -> bool:
    """Tell whether two rows differ in nothing but their ids."""
    return all(getattr(one, each.name) == getattr(other, each.name) for each in fields(one) if each.name != "id")
