"""The rows of one kind of record as a table."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.field import Shape
from crossreel.domain.records.record import RecordKind
from crossreel.i18n.messages import _, isolated
from crossreel.i18n.records import shown_value

ROW_PX = 34
WIDTHS = {
    Shape.WHOLE: 110, Shape.POSITION: 90, Shape.FLAG: 84, Shape.DAY: 96, Shape.MOMENT: 96, Shape.EPISODE: 110, Shape.CODE: 110,
    Shape.TERRITORIES: 118, Shape.TERRITORY: 90, Shape.LANGUAGES: 140, Shape.CHOICE: 156,
}  # fmt: skip
USUAL_PX, HEAD_ROOM_PX = 150, 28
GROWING = frozenset({Shape.TEXT, Shape.LINES, Shape.NAMES, Shape.WORDS, Shape.PICTURE, Shape.BUYER})
"""What has most words: such columns share the room that is left."""


class RecordTable(QTableWidget):
    """Columns are the fields that a kind shows. What is chosen stays chosen by id.

    `unwanted` is Delete.
    """

    unwanted = Signal()

    def __init__(self) -> None:
        super().__init__(0, 0)
        self._kind: RecordKind | None = None
        self._rows: tuple[Any, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def show_records(self, kind: RecordKind, book: RecordBook) -> None:
        """Show the rows of a kind."""
        before = {row.id for row in self.chosen()} if kind is self._kind else set[int]()
        at = self.currentRow()
        fields = [each for name in kind.shown if (each := kind.find(name)) is not None]
        if kind is not self._kind:
            self._kind = kind
            self.setAccessibleName(_(kind.words))
            self.setRowCount(0)
            self.setColumnCount(len(fields))
            self.setHorizontalHeaderLabels([_(each.words) for each in fields])
            header, growing = self.horizontalHeader(), [at for at, each in enumerate(fields) if each.shape in GROWING]
            for column, each in enumerate(fields):
                grows = column in (growing or [len(fields) - 1])
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if grows else QHeaderView.ResizeMode.Interactive)
                heading = header.fontMetrics().horizontalAdvance(_(each.words)) + HEAD_ROOM_PX
                header.resizeSection(column, max(WIDTHS.get(each.shape, USUAL_PX), heading))
        self._rows = book.of(kind)
        self.setRowCount(len(self._rows))
        for line, row in enumerate(self._rows):
            for column, each in enumerate(fields):
                words = shown_value(each, getattr(row, each.name), book.known)
                item = QTableWidgetItem(isolated(words))
                item.setToolTip(words)
                self.setItem(line, column, item)
        self._choose_again(before, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to remove what is chosen."""
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[Any]:
        """Return the chosen rows."""
        lines = sorted({index.row() for index in self.selectedIndexes()})
        return [self._rows[line] for line in lines if line < len(self._rows)]

    def record_at(self, line: int) -> Any:
        """Return the record of a line."""
        return self._rows[line]

    def _choose_again(self, ids: set[int], at: int) -> None:
        self.clearSelection()
        lines = [line for line, row in enumerate(self._rows) if row.id in ids]
        if not lines and self._rows:
            lines = [min(max(at, 0), len(self._rows) - 1)]
        for line in lines:
            self.setCurrentCell(line, 0)
        if len(lines) > 1:
            self.clearSelection()
            self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
            for line in lines:
                self.selectRow(line)
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
