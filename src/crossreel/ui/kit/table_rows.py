"""A table of values that are only looked at: one row a value, one heading a column."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView

from crossreel.i18n.messages import _

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


def choose_row(view: QAbstractItemView, row: int) -> None:
    """Make a row the chosen one. A table's own way to do so finds no column where the last one begins at the right."""
    rows, chosen = QItemSelectionModel.SelectionFlag.Rows, QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), chosen | rows)


class TableRows(QAbstractTableModel, Generic[T]):
    """Shows values as rows of words.

    Args:
        headings: words marked with `N_`, one a column.
        words: gives the words of a value, one a column.
        icon: gives the icon of a value and column, None for none.
    """

    def __init__(
        self,
        headings: Sequence[str],
        words: Callable[[T], Sequence[str]],
        icon: Callable[[T, int], QIcon | None] = lambda value, column: None,
    ) -> None:
        super().__init__()
        self._headings, self._words, self._icon = headings, words, icon
        self._values: tuple[T, ...] = ()

    def show_values(self, values: Sequence[T]) -> None:
        """Show other values."""
        self.beginResetModel()
        self._values = tuple(values)
        self.endResetModel()

    def renew_values(self, values: Sequence[T]) -> None:
        """Show values anew; where there are as many as before, what is chosen and where the table stands stays."""
        if len(values) != len(self._values):
            self.show_values(values)
        elif values:
            self._values = tuple(values)
            self.dataChanged.emit(self.index(0, 0), self.index(len(values) - 1, len(self._headings) - 1))

    def value(self, row: int) -> T:
        """Return the value of a row."""
        return self._values[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of values."""
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of headings."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self._headings[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or its icon."""
        value = self._values[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(value)[index.column()]
        return self._icon(value, index.column()) if role == Qt.ItemDataRole.DecorationRole else None
