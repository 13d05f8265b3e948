"""Menus: where one opens that was asked for by a key, and what stands in it."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPlainTextEdit, QWidget

from crossreel.i18n.messages import _
from crossreel.ui.kit import theme

ICON = "icon_name"
"""The property of an action of the window that names its icon; "icon" is Qt's own, and takes no name."""

WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)


def window_in_front() -> QWidget | None:
    """Return the window that has the keys, or that will have them where none has, as while a menu closes; None without any."""
    active = QApplication.activeWindow() or QApplication.activeModalWidget()
    if active is not None:
        return active
    shown = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowType() in WINDOWS)
    return next(shown, None)


def menu_of_window() -> QMenu:
    """Return a menu of the window in front, which goes when it closes; one without a parent would be gone before it is seen."""
    return menu_of(window_in_front())


def menu_of(owner: QWidget | None) -> QMenu:
    """Return a menu of a widget, which goes when it closes."""
    menu = QMenu(owner)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


class Sub(NamedTuple):
    """A menu in a menu: its words, marked with `N_`, and the names of its actions."""

    words: str
    names: tuple[str, ...]


def offer_actions(menu: QMenu, owner: QWidget, groups: Iterable[Iterable[str | Sub]]) -> None:
    """Put actions of the window into a menu, by their names: with their words, keys and whether they make sense now."""
    window = owner.window()
    for group in groups:
        before = menu.actions()
        found = [(each, window.findChild(QAction, each)) for each in group if isinstance(each, str)]
        subs = [each for each in group if isinstance(each, Sub)]
        if before and (subs or any(act is not None for _name, act in found)):
            menu.addSeparator()
        for _name, act in found:
            if act is not None:
                icon = str(act.property(ICON) or "")
                if icon:
                    act.setIcon(theme.plain_icon(icon))
                act.setShortcutVisibleInContextMenu(True)
                menu.addAction(act)
        for sub in subs:
            offer_actions(menu.addMenu(_(sub.words)), owner, (sub.names,))


def show_key(item: QAction, owner: QWidget, name: str) -> None:
    """Show in a menu the key of the window's action that an item does, and whether it makes sense now; other items stay bare."""
    act = owner.window().findChild(QAction, name)
    if act is not None:
        key = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item.setText("\t".join(filter(None, (item.text(), key))))  # a shortcut of its own would stand beside the window's
        item.setEnabled(act.isEnabled())


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
