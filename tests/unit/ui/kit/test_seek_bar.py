"""The bar over a title: a press is a time of the title, what stands on it is painted where its time is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crossreel.domain.screening.title_time import TitleTime
from crossreel.ui.kit import theme
from crossreel.ui.kit.seek_bar import EDGE_PX, TRACK_PX, TRACK_TOP, SeekBar, SeekMark

WIDE = 1000 + 2 * EDGE_PX


@pytest.fixture
def bar(qtbot: QtBot) -> SeekBar:
    """Ten episodes of a second, a thousand pixels wide: a pixel is ten milliseconds."""
    made = SeekBar("Place in the title")
    qtbot.addWidget(made)
    made.resize(WIDE, made.height())
    made.set_time(TitleTime.of([1000] * 10))
    made.show()
    return made


def test_a_press_and_a_drag_are_times_of_the_title(bar: SeekBar) -> None:
    asked: list[int] = []
    bar.sought.connect(asked.append)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(EDGE_PX + 250, 20))
    QTest.mouseMove(bar, QPoint(EDGE_PX + 900, 20))
    bar.set_place(0, 100)
    assert bar.value() == asked[-1], "a hand that holds the playhead keeps it"
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(EDGE_PX + 900, 20))
    assert abs(asked[0] - 2500) <= 10 and abs(asked[-1] - 9000) <= 10
    bar.set_place(0, 100)
    assert bar.value() == 100
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(WIDE - 1, 20))
    assert asked[-1] == bar.maximum() == 9999, "the last millisecond, not the one after it"


def test_where_the_mouse_points_is_told_and_that_it_left(bar: SeekBar) -> None:
    told: list[tuple[int, int]] = []
    bar.pointed.connect(lambda at_ms, x: told.append((at_ms, x)))
    QTest.mouseMove(bar, QPoint(EDGE_PX + 500, 20))
    bar.leaveEvent(None)  # type: ignore[arg-type]
    assert abs(told[0][0] - 5000) <= 10 and told[0][1] == EDGE_PX + 500
    assert told[-1] == (-1, 0)


def test_what_was_watched_and_what_changed_is_painted_at_its_time(bar: SeekBar) -> None:
    bar.set_watched([(1000, 2000)], [(4000, 5000)])
    bar.set_marks([SeekMark(at_ms=7000, token="finding"), SeekMark(at_ms=8000, token="note", above=True)])
    bar.set_place(9, 9999)
    image, colours = bar.grab().toImage(), theme.active()
    ratio = image.width() / bar.width()

    def at(x: int, y: int) -> QColor:
        return image.pixelColor(round((EDGE_PX + x) * ratio), round(y * ratio))

    foot = TRACK_TOP + TRACK_PX - 2
    assert at(150, foot) == colours.colour("approved") and at(450, foot) == colours.colour("warning")
    assert at(250, foot) == colours.colour("line") and at(950, foot) != colours.colour("line"), "the episode on stands out"
    assert at(700, TRACK_TOP + TRACK_PX + 6) == colours.colour("finding")
    assert at(800, 5) == colours.colour("note")


def test_a_bar_without_a_title_takes_no_press(qtbot: QtBot) -> None:
    made = SeekBar("Place in the title")
    qtbot.addWidget(made)
    asked: list[int] = []
    made.sought.connect(asked.append)
    made.show()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert asked == []
