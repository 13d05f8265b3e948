"""A list to choose from in little room."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.choice_box import ChoiceBox

LONG = "The shape of the picture decides which style guide holds"


def make(qtbot: QtBot, width: int) -> ChoiceBox:
    """A box of a width on the screen, its long entry chosen."""
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems([LONG, "Short"])
    box.resize(width, 30)
    box.show()
    return box


def test_words_without_room_end_in_three_dots_and_the_whole_is_the_tip(qtbot: QtBot) -> None:
    box = make(qtbot, 120)
    assert box.shown().endswith("…") and LONG.startswith(box.shown()[:-1])
    QApplication.sendEvent(box, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5))))
    assert QToolTip.text() == LONG
    box.setCurrentIndex(1)
    assert box.shown() == "Short"


def test_it_gives_way_and_unfolds_to_its_longest_entry(qtbot: QtBot) -> None:
    box = make(qtbot, 120)
    assert box.minimumSizeHint().width() <= 60
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()
