"""Sheets on disk: their tables, what their columns hold (found, remembered, corrected), and the rows they make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import xxhash

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.mapping import Choices, KnownBy, TableMapping, choose, parse_choices
from crossreel.domain.tables.preview import SheetPreview, TablePreview
from crossreel.domain.tables.rows import Sheet
from crossreel.domain.tables.table import Cell, Table, TableFile, text_of
from crossreel.domain.text.document import Notice
from crossreel.domain.text.timecode import clock
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read_tables
from crossreel.formats.tables.gathering import settled
from crossreel.formats.tables.recognizing import recognize
from crossreel.formats.tables.sheet import read_sheet
from crossreel.formats.tables.times import NoRate, TimeReading, time_of
from crossreel.formats.tables.units import readings_of
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.subtitles import read_file

SHOWN_ROWS = 40  # of a table, for people to see what its columns hold
GUESS = "guess"
"""What `--map` takes to forget what was said of sheets of this shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSheet:
    """A sheet that was opened: its tables, and what their columns were taken for. `digest` is that of the file's bytes.

    `found` are the mappings without a person's word, which the memory goes by.
    """

    path: Path
    file: TableFile
    found: tuple[TableMapping, ...]
    mappings: tuple[TableMapping, ...]
    digest: str
    notices: tuple[Notice, ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def open_sheet(
    path: Path,
    *,
    choices: str = "",
    memory: SheetMemory | None = None,
    from_format: str | None = None,
    encoding: str | None = None,
    frame_rate: Fraction | None = None,
    data: bytes | None = None,
    keep: bool = True,
    anyway: bool = False,
) -> OpenSheet | None:
    """Open a file of tables; None when it is a subtitle file of another kind.

    What a person says of the columns is kept for the next sheet of that shape, with `keep`.

    Args:
        path: the file.
        choices: as `--map` takes them; "guess" forgets what was said before.
        memory: what was said of other sheets.
        from_format: id or extension; None finds out.
        encoding: of a text; None finds out.
        frame_rate: of the video, where it is known.
        data: the file's bytes where they were read already.
        keep: whether what is said is remembered.
        anyway: whether a file whose columns cannot be told is opened all the same, for somebody to tell them.

    Raises:
        BadInput: it cannot be read, has no columns that can be told, or the choices are none.
    """
    data = read_file(path) if data is None else data
    file = read_tables(data, path.name, from_format=from_format, encoding=encoding, frame_rate=frame_rate)
    if file is None:
        return None
    made = _opened(path, file, choices, memory or SheetMemory(None), xxhash.xxh3_128_hexdigest(data))
    if not anyway and not any(mapping.usable for mapping in made.mappings):
        raise BadInput("script.no_header", name=path.name, format=file.format_id.upper())
    if choices and keep and memory is not None:
        remember(made, memory)
    return made


def _opened(path: Path, file: TableFile, choices: str, memory: SheetMemory, digest: str) -> OpenSheet:
    found = tuple(recognize(table) for table in file.tables)
    notices = Notices()
    if choices.strip().casefold() == GUESS:
        for mapping in found:
            memory.put(mapping.shape, "")
        choices = ""
    said = parse_choices(choices) if choices else Choices()
    mappings, spoken = _corrected(file.tables, found, said, memory, notices)
    ready = tuple(settled(file.tables, mappings, notices, spoken))
    every = (*file.notices, *notices.all())
    return OpenSheet(path=path, file=file, found=found, mappings=ready, digest=digest, notices=every)


def _corrected(
    tables: Sequence[Table], found: Sequence[TableMapping], said: Choices, memory: SheetMemory, notices: Notices
) -> tuple[list[TableMapping], frozenset[int]]:
    """Return the mappings with what was remembered and what is said now, and which tables a person spoke of."""
    made: list[TableMapping] = []
    spoken: set[int] = set()
    for at, (table, mapping) in enumerate(zip(tables, found, strict=True)):
        kept = memory.find(mapping.shape)
        if kept:
            mapping = _with(table, mapping, parse_choices(kept), KnownBy.REMEMBERED)
            notices.add("sheet.remembered", 0, table=table.name or str(at + 1))
            spoken.add(at)
        made.append(mapping)
    for at, table in enumerate(tables):
        mine = _meant_for(said, table, alone=len(tables) == 1)
        if mine.columns or mine.header_rows or mine.hidden:
            try:
                made[at] = _with(table, made[at], mine, KnownBy.USER)
                if mine.columns or mine.header_rows:
                    spoken.add(at)
            except BadInput as error:
                named = any(choice.table for choice in mine.columns)
                if error.code != "sheet.no_such_column" or named or len(tables) == 1:
                    raise
    if said.columns and not spoken:
        raise BadInput("sheet.no_such_column", column=said.columns[0].column, known=[c.letters for m in made for c in m.columns])
    return made, frozenset(spoken)


def _meant_for(said: Choices, table: Table, *, alone: bool) -> Choices:
    """Return what is said of a table: by its name, or of all."""
    columns = tuple(replace(each, table=table.name) for each in said.columns if alone or each.table in ("", table.name))
    rows = tuple((table.name, number) for name, number in said.header_rows if alone or name in ("", table.name))
    hidden = tuple((table.name, word) for name, word in said.hidden if alone or name in ("", table.name))
    return Choices(columns=columns, header_rows=rows, hidden=hidden)


def _with(table: Table, mapping: TableMapping, said: Choices, known_by: KnownBy) -> TableMapping:
    hidden = mapping.hidden
    for _name, number in said.header_rows:
        mapping = recognize(table, number)
    mapping = replace(mapping, hidden=next((word for _name, word in said.hidden), hidden))
    return choose(mapping, said.columns, known_by)


def remember(opened: OpenSheet, memory: SheetMemory) -> None:
    """Keep what the columns hold for the next sheet of that shape, where a person said it."""
    for found, mapping in zip(opened.found, opened.mappings, strict=True):
        if any(column.known_by is KnownBy.USER for column in mapping.columns) or mapping.hidden:
            header = f"header={mapping.header_row}," if mapping.header_row != found.header_row else ""
            header += f"hidden={mapping.hidden}," if mapping.hidden else ""
            memory.put(found.shape, header + ",".join(column.written() for column in mapping.columns))


def preview_of(opened: OpenSheet) -> SheetPreview:
    """Return a sheet as it is shown for its columns to be corrected."""
    tables = zip(opened.file.tables, opened.mappings, strict=True)
    return SheetPreview(
        name=opened.name, path=str(opened.path), tables=tuple(_preview(table, mapping) for table, mapping in tables)
    )


def _preview(table: Table, mapping: TableMapping) -> TablePreview:
    body = [row for row in table.rows if row.number > mapping.header_row]
    readings = readings_of(table, mapping, None, Notices())
    shown = [tuple(_shown(row.at(at), readings.get(at)) for at in range(table.width)) for row in body[:SHOWN_ROWS]]
    return TablePreview(mapping=mapping, rows=tuple(shown), row_count=len(body), hidden_columns=table.hidden_columns)


def _shown(cell: Cell, reading: TimeReading | None) -> str:
    """Return a cell as people know it: a time that a spreadsheet made a number of is a clock time."""
    if reading is None or isinstance(cell, str) or cell is None:
        return text_of(cell)
    try:
        moment = time_of(cell, reading)
    except NoRate:
        moment = None
    return text_of(cell) if moment is None else clock(moment)


def rows_of(opened: OpenSheet, rate: Fraction | None = None) -> tuple[Sheet, tuple[Notice, ...]]:
    """Return the rows of a sheet, and everything worth saying of it.

    Raises:
        BadInput: its times count frames, and nobody knows how many a second has.
    """
    notices = Notices()
    sheet = read_sheet(opened.file.tables, opened.mappings, notices, rate=rate, name=opened.name)
    return sheet, (*opened.notices, *notices.all())
