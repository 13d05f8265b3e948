"""Sheets made as translators and agencies make them: workbooks, texts and documents of our own words."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction

import docx
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read_tables
from crossreel.formats.tables.gathering import mappings_of
from crossreel.formats.tables.sheet import read_sheet

Rows = Sequence[Sequence[object]]


def book(tabs: Mapping[str, Rows]) -> Workbook:
    """Return a workbook with a tab for each name."""
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in tabs.items():
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Workbook) -> bytes:
    """Return a workbook as a file."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def xlsx(*rows: Sequence[object], **tabs: Rows) -> bytes:
    """Return a workbook of one tab with these rows, or of several by name."""
    return saved(book({"Sheet1": rows} if rows else tabs))


def word(*tables: Rows) -> bytes:
    """Return a document with these tables."""
    made = docx.Document()
    for rows in tables:
        made.add_paragraph("Some words between the tables.")
        table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(at, column).text = str(cell)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(data: bytes | str, name: str, rate: Fraction | None = None) -> tuple[Sheet, dict[str, Mapping[str, object]]]:
    """Read a sheet; return it with the facts of its notices by code."""
    file = read_tables(data.encode() if isinstance(data, str) else data, name)
    assert file is not None
    notices = Notices()
    sheet = read_sheet(file.tables, mappings_of(file.tables, notices), notices, rate=rate, name=name)
    return sheet, {notice.code: notice.facts for notice in (*file.notices, *notices.all())}


def lines(sheet: Sheet, *languages: str) -> list[tuple[object, ...]]:
    """Return times and texts of the rows, in the languages named or all of them."""
    return [(row.start_ms, row.end_ms, *_texts(row, languages or sheet.languages)) for row in sheet.rows]


def _texts(row: SheetRow, languages: Sequence[str]) -> list[str | None]:
    return [row.texts.get(language) for language in languages]
