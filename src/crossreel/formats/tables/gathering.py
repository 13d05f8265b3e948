"""Rows of cells counted as they come from a file, and tables as documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.mapping import READ, Column, TableMapping
from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.domain.tables.table import Cell, Row, Table
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.bounds import STEP
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.recognizing import is_sheet, recognize
from crossreel.formats.tables.sheet import read_sheet

Source = TypeVar("Source", str, bytes)


def gathered(rows: Iterable[Sequence[object]], hints: ReadHints) -> tuple[Row, ...]:
    """Return the rows that hold anything, each counted before it is kept.

    Raises:
        BadInput: there are too many rows or columns, or a cell is too long.
    """
    found: list[Row] = []
    for number, row in enumerate(rows, 1):
        hints.meter.step(STEP * len(row))
        hints.meter.bounds.check("columns", len(row))
        cells: list[Cell] = [cell if cell != "" else None for cell in row]  # type: ignore[misc]
        while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if cells:
            hints.meter.cue(max(len(cell) if isinstance(cell, str) else 0 for cell in cells))
            found.append(Row(number, tuple(cells)))
    return tuple(found)


def mappings_of(tables: Sequence[Table], notices: Notices) -> list[TableMapping]:
    """Return what the columns of each table hold; one that is no sheet, or a hidden tab beside others, is left out with a word."""
    return settled(tables, [recognize(table) for table in tables], notices)


def settled(
    tables: Sequence[Table], found: Sequence[TableMapping], notices: Notices, chosen: frozenset[int] = frozenset()
) -> list[TableMapping]:
    """Return the mappings of what is a sheet, all others emptied.

    Args:
        tables: of the file.
        found: what their columns were taken for.
        notices: told of tables that are not read.
        chosen: positions of tables that a person spoke of: these are sheets, whatever they look like.
    """
    good = [at in chosen or (is_sheet(each) and (each.hidden == READ or not tables[at].hidden)) for at, each in enumerate(found)]
    if not any(good):
        good = [is_sheet(mapping) for mapping in found]
    for at, (table, mapping) in enumerate(zip(tables, found, strict=True)):
        name = table.name or str(at + 1)
        if good[at] and table.hidden:
            notices.add("sheet.hidden_table_read", 0, table=name)
        elif not good[at] and any(good) and table.rows:
            code = "sheet.hidden_table" if table.hidden and is_sheet(mapping) else "sheet.unread_table"
            notices.add(code, 0, table=name, rows=len(table.rows))
    return [each if good[at] else unused(each) for at, each in enumerate(found)]


def unused(mapping: TableMapping) -> TableMapping:
    """Return a mapping that reads nothing."""
    columns = tuple(Column(at=column.at, header=column.header) for column in mapping.columns)
    return replace(mapping, columns=columns)


def document_of_tables(tables: Sequence[Table], hints: ReadHints, notices: Notices, format_title: str) -> Document:
    """Return the cues of tables with all their languages side by side.

    Raises:
        BadInput: no table has columns that can be told, or times count frames of an unknown rate.
    """
    mappings = mappings_of(tables, notices)
    if not any(mapping.usable for mapping in mappings):
        raise BadInput("script.no_header", name=hints.name, format=format_title)
    return document_of(read_sheet(tables, mappings, notices, rate=hints.frame_rate, name=hints.name))


def reader_of(
    read_tables: Callable[[Source, ReadHints, Notices], Sequence[Table]], format_title: str
) -> Callable[[Source, ReadHints, Notices], Document]:
    """Return what reads a file of tables as cues: every table whose columns can be told.

    Args:
        read_tables: reads the tables of a file, from its text or its bytes; refuses what is no such file.
        format_title: what people call the format, for where no columns can be told.
    """
    return lambda source, hints, notices: document_of_tables(read_tables(source, hints, notices), hints, notices, format_title)


def document_of(sheet: Sheet) -> Document:
    """Return the rows of a sheet as cues, the main language as their text and the others beside it."""
    return Document(cues=tuple(_cue(row, sheet.main) for row in sheet.rows), language=sheet.main)


def _cue(row: SheetRow, main: str) -> DocumentCue:
    extras: dict[str, object] = {}
    if row.episode is not None:
        extras["episode"] = row.episode
    if row.note:
        extras["note"] = row.note
    if row.is_signs:
        extras |= {"signs": True, "place": row.placement}
    if row.spoken_in:
        extras["spoken_in"] = row.spoken_in
    if row.base is not None:
        extras["base"] = dict(row.base)
    return DocumentCue(
        start_ms=row.start_ms or 0,
        end_ms=row.end_ms if row.end_ms is not None else row.start_ms or 0,
        text=row.texts.get(main, ""),
        speaker=row.speaker,
        placement=row.placement,
        cue_id=row.cue_id,
        texts={tag: text for tag, text in row.texts.items() if tag != main},
        extras=extras,
        timed=row.is_timed,
    )
