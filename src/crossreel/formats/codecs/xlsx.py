"""XLSX scripts (.xlsx): cue ids, times and a column a language in a workbook, every cell text."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Look, Table
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.domain.text.language_names import language_of_folder
from crossreel.formats.archives import SIGNATURE, blamed_on, look_inside, names_in
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.gathering import gathered, reader_of
from crossreel.formats.tables.tabs import episode_of_tab
from crossreel.formats.tables.workbook_looks import WorkbookLooks
from crossreel.formats.tables.workbook_marks import SheetMarks, marks_of
from crossreel.formats.tables.writing import rows
from crossreel.kernel.workbook_file import dated

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

NO_WORKBOOK = "script.no_workbook"
CONTENTS = ("xl/worksheets/", "xl/sharedStrings")
MAX_CELL = 32_767  # Excel's own limits
MAX_ROW = 1_048_576
WIDTHS = {"cue_id": 20, "episode": 9, "in": 14, "out": 14, "duration": 10, "speaker": 16}
TEXT_WIDTH = 44
TOLD_CELLS = 50


def sniff_bytes(head: bytes, name: str) -> float:
    """Rate by the signature of a ZIP file and the names inside it."""
    if not head.startswith(SIGNATURE):
        return 0.0
    if any(part.startswith(("word/", "ppt/")) for part in names_in(head)):
        return 0.0
    return 0.9 if name.endswith((".xlsx", ".xlsm")) or b"xl/" in head else 0.4 * (b"[Content_Types].xml" in head)


def read_tables(data: bytes, hints: ReadHints, notices: Notices) -> tuple[Table, ...]:
    """Return a table for every tab.

    Raises:
        BadInput: it is no workbook, or unpacks to far too much.
    """
    look_inside(data, hints.name, hints.meter.bounds, CONTENTS, NO_WORKBOOK)
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")  # of styles and links, which nobody here asks for
    with blamed_on(hints.name, NO_WORKBOOK):
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True)
    try:
        return tuple(_tables(book, data, hints, notices))
    finally:
        book.close()


def _tables(book: "Workbook", data: bytes, hints: ReadHints, notices: Notices) -> Iterator[Table]:
    sheets = book.worksheets
    named = len(sheets) > 1
    looks = WorkbookLooks(book)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for sheet in sheets:
            sheet.reset_dimensions()  # a sheet may claim any size: rows are as long as their cells
            seen: dict[tuple[int, int], Look] = {}
            found = gathered(_rows(sheet, hints.name, looks, seen), hints)
            marks = _marks(archive, sheet, hints)
            name = sheet.title if named or episode_of_tab(sheet.title) or language_of_folder(sheet.title) else ""
            _tell(marks, name, notices)
            yield Table(
                name=name,
                rows=found,
                merges=marks.merges,
                hidden_columns=marks.hidden_columns,
                hidden_rows=marks.hidden_rows,
                looks=seen,
                hidden=sheet.sheet_state != "visible",
            )


def _marks(archive: zipfile.ZipFile, sheet: "Worksheet", hints: ReadHints) -> SheetMarks:
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    with blamed_on(hints.name, NO_WORKBOOK):
        part = archive.read(path) if path in archive.namelist() else b""
    return marks_of(part, hints.meter.bounds)


def _tell(marks: SheetMarks, name: str, notices: Notices) -> None:
    for code, cells in (("sheet.formula_without_value", marks.unvalued), ("sheet.error_value", marks.errors)):
        addresses = [f"{name}!{cell}" if name else cell for cell in cells[:TOLD_CELLS]]
        notices.add_many(code, len(cells), 0, cells=addresses)


def _rows(sheet: "Worksheet", name: str, looks: WorkbookLooks, seen: dict[tuple[int, int], Look]) -> Iterator[Sequence[object]]:
    """Give the rows of a sheet as openpyxl parses them, one by one; `seen` is told of the looks of their texts."""
    from openpyxl.cell.rich_text import CellRichText

    last = 0
    for number, cells in _parsed(sheet, name):
        if number > MAX_ROW:
            return
        for _ in range(last + 1, number):
            yield ()
        last = number
        values: list[object] = []
        for cell in cells:
            values += [None] * (cell["column"] - 1 - len(values))
            value = cell["value"]
            if isinstance(value, str | CellRichText):
                look = looks.of_cell(value, cell["style_id"])
                if look:
                    seen[number, len(values)] = look
                value = str(value)
            values.append(value)
        yield values


def _parsed(sheet: "Worksheet", name: str) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Parse a sheet cell by cell, with the runs of its texts: what the library's own reading of rows passes over."""
    from openpyxl.worksheet._reader import WorkSheetParser

    own: Any = sheet
    book = own.parent
    with own._get_source() as source:
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = WorkSheetParser(source, own._shared_strings, data_only=True, epoch=book.epoch, rich_text=True, **formats)
        parsed = iter(parser.parse())
        while True:
            with blamed_on(name, NO_WORKBOOK):
                row = next(parsed, None)
            if row is None:
                return
            yield row


def write_bytes(document: Document, options: WriteOptions, notices: Notices) -> bytes:
    """Write one sheet with a frozen header; cells are text, so that ids keep their digits and nothing becomes a formula.

    Raises:
        BadInput: a text is longer than a cell can hold.
    """
    from openpyxl import Workbook

    table = list(rows(document, options))
    for number, row in enumerate(table):
        if any(len(text) > MAX_CELL for text in row):
            raise BadInput("script.cell_too_long", number=number, limit=MAX_CELL)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("script")
    sheet.freeze_panes = "A2"
    for at, title in enumerate(table[0]):
        sheet.column_dimensions[_letters(at)].width = WIDTHS.get(title, TEXT_WIDTH)
        sheet.column_dimensions[_letters(at)].hidden = title == "base"  # nothing to read, and nothing to delete by mistake
    plain, strong = _look(sheet, bold=False), _look(sheet, bold=True)
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, text, plain if number else strong) for text in row])
    target = BytesIO()
    book.save(target)
    return dated(target.getvalue())


def _letters(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at + 1))


def _look(sheet: "WriteOnlyWorksheet", *, bold: bool) -> "StyleArray":
    """Return the style of a cell as openpyxl keeps it: made once, for setting it cell by cell takes a hundred times as long."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, value="")
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    return cell._style  # type: ignore[attr-defined, no-any-return]


def _cell(sheet: "WriteOnlyWorksheet", text: str, look: "StyleArray") -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell._style = look  # type: ignore[attr-defined]
    return cell


TITLE = "XLSX script"
FORMAT = Format(
    id="xlsx",
    title=TITLE,
    extensions=("xlsx",),
    sniff_bytes=sniff_bytes,
    read_bytes=reader_of(read_tables, TITLE),
    read_tables_bytes=read_tables,
    write_bytes=write_bytes,
    options=frozenset({"language"}),
    loses=frozenset({"language", "placement"}),
    script=True,
)
