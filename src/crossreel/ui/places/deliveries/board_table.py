"""What each buyer has, as a table: buyers and their languages down, episodes across."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crossreel.domain.redelivery import SentState
from crossreel.domain.views.delivery_board import BoardCell, BoardRow, DeliveryBoard
from crossreel.i18n import numbers
from crossreel.i18n.delivery_words import cell_words
from crossreel.i18n.messages import _

CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
FIRST = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
WORDS = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class BoardTable(QAbstractTableModel):
    """Shows one board; a newer one of the same shape replaces cells without losing what is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.board: DeliveryBoard | None = None
        self._episodes: tuple[tuple[int, int], ...] = ()

    def show_board(self, board: DeliveryBoard | None) -> None:
        """Take a board; None empties the table."""
        before, self_shape = self.board, _shape(board)
        if before is not None and board is not None and _shape(before) == self_shape and board.rows and board.episodes:
            self.board = board
            self.dataChanged.emit(self.index(0, 0), self.index(len(board.rows) - 1, len(board.episodes) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(board.rows) - 1)
            return
        self.beginResetModel()
        self.board, self._episodes = board, tuple(board.episodes.items()) if board is not None else ()
        self.endResetModel()

    def row_at(self, row: int) -> BoardRow | None:
        """Return what a row is about, None past the ends."""
        rows = self.board.rows if self.board is not None else ()
        return rows[row] if 0 <= row < len(rows) else None

    def cell_at(self, index: Index) -> BoardCell | None:
        """Return a cell, None past the ends."""
        row = self.row_at(index.row())
        return row.cells[index.column()] if row is not None and 0 <= index.column() < len(row.cells) else None

    def place_at(self, index: Index) -> tuple[int, str] | None:
        """Return the id of the episode and the column of a cell, None past the ends."""
        row = self.row_at(index.row())
        if row is None or not 0 <= index.column() < len(self._episodes):
            return None
        return self._episodes[index.column()][0], row.column

    def number_at(self, column: int) -> int:
        """Return the number of the episode of a column."""
        return self._episodes[column][1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() or self.board is None else len(self.board.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many episodes there are."""
        return 0 if parent.isValid() else len(self._episodes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell under `CELL`, and words for screen readers and tips."""
        if role == CELL:
            return self.cell_at(index)
        if role == FIRST:
            return self.is_first(index.row())
        row, cell = self.row_at(index.row()), self.cell_at(index) if role in WORDS else None
        if row is None or cell is None:
            return None
        told = _("{buyer}, {language}, episode {episode}: {words}")
        return told.format(
            buyer=row.buyer, language=numbers.language_name(row.column), episode=self.number_at(index.column()),
            words=cell_words(cell),
        )  # fmt: skip

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the numbers of episodes across, buyers with their languages down."""
        if orientation is Qt.Orientation.Horizontal:
            return str(self.number_at(section)) if role == Qt.ItemDataRole.DisplayRole and section < len(self._episodes) else None
        row = self.row_at(section)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == FIRST:
            return self.is_first(section)
        if role in (Qt.ItemDataRole.DisplayRole, *WORDS):
            return _("{buyer}, {language}: {count} of {all} current").format(
                buyer=row.buyer, language=numbers.language_name(row.column), all=sum(row.counts().values()),
                count=row.counts().get(SentState.CURRENT, 0),
            )  # fmt: skip
        return None

    def is_first(self, row: int) -> bool:
        """Tell whether a row is the first one of its buyer."""
        here, above = self.row_at(row), self.row_at(row - 1)
        return here is not None and (above is None or above.buyer != here.buyer)


def _shape(board: DeliveryBoard | None) -> object:
    return None if board is None else (board.title.id, [(row.buyer, row.column) for row in board.rows], list(board.episodes))
