"""Dubbing in the window: lines with their time, voices and statuses of chosen lines as one step, and the script as a file."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.places.title.dub_dialog import FITS, STATUS, TEXT, TOO_LONG, VOICE, DubDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, open_title


def cell(dialog: DubDialog, row: int, column: int) -> str:
    """Return the words of a cell."""
    item = dialog.table.item(row, column)
    assert item is not None
    return item.text()


def test_chosen_lines_get_a_voice_and_a_status_as_one_step(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk)
    open_title(qtbot, window, title)
    window.workspace.do("title.dub")
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), DubDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, DubDialog)
    dialog.language.setCurrentIndex(dialog.language.findData("en"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    qtbot.waitUntil(lambda: dialog.script is not None and dialog.script.column == "en" and bool(dialog.shown))
    assert cell(dialog, 0, TEXT).strip("\u2066\u2067\u2068\u2069") and "/" in cell(dialog, 0, FITS) and not dialog.set.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.set.isEnabled() and "1 chosen" in dialog.summary.text()
    dialog.status.setCurrentIndex(dialog.status.findData("redo"))
    dialog.voice.setText("Ann Bell")
    dialog.set.click()
    qtbot.waitUntil(lambda: cell(dialog, 0, VOICE) == "Ann Bell")
    assert cell(dialog, 0, STATUS) == "to be redone" and dialog.voice.text() == ""
    dialog.filter.setCurrentIndex(dialog.filter.findData("redo"))
    dialog.filter.activated.emit(dialog.filter.currentIndex())
    assert dialog.table.rowCount() == 1
    dialog.filter.setCurrentIndex(dialog.filter.findData(TOO_LONG))
    dialog.filter.activated.emit(dialog.filter.currentIndex())
    assert all(row.over_ms for row in dialog.shown)
    dialog.write_script(tmp_path)
    qtbot.waitUntil(lambda: any(tmp_path.glob("*_DUB_en_v01.xlsx")))
    desk.history.undo(title.id)
    assert {row.voice for row in desk.scripting.dubbing.script(title.id, "en").rows} == {""}
