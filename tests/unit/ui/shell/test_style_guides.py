"""Style guides in the window: looked at, derived, changed figure by figure with a source, and used in a title."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.services.files import guide_files
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.new_guide import NewGuideDialog
from crossreel.ui.shell.style_guides import GuidesDialog
from tests.unit.ui.driving import add_title, idle, open_title


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nobody remembers the sets of another test."""
    guide_files.guides_of.cache_clear()
    yield
    guide_files.guides_of.cache_clear()


def shown(qtbot: QtBot, window: MainWindow) -> GuidesDialog:
    window.workspace.do("window.style_guides")
    dialog = window.current_dialog()
    assert isinstance(dialog, GuidesDialog)
    qtbot.waitUntil(lambda: dialog.figures.rowCount() > 10)
    return dialog


def choose(dialog: GuidesDialog, field: str) -> None:
    row = next(at for at in range(dialog.figures.rowCount()) if dialog.figures.value(at).field == field)
    dialog.table.selectRow(row)
    dialog.table.setCurrentIndex(dialog.figures.index(row, 0))


def test_what_ships_is_looked_at_and_a_derived_set_is_changed(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    open_title(qtbot, window, title)
    dialog = shown(qtbot, window)
    choose(dialog, "line_hard")
    assert (dialog.value.text(), dialog.value.isEnabled(), dialog.delete_button.isEnabled()) == ("29", False, False)
    dialog.new_button.click()
    new = window.findChild(NewGuideDialog)
    QTest.keyClicks(new.name, "Buyer's own")
    QTest.keyClicks(new.id, "Not an id")
    QTest.keyClick(new.id, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(new.id.accessibleDescription()))
    new.id.setText("buyer")
    new.make.click()
    qtbot.waitUntil(lambda: dialog.guide.currentData() == "buyer")
    choose(dialog, "line_hard")
    dialog.value.setText("3")
    dialog.source.setText("Their sheet")
    dialog.set_button.click()
    qtbot.waitUntil(lambda: bool(dialog._said.text()))
    assert "line_target" in dialog._said.text()
    dialog.value.setText("33")
    dialog.set_button.click()
    qtbot.waitUntil(lambda: desk.guides.get("buyer", "en").line_hard == 33)
    qtbot.waitUntil(lambda: any(each.is_own for each in dialog._known.figures))
    choose(dialog, "line_hard")
    assert (dialog.source.text(), dialog.reset_button.isEnabled()) == ("Their sheet", True)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: desk.cataloging.title(title.id).style_guide == "buyer")
    dialog.reset_button.click()
    qtbot.waitUntil(lambda: desk.guides.get("buyer", "en").line_hard == 29)
    idle(qtbot, window)
    dialog.leave()


def test_a_set_goes_out_and_a_wrong_file_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window)
    out = tmp_path / "out.toml"
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_given: (str(out), ""))
    dialog.export_button.click()
    qtbot.waitUntil(out.exists)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(out.read_text("utf-8").replace("line_hard", "line_hrd", 1), "utf-8")
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_given: str(wrong))
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "line_hrd" in dialog._said.text())
    idle(qtbot, window)
    dialog.leave()
