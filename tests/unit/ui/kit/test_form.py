"""Lists that take typing."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.form import choice, chosen


def test_a_press_into_a_list_that_takes_typing_selects_all_so_that_typing_replaces_it(qtbot: QtBot) -> None:
    box = choice([("a", "Addresses and credits"), ("b", "Spaces before marks")], "a", searchable=True)
    box.addItem("Doubled spaces", "c")  # what is added later is found too
    window, other = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(box)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    editor = box.lineEdit()
    assert editor is not None
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    assert editor.selectedText() == "Addresses and credits"
    QTest.keyClicks(editor, "spac")
    assert box.currentText() == "spac" and chosen(box) == ""
    box.completer().setCompletionPrefix("spac")
    assert box.completer().completionCount() == 2
