"""Tables that show what would come of something, row by row, before it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget


def plan_table(name: str, headings: Sequence[str], widths: Mapping[int, int], wide: Sequence[int]) -> QTableWidget:
    """Return an empty table whose rows are chosen as a whole and whose cells are not written in; Tab leaves it.

    Args:
        name: for screen readers.
        headings: of its columns.
        widths: of some columns, in pixels.
        wide: the columns that share the room that is left.
    """
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headings))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    for column, width in widths.items():
        header.resizeSection(column, width)
    for column in wide:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table
