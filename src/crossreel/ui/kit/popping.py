"""Where a menu opens that was asked for by a key: at what the hands act on, not where the mouse was left."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPlainTextEdit, QWidget


def menu_of_window() -> QMenu:
    """Return a menu of the window in front, which goes when it closes; one without a parent would be gone before it is seen."""
    menu = QMenu(QApplication.activeWindow() or next(iter(QApplication.topLevelWidgets()), None))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def place_of_hands() -> QPoint:
    """Return the place below the caret or the current row of what has the focus, else where the mouse is."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        return _below(widget.viewport(), widget.cursorRect())
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return _below(widget.viewport(), widget.visualRect(widget.currentIndex()))
    return QCursor.pos()


def _below(inside: QWidget, rect: QRect) -> QPoint:
    return inside.mapToGlobal(rect.intersected(inside.rect()).bottomLeft())
