"""A short list with buttons to add, change and remove what stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from crossreel.i18n.messages import _
from crossreel.ui.kit.form import button

ROW_PX = 30


class _Rows(QListWidget):
    """Enter changes, Delete removes."""

    went_on = Signal()
    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)


class ListEditor(QWidget):
    """`add_asked`, `change_asked(row)` and `remove_asked(row)` say what is wanted; whoever holds the list does it."""

    add_asked = Signal()
    change_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(self, name: str, most_rows: int = 4) -> None:
        super().__init__()
        self._most_rows = most_rows
        self.rows = _Rows()
        self.rows.setAccessibleName(name)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.add, self.change, self.remove = button(_("Add…")), button(_("Change…")), button(_("Remove"), "quiet")
        below = QHBoxLayout()
        below.setSpacing(8)
        for each in (self.add, self.change, self.remove):
            below.addWidget(each)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addLayout(below)
        self.setFocusProxy(self.rows)
        self.add.clicked.connect(self.add_asked)
        self.change.clicked.connect(lambda: self._ask(self.change_asked))
        self.remove.clicked.connect(lambda: self._ask(self.remove_asked))
        self.rows.went_on.connect(lambda: self._ask(self.change_asked))
        self.rows.unwanted.connect(lambda: self._ask(self.remove_asked))
        self.rows.itemDoubleClicked.connect(lambda _item: self._ask(self.change_asked))
        self.rows.currentRowChanged.connect(self._enable)
        self._may_change = True

    def show_rows(self, words: Sequence[str], *, may_change: bool) -> None:
        """Show other rows; the one under the hands stays where it is."""
        self._may_change = may_change
        at = self.rows.currentRow()
        self.rows.clear()
        for each in words:
            self.rows.addItem(each)
            self.rows.item(self.rows.count() - 1).setToolTip(each)
        self.rows.setCurrentRow(min(max(at, 0), len(words) - 1))
        self.rows.setFixedHeight(ROW_PX * min(max(1, len(words)), self._most_rows) + 6)
        for row_words in (self.add, self.change, self.remove):
            row_words.setVisible(may_change)
        self._enable()

    def _enable(self) -> None:
        chosen = self.rows.currentRow() >= 0
        self.change.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    def _ask(self, signal: object) -> None:
        row = self.rows.currentRow()
        if row >= 0 and self._may_change:
            signal.emit(row)  # type: ignore[attr-defined]
