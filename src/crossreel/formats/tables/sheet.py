"""From tables and what their columns hold to the rows of a sheet."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.mapping import SKIP, Column, ColumnRole, TableMapping
from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.domain.tables.table import Table, text_of
from crossreel.domain.text.language import script_of
from crossreel.formats.notices import Notices
from crossreel.formats.tables.table_reading import TableReading
from crossreel.formats.tables.tabs import episodes_of_tabs
from crossreel.formats.tables.times import NoRate
from crossreel.language.guess import guess_language

TOLD_ROWS = 50
UNSAID = frozenset([ColumnRole.IGNORED, ColumnRole.BASE, ColumnRole.DUB_TIME])
"""Roles of hidden columns of which nothing is said: what is not read anyway, and what we hide ourselves."""


def read_sheet(
    tables: Sequence[Table], mappings: Sequence[TableMapping], notices: Notices, *, rate: Fraction | None = None, name: str = ""
) -> Sheet:
    """Return what the rows of some tables say. Tables whose mapping has no text are passed over.

    Args:
        tables: as the file holds them.
        mappings: what their columns hold, one a table.
        notices: told of what was left out, concluded or mended.
        rate: frames a second of the video, for times that count frames; None while nobody knows it.
        name: of the file, for refusals.

    Raises:
        BadInput: times count frames, and nobody knows how many a second has.
    """
    pairs = zip(tables, mappings, strict=True)
    used = [_shown(table, mapping, notices) for table, mapping in pairs if mapping.usable]
    numbers = episodes_of_tabs([table for table, _ in used])
    rows: list[SheetRow] = []
    for (table, mapping), episode in zip(used, numbers, strict=True):
        try:
            rows += TableReading(table, mapping, notices, rate).rows(episode)
        except NoRate as error:
            raise BadInput("time.rate_needed", name=name, text=str(error)) from error
        _tell_columns(table, mapping, notices)
    texts = [column for _, mapping in used for column in mapping.texts]
    sources = [column for column in texts if column.role is ColumnRole.SOURCE]
    languages = tuple(dict.fromkeys(column.language for column in (*sources[:1], *texts)))
    ordered = tuple(dict.fromkeys(column.language for column in texts))
    return Sheet(
        rows=tuple(rows),
        languages=ordered,
        main=languages[0] if languages else "",
        has_source=bool(sources),
        mappings=tuple(mappings),
    )


def _shown(table: Table, mapping: TableMapping, notices: Notices) -> tuple[Table, TableMapping]:
    """Return a table without what is hidden where a person said so; else name the hidden rows that are read."""
    body = [row for row in table.rows if row.number > mapping.header_row]
    rows = [row.number for row in body if row.number in table.hidden_rows]
    if mapping.hidden != SKIP:
        if rows:
            where = [table.where_from(number) for number in rows[:TOLD_ROWS]]
            notices.add_many("sheet.hidden_rows", len(rows), 0, table=table.name, rows=where)
        return table, mapping
    gone = [column for column in mapping.columns if column.at in table.hidden_columns and column.role not in UNSAID]
    if rows or gone:
        names = [_called(each) for each in gone] or ["–"]
        where = [table.where_from(number) for number in rows[:TOLD_ROWS]] or ["–"]
        notices.add("sheet.hidden_left_out", 0, table=table.name, rows=where, columns=names)
    hidden = {column.at for column in gone}
    columns = tuple(replace(each, role=ColumnRole.IGNORED) if each.at in hidden else each for each in mapping.columns)
    kept = tuple(row for row in table.rows if row.number not in table.hidden_rows or row.number <= mapping.header_row)
    return replace(table, rows=kept), replace(mapping, columns=columns)


def _tell_columns(table: Table, mapping: TableMapping, notices: Notices) -> None:
    """Say which columns with anything in them are not read, and which that are read are hidden."""
    rows = [row for row in table.rows if row.number > mapping.header_row]
    skipped = table.hidden_columns if mapping.hidden == SKIP else frozenset[int]()
    unread = [column for column in mapping.where(ColumnRole.IGNORED) if column.at not in skipped]
    left = [column for column in unread if any(text_of(row.at(column.at)).strip() for row in rows)]
    if left:
        notices.add_many(
            "sheet.unread_columns", len(left), mapping.header_row, table=table.name, columns=[_called(each) for each in left]
        )
    hidden = [column for column in mapping.columns if column.at in table.hidden_columns and column.role not in UNSAID]
    if hidden:
        notices.add_many("sheet.hidden_columns", len(hidden), 0, table=table.name, columns=[_called(each) for each in hidden])
    for column in mapping.texts:
        sample = "\n".join(text_of(row.at(column.at)) for row in rows[:200])
        guessed = guess_language(sample) if column.language else None
        if guessed and column.language and _other_script(guessed, column.language):
            notices.add(
                "sheet.language_doubtful",
                0,
                column=_called(column),
                language=column.language,
                guessed_language=guessed,
                table=table.name,
            )


def _other_script(one: str, other: str) -> bool:
    return script_of(one) != script_of(other)


def _called(column: Column) -> str:
    header = " ".join(column.header.split())
    return f"{column.letters} “{header}”" if header else column.letters
