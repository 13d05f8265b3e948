"""Papers from the window: chosen, written in the profile's language, nothing delivered."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.places.deliveries.papers_dialog import PapersDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, open_title


def test_a_note_is_written_before_anything_is_delivered(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk)
    open_title(qtbot, window, title)
    window.workspace.do("deliveries.papers")
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), PapersDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, PapersDialog) and dialog.languages.chosen()
    dialog.profile.setCurrentIndex(dialog.profile.findData("app-standard"))
    assert dialog.save.isEnabled()
    for name in ("note.pdf", "note.html"):
        dialog.write_paper(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).is_file)
        qtbot.waitUntil(dialog.save.isEnabled)
    assert "Delivery note" in (tmp_path / "note.html").read_text("utf-8")
    assert desk.delivering.history(title.id) == ()
    dialog.languages.choose(())
    assert not dialog.save.isEnabled()
