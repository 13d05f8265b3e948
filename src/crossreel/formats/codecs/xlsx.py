"""XLSX scripts (.xlsx): cue ids, times and a column a language in a workbook, every cell text."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.document import Document, WriteOptions
from crossreel.domain.errors import BadInput
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.script import read_table, rows

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.workbook import Workbook

MAX_UNPACKED = 512 * 1024 * 1024
MAX_CELL = 32_767  # Excel's own limit
WIDTHS = {"cue_id": 20, "episode": 9, "in": 14, "out": 14, "duration": 10, "speaker": 16}
TEXT_WIDTH = 44


def sniff_bytes(head: bytes, name: str) -> float:
    """Rate by the signature of a ZIP file and the names inside it."""
    if not head.startswith(b"PK\x03\x04"):
        return 0.0
    return 0.9 if name.endswith((".xlsx", ".xlsm")) or b"xl/" in head or b"[Content_Types].xml" in head else 0.0


def read_bytes(data: bytes, hints: ReadHints, notices: Notices) -> Document:
    """Read the first sheet that has a script's header.

    Raises:
        BadInput: it is no workbook, unpacks to far too much, or has no such sheet.
    """
    _refuse_bombs(data, hints.name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile, SyntaxError) as error:
        raise BadInput("script.no_workbook", name=hints.name, reason=str(error)[:120]) from error
    try:
        return _first_script(book, hints, notices)
    finally:
        book.close()


def _first_script(book: "Workbook", hints: ReadHints, notices: Notices) -> Document:
    refusal = BadInput("script.no_header", name=hints.name, format=FORMAT.title)
    for sheet in book.worksheets:
        found = Notices()
        try:
            document = read_table(sheet.iter_rows(values_only=True), hints, found, FORMAT.title)
        except BadInput as error:
            refusal = error
            continue
        notices.merge(found)
        return document
    raise refusal


def _refuse_bombs(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_UNPACKED:
                raise BadInput("format.too_large", name=name, megabytes=len(data) >> 20, limit=MAX_UNPACKED >> 20)
            for each in archive.infolist():
                if each.filename.endswith((".xml", ".rels")):
                    with archive.open(each) as part:
                        if b"<!DOCTYPE" in part.read(2048):
                            raise BadInput("script.no_workbook", name=name, reason="DOCTYPE")
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadInput("script.no_workbook", name=name, reason=str(error)[:120]) from error


def write_bytes(document: Document, options: WriteOptions, notices: Notices) -> bytes:
    """Write one sheet with a frozen header; cells are text, so that ids keep their digits and nothing becomes a formula.

    Raises:
        BadInput: a text is longer than a cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("script")
    sheet.freeze_panes = "A2"
    table = rows(document, options)
    header = next(table)
    for at, title in enumerate(header):
        sheet.column_dimensions[_letters(at)].width = WIDTHS.get(title, TEXT_WIDTH)
    for number, row in enumerate((header, *table)):
        sheet.append(list(_cells(sheet, row, number)))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _letters(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at + 1))


def _cells(sheet: object, row: Sequence[str], number: int) -> Iterator["WriteOnlyCell"]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    wrapped, strong = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for text in row:
        if len(text) > MAX_CELL:
            raise BadInput("script.cell_too_long", number=number, limit=MAX_CELL)
        cell = WriteOnlyCell(sheet, value=text)  # type: ignore[arg-type]
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = wrapped
        if number == 0:
            cell.font = strong
        yield cell


FORMAT = Format(
    id="xlsx",
    title="XLSX script",
    extensions=("xlsx",),
    sniff_bytes=sniff_bytes,
    read_bytes=read_bytes,
    write_bytes=write_bytes,
    options=frozenset({"language"}),
    loses=frozenset({"placement"}),
    script=True,
)
