"""Records as tables, there and back: a tab a kind, a row a record with its id, a column a field."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from crossreel.domain.errors import BadInput, Facts
from crossreel.domain.records.plan import RecordRow, RecordSheet
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kinds
from crossreel.domain.tables.table import Cell, Row, Table, TableFile, text_of
from crossreel.domain.text.document import Notice
from crossreel.formats.markup import CONTROLS

HEADER_ROWS = 12  # the header stands among the first rows
LOOKS = "pixels"
"""The heading under which a picture is described; nothing is read from there."""
NOTHING_MEANT: Mapping[str, str] = MappingProxyType({})
_NO_LETTER = re.compile(r"[\W_]+")


def id_heading(kind: RecordKind) -> str:
    """Return the heading of the ids of records."""
    return f"{kind.id}_id"


def table_rows(kind: RecordKind, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[list[str]]:
    """Give the header and a row a record, all of it text.

    Args:
        kind: of the records.
        rows: the id of each, and its fields as they are written.
    """
    names = [each.name for each in kind.fields]
    pictured = "image_id" in names
    yield [id_heading(kind), *(each.heading for each in kind.fields), *([LOOKS] if pictured else [])]
    for row_id, told in rows:
        cells = ["" if name == "image_id" else told.get(name, "") for name in names]
        yield [str(row_id), *(CONTROLS.sub("", cell) for cell in cells), *([told["image_id"]] if pictured else [])]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold: fields by name, the ids, and headings that nobody knows."""

    kind: RecordKind
    header_row: int
    fields: dict[str, int]
    row_id: int | None
    unknown: tuple[str, ...]


def sheet_of(
    file: TableFile, name: str, wanted: Sequence[RecordKind] = (), meant: Mapping[str, str] = NOTHING_MEANT
) -> RecordSheet:
    """Return the rows of all tables of a file that hold records.

    Args:
        file: the tables.
        name: of the file.
        wanted: kinds that are looked for, () for all.
        meant: the headings of fields by what heads their columns in this file, where it has words of its own.

    Raises:
        BadInput: none of the tables holds any, or no kind has a field that a heading is said to mean.
    """
    kinds = wanted or record_kinds()
    _refuse_unknown(kinds, meant)
    own = {_key(written): _key(heading) for written, heading in meant.items()}
    notices, rows = list[Notice](), list[RecordRow]()
    found = False
    for table in file.tables:
        columns = _columns(table, kinds, own, is_told=len(kinds) == len(file.tables) == 1)
        if columns is None:
            if table.rows:
                notices.append(Notice(code="records.unknown_table", line=table.rows[0].number, facts={"table": table.name}))
            continue
        found = True
        if columns.unknown:
            facts: Facts = {"table": table.name or name, "columns": [*columns.unknown]}
            notices.append(Notice(code="records.unknown_columns", line=columns.header_row, facts=facts))
        rows += [_row(table, row, columns) for row in table.rows if row.number > columns.header_row]
    if not found:
        raise BadInput("records.no_table", name=name, known=[each.id for each in kinds])
    filled = (row for row in rows if row.row_id is not None or any(row.told.values()))
    return RecordSheet(rows=tuple(filled), notices=(*file.notices, *notices))


def _refuse_unknown(kinds: Sequence[RecordKind], meant: Mapping[str, str]) -> None:
    known = {_key(word) for kind in kinds for word in (id_heading(kind), *(each.heading for each in kind.fields))}
    for heading in meant.values():
        if _key(heading) not in known:
            headings = [each.heading for kind in kinds for each in kind.fields]
            raise BadInput("records.no_such_field", written=heading, known=list(dict.fromkeys(headings)))


def _columns(table: Table, kinds: Sequence[RecordKind], own: Mapping[str, str], *, is_told: bool) -> _Columns | None:
    """Return what the columns hold by the tab's name and the row that names most of them; None where no row names any."""
    named = [each for each in kinds if _key(table.name) in (_key(each.id), _key(each.words))]
    best: _Columns | None = None
    for kind in named or kinds:
        for row in table.rows[:HEADER_ROWS]:
            made = _named(kind, row, own, is_told=is_told or bool(named))
            if made is not None and (best is None or len(made.fields) > len(best.fields)):
                best = made
    return best


def _named(kind: RecordKind, row: Row, own: Mapping[str, str], *, is_told: bool) -> _Columns | None:
    """Return what a row names of a kind; None where it is no header of it.

    Where the kind is told (a tab has its name, the only table can hold no other, or its ids stand there) one field is enough.
    """
    known = {_key(word): each.name for each in kind.fields for word in (*each.also, each.words, each.name, each.heading)}
    fields: dict[str, int] = {}
    unknown: list[str] = []
    row_id: int | None = None
    for at, cell in enumerate(row.cells):
        heading = text_of(cell).strip()
        key = own.get(_key(heading), _key(heading))
        meant = known.get(key)
        if key in (_key(id_heading(kind)), "id"):
            row_id = at
            is_told = is_told or key != "id"
        elif meant is not None and meant not in fields:
            fields[meant] = at
        elif heading and heading != LOOKS:
            unknown.append(heading)
    needed = {each.name for each in kind.fields if each.needed}
    if not fields or not (is_told or (needed <= fields.keys() and len(unknown) <= len(fields))):
        return None
    return _Columns(kind=kind, header_row=row.number, fields=fields, row_id=row_id, unknown=tuple(unknown))


def _key(written: str) -> str:
    return _NO_LETTER.sub("", written.casefold())


def _row(table: Table, row: Row, columns: _Columns) -> RecordRow:
    written = text_of(row.at(columns.row_id)).strip() if columns.row_id is not None else ""
    told = {name: _said(row.at(at)) for name, at in columns.fields.items()}
    known = int(written) if written.isdecimal() and len(written) < 20 else None
    bad_id = written if known is None else ""
    return RecordRow(kind=columns.kind, where=table.where_from(row.number), row_id=known, told=told, bad_id=bad_id)


def _said(cell: Cell) -> str:
    """Return what a cell says; days as days, whatever the workbook keeps them as."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return CONTROLS.sub("", text_of(cell)).strip()
