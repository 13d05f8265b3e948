"""A menu belongs to the window that is seen, also at a moment when none has the keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.popping import menu_of_window, window_in_front


def test_a_menu_belongs_to_the_window_that_is_seen_while_none_has_the_keys(qtbot: QtBot) -> None:
    hidden, closing, window = QWidget(), QMenu(), QWidget()
    for each in (hidden, closing, window):
        qtbot.addWidget(each)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.show()
    assert QApplication.activeWindow() is None
    assert window_in_front() is window
    assert menu_of_window().parent() is window


def test_a_menu_belongs_to_the_window_that_has_the_keys(qtbot: QtBot) -> None:
    other, window = QWidget(), QWidget()
    for each in (other, window):
        qtbot.addWidget(each)
        each.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window_in_front() is window
