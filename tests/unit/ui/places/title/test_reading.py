"""Reading burned-in text from the matrix: what was left out is said with its reason."""

from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, open_title
from tests.unit.ui.places.title.test_report import said


def test_episodes_that_cannot_be_read_are_said_with_their_reason(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    open_title(qtbot, window, add_title(desk))
    messages = said(window)
    window.workspace.do("title.read_text")
    qtbot.waitUntil(lambda: any("has" in each.text and "lines already" in each.text for each in messages))
