"""A screening report as a workbook: a sheet for what was watched of each language, and one for the notes with their pictures."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.catalog.note_kind import NoteStill
from crossreel.domain.text.language import is_right_to_left
from crossreel.kernel.workbook_file import dated
from crossreel.services.viewing.screening_report.rows import ReportWords

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COVERAGE_WIDTHS = (9, 18, 16, 16, 22, 24, 34)
NOTE_WIDTHS = (9, 12, 20, 22, 18, 60, 22, 16)
STILL_PX, ROW_POINTS = 120, 92
NAME_LENGTH = 31  # the longest name of a sheet
FORMULA_STARTS = ("=", "+", "-", "@")


def as_book(words: ReportWords) -> bytes:
    """Return the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for column in words.report.columns:
        rows = [words.coverage_heads(), *words.coverage(column), (words.left(column),)]
        _sheet(book, words, words.wording.language_name(column), rows, COVERAGE_WIDTHS)
    notes = words.report.notes
    heads = (*words.note_heads(), words.said("still"))
    sheet = _sheet(book, words, words.said("notes"), [heads, *(words.note(note) for note in notes)], NOTE_WIDTHS)
    for row, note in enumerate(notes, start=2):
        still = words.report.stills.get(note.id)
        if still is not None:
            _add_still(sheet, still, row, len(NOTE_WIDTHS))
    target = BytesIO()
    book.save(target)
    return dated(target.getvalue())


def _sheet(book: "Workbook", words: ReportWords, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> "Worksheet":
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    taken = {sheet.title for sheet in book.worksheets}
    title = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:NAME_LENGTH]
    sheet: Worksheet = book.create_sheet(title if title not in taken else f"{title[: NAME_LENGTH - 3]} {len(taken)}")
    sheet.sheet_view.rightToLeft = is_right_to_left(words.wording.tag)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row=at, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type, cell.quotePrefix = "s", value.startswith(FORMULA_STARTS)  # words, never a formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if at == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    return sheet


def _add_still(sheet: "Worksheet", still: NoteStill, row: int, column: int) -> None:
    from openpyxl.drawing.image import Image

    class Kept(Image):
        """A picture that is written as it is: nothing has to open it."""

        def __init__(self) -> None:
            self.format = still.media_type.partition("/")[2]
            self.height, self.width = STILL_PX, round(still.width * STILL_PX / still.height)

        def _data(self) -> bytes:
            return still.data

    sheet.add_image(Kept(), sheet.cell(row=row, column=column).coordinate)
    sheet.row_dimensions[row].height = ROW_POINTS
