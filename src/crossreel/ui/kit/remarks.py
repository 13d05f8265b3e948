"""The list and the line to write in that the findings and the notes panels are made of."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.line import LineDelegate
from crossreel.ui.kit.lines import Line, LineList


class RemarkView(QListView):
    """`chosen(key)` is Enter or a double click; `key_pressed(letter)` a letter key, for the panel's own keys."""

    chosen = Signal(object)
    key_pressed = Signal(str)

    def __init__(self, words: str, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.lines = LineList(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(words)
        self.setObjectName("panel")
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self._choose(index.row()))

    def current(self) -> Line | None:
        """Return the current line."""
        return self.lines.line(self.currentIndex().row())

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected lines."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [line.key for line in map(self.lines.line, rows) if line is not None]

    def event(self, event: QEvent) -> bool:
        """Keep the panel's letters from being taken for keys of the place."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Enter and the panel's letters to the panel."""
        letter = "Delete" if event.key() == Qt.Key.Key_Delete else event.text().upper()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex().row())
        elif (
            letter and (letter == "Delete" or letter in self._keys) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.key_pressed.emit(letter)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a line for the panel's keys where none is chosen."""
        super().focusInEvent(event)
        if not self.selectedIndexes() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(max(0, self.currentIndex().row())))
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _is_mine(self, event: QKeyEvent) -> bool:
        return bool(event.text()) and event.text().upper() in self._keys and not event.modifiers()

    def _choose(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None:
            self.chosen.emit(line.key)


class _Line(QLineEdit):
    """A line whose Enter writes it: no key of the place has it meanwhile."""

    def event(self, event: QEvent) -> bool:
        mine = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in mine:
            event.accept()
            return True
        return super().event(event)


class WritingLine(QWidget):
    """A line to write in that opens under a list.

    `written(words)` on Enter; Escape closes it and emits `dropped`. The focus goes back where it was; `left` says that nothing is
    there any more to take it.
    """

    written = Signal(str)
    dropped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: QWidget | None = None
        self._head: QLabel = label("", "label")
        self._may_be_empty = False
        self.line = _Line()
        self.line.setAccessibleName(_("Text"))
        close = QToolButton()
        close.setIcon(theme.icon("close", "text2", 14))
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.close_line)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        self.line.returnPressed.connect(self._write)
        self.hide()

    def begin(self, head: str, hint: str, *, may_be_empty: bool = False) -> None:
        """Open with a heading, and take the focus."""
        self._may_be_empty = may_be_empty
        self._head.setText(head)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(head)
        self.line.clear()
        here = QApplication.focusWidget()
        if here is not None and not self.isAncestorOf(here):
            self._before = here
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_line(self) -> None:
        """Close without writing."""
        self._leave()
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        words = self.line.text().strip()
        if words or self._may_be_empty:
            self._leave()
            self.written.emit(words)

    def _leave(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
        else:
            self.hide()
            self.left.emit()
