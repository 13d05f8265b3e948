"""A report on drafts as a workbook: the sums, and a sheet for each language with each line before and after."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.text.language import is_right_to_left
from crossreel.kernel.workbook_file import dated
from crossreel.services.reviewing.report.words import ReportWords

if TYPE_CHECKING:
    from openpyxl import Workbook

SUM_WIDTHS = (34, 10, 12, 10, 10, 10, 22)
LINE_WIDTHS = (9, 12, 34, 40, 40, 16, 24, 30, 22)
NAME_LENGTH = 31  # the longest name of a sheet
FORMULA_STARTS = ("=", "+", "-", "@")


def as_book(words: ReportWords) -> bytes:
    """Return the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    rows: list[list[str]] = [[words.title()], [words.made()], []]
    for at, (heading, sums) in enumerate(words.sums()):
        rows += [[heading], words.sum_heads(), *(words.sum_row(each, is_language=at == 0) for each in sums), []]
    _sheet(book, words, words.said("sums"), rows, SUM_WIDTHS, bold=[at for at, row in enumerate(rows, 1) if len(row) == 1])
    for column in words.report.columns:
        lines = [words.line_heads(), *(words.line_row(line) for line in words.lines_of(column))]
        _sheet(book, words, words.wording.language_name(column), lines, LINE_WIDTHS, column=column, bold=[1])
    target = BytesIO()
    book.save(target)
    return dated(target.getvalue())


def _sheet(
    book: "Workbook", words: ReportWords, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int], *, bold: Sequence[int],
    column: str = "",
) -> None:  # fmt: skip
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    taken = {sheet.title for sheet in book.worksheets}
    title = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:NAME_LENGTH]
    sheet = book.create_sheet(title if title not in taken else f"{title[: NAME_LENGTH - 3]} {len(taken)}")
    sheet.sheet_view.rightToLeft = is_right_to_left(words.wording.tag)
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            cell = sheet.cell(row=at, column=place + 1, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type, cell.quotePrefix = "s", value.startswith(FORMULA_STARTS)  # words, never a formula
            from_right = is_right_to_left(words.spoken(column, place)) if column and at > 1 else is_right_to_left(words.wording.tag)
            cell.alignment = Alignment(vertical="top", wrap_text=len(row) > 1, readingOrder=2 if from_right else 1)
            cell.font = Font(bold=at in bold)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if column:
        sheet.freeze_panes = "A2"
