"""Tables of text as a workbook: a tab each, the header frozen, every cell text."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from crossreel.kernel.workbook_file import dated

WIDE, NARROW = 32, 20


def workbook_of(tabs: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Return the tabs, by name, as XLSX. Cells are text, so that ids keep their digits and nothing becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "C2"
        for number, row in enumerate(rows, 1):
            for at, text in enumerate(row, 1):
                cell = sheet.cell(number, at)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
                sheet.column_dimensions[get_column_letter(at)].width = NARROW if at == 1 else WIDE
    target = BytesIO()
    book.save(target)
    return dated(target.getvalue())
