"""XLSX scripts (.xlsx): cue ids, times and a column a language in a workbook, every cell text."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.bounds import Bounds
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.script import read_table, rows
from crossreel.kernel.workbook_file import dated

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

DECLARATIONS = tuple("<!DOCTYPE".encode(each) for each in ("ascii", "utf-16-le", "utf-16-be"))
OPENPYXL_RAISES = (  # it checks parts of a workbook by letting Python trip over them
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
MAX_CELL = 32_767  # Excel's own limits
MAX_ROW = 1_048_576
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
    _look_inside(data, hints.name, hints.meter.bounds)
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")  # of styles and links, which nobody here asks for
    with _of_openpyxl(hints.name):
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return _first_script(book, hints, notices)
    finally:
        book.close()


def _first_script(book: "Workbook", hints: ReadHints, notices: Notices) -> Document:
    refusal = BadInput("script.no_header", name=hints.name, format=FORMAT.title)
    for sheet in book.worksheets:
        found = Notices()
        sheet.reset_dimensions()  # a sheet may claim any size: rows are as long as their cells
        try:
            document = read_table(_rows(sheet, hints.name), hints, found, FORMAT.title)
        except BadInput as error:
            if error.code != refusal.code:
                raise
            refusal = error
            continue
        notices.merge(found)
        return document
    raise refusal


def _rows(sheet: "Worksheet", name: str) -> Iterator[Sequence[object]]:
    """Give the rows of a sheet as openpyxl parses them, one by one."""
    parsed = iter(sheet.iter_rows(max_row=MAX_ROW, values_only=True))
    while True:
        with _of_openpyxl(name):
            row = next(parsed, None)
        if row is None:
            return
        yield row


@contextmanager
def _of_openpyxl(name: str) -> Iterator[None]:
    """Call nothing but openpyxl within: what it raises of a file that is no proper workbook is a fault of the file."""
    try:
        yield
    except OPENPYXL_RAISES as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadInput("script.no_workbook", name=name, reason=reason) from error


def _look_inside(data: bytes, name: str, bounds: Bounds) -> None:
    """Refuse what would fill the memory once it is unpacked, before it is parsed; no part unpacks to more than the ZIP says."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(each.file_size for each in parts)
            bounds.check("unpacked_megabytes", unpacked >> 20)
            if unpacked >> 20:
                bounds.check("ratio", unpacked // len(data))
            marks = {True: 0, False: 0}
            for each in parts:
                if each.filename.endswith((".xml", ".rels")):
                    with archive.open(each) as part:
                        marks[each.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))] += _tags(part, name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise BadInput("script.no_workbook", name=name, reason=str(error)[:120]) from error
    bounds.check("marks", marks[True])
    bounds.check("furniture", marks[False])


def _tags(part: IO[bytes], name: str) -> int:
    """Count the tags of an XML part, in which nobody may declare entities."""
    found, tail = 0, b""
    while chunk := part.read(1 << 18):
        found += chunk.count(b"<")
        if any(mark in tail + chunk for mark in DECLARATIONS):
            raise BadInput("script.no_workbook", name=name, reason="DOCTYPE")
        tail = chunk[-32:]
    return found


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
