"""The view of the table of cues: its keys, menus and headings."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crossreel.ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
CLIPBOARD = ((QKeySequence.StandardKey.Copy, "edit.copy_rows"), (QKeySequence.StandardKey.Paste, "edit.paste_rows"))
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CueTableView(QTableView):
    """`text_wanted` asks for the edit box of the current row: Enter; `play_wanted` is Space, `delete_wanted` Del.

    `resized` says that there is another width to share, `lowered` that there is room for fewer rows;
    `step_wanted(1 or -1)` asks for the cue below or above, of a cell too;
    `line_pressed(index, y)` is where in a cell the mouse was pressed. `menu_wanted(point, index)` asks for the menu of a row, where
    the mouse or a key asked for it. `pinned_px` gives how much of the leading edge stands under the pinned column.
    """

    text_wanted = Signal()
    play_wanted = Signal()
    resized = Signal()
    lowered = Signal()
    step_wanted = Signal(int)
    delete_wanted = Signal()
    action_wanted = Signal(str)
    line_pressed = Signal(QModelIndex, int)
    menu_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.pinned_px: Callable[[], int] = lambda: 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which line of a cell was pressed, once the row is chosen."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid():
            self.line_pressed.emit(index, at.y() - self.visualRect(index).top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so, also when a scroll bar came or went."""
        super().resizeEvent(event)
        self.resized.emit()
        if event.size().height() < event.oldSize().height():
            self.lowered.emit()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell into view, out from under the pinned column."""
        super().scrollTo(index, hint)
        cell, covered, bar = self.visualRect(index), self.pinned_px(), self.horizontalScrollBar()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            under = cell.right() - (self.viewport().width() - 1 - covered)
        else:
            under = covered - cell.left()
        if covered and under > 0:
            bar.setValue(bar.value() - under)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, by a key for that of the current row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        at = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at), index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the edit box, Space plays; F2 edits in place."""
        editing = self.state() == QAbstractItemView.State.EditingState
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held and not editing:
            self.text_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and not editing:
            self.play_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Delete and not held and not editing:
            self.delete_wanted.emit()
            return
        action_id = next((name for keys, name in CLIPBOARD if event.matches(keys)), "")
        if action_id and not editing:
            self.action_wanted.emit(action_id)
            return
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not editing:
            self.step_wanted.emit(step)
            return
        super().keyPressEvent(event)


class CueHeader(QHeaderView):
    """Headings that leave the end of their line to a button over it: what would stand under that is cut before it."""

    def __init__(self, button_px: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._button_px = button_px
        self.setSectionsClickable(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a heading in the room before the button."""
        end = self.viewport().width() - self._button_px
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        free = self.viewport().rect().adjusted(self._button_px, 0, 0, 0) if mirrored else QRect(0, 0, end, self.height())
        super().paintSection(painter, rect if free.contains(rect) else rect.intersected(free), section)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.active().colour("line"))
