"""A column of ticks."""

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.checks import Checks


def test_an_ampersand_in_the_words_is_shown_and_is_no_key(qtbot: QtBot) -> None:
    checks = Checks()
    qtbot.addWidget(checks)
    checks.offer([("effects", "List of sounds and M&E"), ("plain", "Subtitles")], ["effects"])
    (box, _other) = checks.findChildren(QCheckBox)
    assert box.text() == "List of sounds and M&&E" and box.shortcut().isEmpty()
    assert box.accessibleName() == "List of sounds and M&E"
    assert checks.chosen() == ("effects",) and checks.offers()
