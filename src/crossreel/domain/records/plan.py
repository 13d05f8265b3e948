"""What a file of records would change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crossreel.domain.errors import BadInput, Told
from crossreel.domain.records.book import RecordBook, same
from crossreel.domain.records.record import RecordKind
from crossreel.domain.text.document import Notice

CLEAR = "-"
"""What stands in a cell to empty a field: an empty cell leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A row of a file: `told` are its cells by the names of the fields that the file has columns for. `where` is for people.

    `bad_id` is what stands where its id should, "" where that is one or nothing.
    """

    kind: RecordKind
    where: str
    row_id: int | None
    told: Mapping[str, str]
    bad_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """The rows of a file and what is worth saying of it."""

    rows: tuple[RecordRow, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What a row of a file changes: (field, before, after) as text. Without `before` the record is a new one."""

    row: RecordRow
    name: str
    before: Any | None
    after: Any
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFailure:
    """A row of a file that cannot be taken, and why."""

    row: RecordRow
    error: BadInput


def told_of(kind: RecordKind, error: BadInput) -> Told:
    """Return what is wrong with a record, and with which of its fields where the sentence itself does not say so."""
    told = Told(error.code, error.facts)
    field = kind.find(str(error.facts.get("field", "")))
    return told if field is None or "marked" in error.facts else Told("records.at_field", {"marked": field.words, "why": told})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlan:
    """All that a file would change; `same` counts the rows that change nothing."""

    name: str
    changes: tuple[RecordChange, ...] = ()
    same: int = 0
    failed: tuple[RecordFailure, ...] = ()
    notices: tuple[Notice, ...] = field(default=())


def plan_records(
    name: str, sheet: RecordSheet, book: RecordBook, new_id: Callable[[], int],
    resolve: Callable[[RecordRow], RecordRow] = lambda row: row,
) -> RecordPlan:  # fmt: skip
    """Return what a file changes. A record is known by its id, else by what tells it apart; one row that fails stops no other.

    Args:
        name: of the file.
        sheet: its rows.
        book: the records as they stand.
        new_id: makes the ids of new ones.
        resolve: makes of a row one that names nothing outside the catalog; raises `BadInput` as reading does.
    """
    changes: list[RecordChange] = []
    failed: list[RecordFailure] = []
    taken: dict[int, str] = {}
    unchanged = 0
    for row in in_order(sheet.rows):
        try:
            told = {each: "" if text.strip() == CLEAR else text for each, text in resolve(row).told.items() if text.strip()}
            before = _meant(book, row, told)
            if before is not None and before.id in taken:
                raise BadInput("records.row_twice", where=taken[before.id])
            after = _after(book, row.kind, before, told, new_id)
        except BadInput as error:
            failed.append(RecordFailure(row=row, error=error))
            continue
        taken[after.id] = row.where
        if before is not None and same(before, after):
            unchanged += 1
            continue
        known = book.with_row(row.kind, after)
        changes.append(_change(row, before, after, book, known))
        book = known
    return RecordPlan(name=name, changes=tuple(changes), same=unchanged, failed=tuple(failed), notices=sheet.notices)


def in_order(rows: Iterable[RecordRow]) -> Sequence[RecordRow]:
    """Return rows so that what others name comes before them."""
    return sorted(rows, key=lambda row: row.kind.order)


def _meant(book: RecordBook, row: RecordRow, told: Mapping[str, str]) -> Any | None:
    """Return the record that a row is about, None for a new one."""
    if row.bad_id:
        raise BadInput("records.gone", marked=row.kind.one, row=row.bad_id)
    if row.row_id is not None:
        return book.get(row.kind, row.row_id)
    found = book.find(row.kind, told)
    if found is None and not row.kind.known_by:
        new = book.read(row.kind, told, 0)
        found = next((each for each in book.of(row.kind) if same(each, new)), None)
    return found


def _after(book: RecordBook, kind: RecordKind, before: Any | None, told: Mapping[str, str], new_id: Callable[[], int]) -> Any:
    if before is None:
        return book.made(kind, told, new_id)
    after = book.changed(kind, before, told)
    return before if same(before, after) else book.checked(kind, after)


def _change(row: RecordRow, before: Any | None, after: Any, book: RecordBook, known: RecordBook) -> RecordChange:
    was = book.written(row.kind, before) if before is not None else {}
    now = known.written(row.kind, after)
    told = tuple((name, was.get(name, ""), text) for name, text in now.items() if was.get(name, "") != text)
    return RecordChange(row=row, name=known.name_of(row.kind, after), before=before, after=after, changes=told)
