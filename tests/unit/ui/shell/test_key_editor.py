"""The editor of keys: what it shows and keeps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.shell.key_editor import KeyEditor
from crossreel.ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow) -> KeyEditor:
    """The editor over the window."""
    window.workspace.do("window.change_keys")
    found = window.current_dialog()
    assert isinstance(found, KeyEditor)
    return found


def test_a_key_that_is_pressed_is_shown_with_who_has_it(editor: KeyEditor) -> None:
    editor.choose("edit.next_cue")
    QTest.keyClick(editor.key_line, Qt.Key.Key_M, CONTROL)
    assert editor.key_line.key == "Ctrl+M"
    assert "“Ctrl+M”" in editor.said() and "Merge cues" in editor.said()
    assert not editor.add_button.isEnabled()
    QTest.keyClick(editor.key_line, Qt.Key.Key_F24)
    assert (editor.key_line.key, editor.said(), editor.add_button.isEnabled()) == ("F24", "", True)


def test_a_file_of_keys_comes_in_and_goes_out(
    editor: KeyEditor, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[keys]\n"edit.merge" = "F9"\n', "utf-8")
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_args: str(file))
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_args: (str(tmp_path / "out.toml"), ""))
    editor.read_button.click()
    assert window.workspace.keys["edit.merge"] == ("F9",)
    editor.write_button.click()
    assert '"edit.merge" = ["F9"]' in (tmp_path / "out.toml").read_text("utf-8")


def test_every_action_is_listed_and_found_by_words_and_by_key(editor: KeyEditor, window: MainWindow) -> None:
    assert editor.lines.rowCount() == len(window.commands.listed())
    editor.search.setText("ctrl+shift+k")
    assert [editor.lines.value(row).id for row in range(editor.lines.rowCount())] == ["edit.speaker"]


def test_enter_takes_a_key_away_and_sets_it(editor: KeyEditor, window: MainWindow) -> None:
    editor.choose("edit.next_cue")
    QTest.keyClick(editor.key_line, Qt.Key.Key_M, CONTROL)
    QTest.keyClick(editor.key_line, Qt.Key.Key_Return)
    assert (window.workspace.keys["edit.next_cue"], window.workspace.keys["edit.merge"]) == (("Ctrl+M",), ())
    assert window.workspace.preferences.keys == {"edit.next_cue": ("Ctrl+M",)}
    editor.choose("edit.merge")
    assert editor.reset_button.isEnabled(), "what was taken away can be had back"
    editor.reset_button.click()
    assert (window.workspace.keys["edit.next_cue"], window.workspace.keys["edit.merge"]) == ((), ("Ctrl+M",))
