"""The status line: key hints are whole or not there, and come back with the room for them."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.status_line import KeyHints

HINTS = (("F5", "play"), ("F11", "set in"), ("F12", "set out"), ("Alt+Down", "next"))


def test_hints_are_whole_or_not_there_and_the_first_stay_longest(qtbot: QtBot) -> None:
    line = KeyHints()
    qtbot.addWidget(line)
    line.resize(2000, 24)
    line.set_hints(HINTS)
    line.show()
    assert line.shown() == ["play", "set in", "set out", "next"]
    counts = []
    for width in range(600, 0, -5):
        line.resize(width, 24)
        assert line.shown() == ["play", "set in", "set out", "next"][: len(line.shown())]
        pairs = [pair for pair in line.findChildren(QWidget) if pair.accessibleName() in line.shown()]
        assert all(pair.width() >= pair.sizeHint().width() and pair.geometry().right() < width for pair in pairs)
        counts.append(len(line.shown()))
    assert counts == sorted(counts, reverse=True) and set(counts) >= {0, 1, 2, 3, 4}
    line.resize(2000, 24)
    assert len(line.shown()) == 4
