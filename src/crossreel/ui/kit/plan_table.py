"""Tables that show what would come of something, row by row, before it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

LEAST_WIDE_PX, LEAST_SHARE = 180, 0.6


class PlanTable(QTableWidget):
    """Where there is little room, columns with a width give some of it up to the wide ones."""

    def __init__(self, columns: int, widths: Mapping[int, int], wide: int) -> None:
        super().__init__(0, columns)
        self._widths, self._wide, self._share = widths, wide, 0.0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        room = self.viewport().width() - self._wide * LEAST_WIDE_PX
        share = min(1.0, max(LEAST_SHARE, room / max(1, sum(self._widths.values()))))
        if share != self._share:
            self._share = share
            for column, width in self._widths.items():
                self.horizontalHeader().resizeSection(column, round(width * share))


def plan_table(name: str, headings: Sequence[str], widths: Mapping[int, int], wide: Sequence[int]) -> QTableWidget:
    """Return an empty table whose rows are chosen as a whole and whose cells are not written in; Tab leaves it.

    Args:
        name: for screen readers.
        headings: of its columns.
        widths: of some columns, in pixels.
        wide: the columns that share the room that is left.
    """
    table = PlanTable(len(headings), widths, len(wide))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    for column in wide:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table
