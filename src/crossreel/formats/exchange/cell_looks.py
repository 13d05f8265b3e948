"""The looks of cells of words, each made once: setting them cell by cell takes a hundred times as long."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

BY_ITSELF, LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1, 2
"""Reading orders of a cell, as workbooks count them."""


@dataclass(slots=True)
class CellLooks:
    """The looks of the cells of one sheet."""

    sheet: "Worksheet"
    _made: "dict[tuple[bool, int, str], StyleArray]" = field(default_factory=dict)

    def put(self, row: int, column: int, text: str, *, bold: bool = False, order: int = BY_ITSELF, tint: str = "") -> None:
        """Write a cell of words, neither a number nor a formula: wrapped, in its reading order, on a ground (`rrggbb`)."""
        cell: Any = self.sheet.cell(row, column)
        cell.value, cell.data_type = text, "s"
        cell._style = self._look(bold, order, tint)

    def _look(self, bold: bool, order: int, tint: str) -> "StyleArray":
        key = (bold, order, tint)
        if key not in self._made:
            from openpyxl.cell import Cell
            from openpyxl.styles import Alignment, Font, PatternFill

            cell = Cell(self.sheet, row=1, column=1)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
            cell.font = Font(bold=bold)
            if tint:
                cell.fill = PatternFill("solid", start_color=tint)
            self._made[key] = cell._style  # type: ignore[attr-defined]
        return self._made[key]
