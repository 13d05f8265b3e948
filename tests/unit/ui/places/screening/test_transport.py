"""The controls below the picture of the screening: nothing of a language is cut in a narrow window."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.places.screening.transport import Transport


@pytest.mark.parametrize("width", [400, 900])
def test_languages_and_speed_are_read_whole(qtbot: QtBot, width: int) -> None:
    made = Transport(QWidget())
    qtbot.addWidget(made)
    made.set_columns(("en", "zh-Hant"), "en", "")
    made.show()
    made.resize(width, 90)
    QApplication.processEvents()
    assert [box.shown() for box in (made.speed, made.language, made.second)] == ["1×", "English", "No second"]
    is_below = made.language.mapTo(made, made.language.rect().topLeft()).y() > made.play.geometry().bottom() - 4
    assert is_below is (width == 400)


def test_a_wider_window_has_them_in_one_line_again(qtbot: QtBot) -> None:
    made = Transport(QWidget())
    qtbot.addWidget(made)
    made.show()
    heights = []
    for width in (400, 900):
        made.resize(width, 90)
        QApplication.processEvents()
        heights.append(made.sizeHint().height())
    assert heights[0] > heights[1]
