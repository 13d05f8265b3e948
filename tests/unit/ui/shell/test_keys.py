"""Keys: presets, no two actions on one key, letters for text fields first."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.keys import MODIFIERS, NAMED, bound, canonical_key, clashes
from crossreel.domain.preferences import Preferences
from crossreel.i18n.keys import ARROWS, WORDS
from crossreel.i18n.messages import _
from crossreel.services import keymaps
from crossreel.ui.hub import keymap
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import Registry


@pytest.mark.parametrize("preset", keymaps.PRESETS)
def test_set_out_and_go_to_next_is_bound_everywhere(preset: str) -> None:
    assert keymaps.load(preset).keys["edit.set_out_next"]


@pytest.mark.parametrize("preset", keymaps.PRESETS)
def test_f10_is_never_bound_on_windows(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    keys = keymaps.load(preset).keys
    bound_now = [sequence.toString() for each in keys.values() for sequence in keymap.sequences(each)]
    assert not any("F10" in each.split("+") for each in bound_now)
    assert keymap.sequences(keys["edit.set_out_next"])


@pytest.mark.parametrize("preset", keymaps.PRESETS)
def test_every_written_key_is_a_key_and_qt_reads_it_so(preset: str, registry: Registry) -> None:
    held = bound([action.keyed() for action in registry.actions], keymaps.load(preset), {})
    for action_id, keys in held.items():
        assert [canonical_key(key) for key in keys] == list(keys), action_id
        assert [sequence.toString() for sequence in keymap.sequences(keys)] == list(keys), action_id


@pytest.mark.parametrize("preset", keymaps.PRESETS)
def test_every_bound_action_exists(preset: str, registry: Registry) -> None:
    known = {action.id for action in registry.actions}
    assert sorted(set(keymaps.load(preset).keys) - known) == []


@pytest.mark.parametrize("preset", keymaps.PRESETS)
def test_one_key_does_one_thing_in_a_place(preset: str, registry: Registry) -> None:
    actions = [action.keyed() for action in registry.actions]
    assert clashes(actions, bound(actions, keymaps.load(preset), {})) == []


def test_every_preset_has_a_key_for_what_the_function_keys_have() -> None:
    """What is named in one preset is reached by key in all that build on it, though another key may have been given away."""
    named = {preset: {each for each, keys in keymaps.load(preset).keys.items() if keys} for preset in keymaps.PRESETS}
    lacking = {preset: sorted(named["function_keys"] - keys) for preset, keys in named.items()}
    assert not any(lacking.values()), lacking


PAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "held", "written"),
    [
        (Qt.Key.Key_7, PAD, "Num+7"), (Qt.Key.Key_Home, PAD, "Num+7"), (Qt.Key.Key_Clear, PAD, "Num+5"),
        (Qt.Key.Key_Delete, PAD, "Num+."), (Qt.Key.Key_Comma, PAD, "Num+."), (Qt.Key.Key_Plus, PAD, "Num++"),
        (Qt.Key.Key_Up, PAD | Qt.KeyboardModifier.ControlModifier, "Ctrl+Num+8"),
        (Qt.Key.Key_Enter, PAD | Qt.KeyboardModifier.ControlModifier, "Ctrl+Return"),
        (Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, ""), (Qt.Key.Key_A, PAD, ""),
    ],
)  # fmt: skip
def test_a_key_of_the_number_pad_is_the_same_with_numlock_and_without(key: Qt.Key, held: Qt.KeyboardModifier, written: str) -> None:
    assert keymap.pad_key(QKeyEvent(QEvent.Type.KeyPress, key, held)) == written


def test_the_number_pad_reaches_its_action_while_one_types(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window(Preferences(author="Ana", keymap="numpad", keys={"window.theme": ("Num+5",)}))
    with qtbot.waitActive(window):
        window.activateWindow()
    holder = QWidget(window)
    column, box, line = QVBoxLayout(holder), QPlainTextEdit(), QLineEdit()
    column.addWidget(box)
    column.addWidget(line)
    holder.show()
    theme_before = window.workspace.preferences.theme
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Clear, PAD)
    assert window.workspace.preferences.theme != theme_before
    QTest.keyClick(box, Qt.Key.Key_5, PAD)
    QTest.keyClick(box, Qt.Key.Key_5)
    assert (window.workspace.preferences.theme, box.toPlainText()) == (theme_before, "5")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_5, PAD)
    assert (window.workspace.preferences.theme, line.text()) == (theme_before, "5"), "a line of figures is written with the pad"
    holder.setParent(None)
    holder.deleteLater()


def test_space_and_enter_press_the_button_that_has_the_focus(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window(Preferences(author="Ana", keymap="single_letters"))
    pressed: list[str] = []
    button = QPushButton(_("Cancel"), window)
    button.clicked.connect(lambda: pressed.append("button"))
    button.show()
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["button"]
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter, PAD)
    assert pressed == ["button"] * 3, "Enter presses it too, that of the number pad as well"
    button.deleteLater()


def test_keys_are_told_in_the_language_of_the_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"Space": "空格", "PgUp": "上页", "Ctrl": "Ctrl", "Num": "小键盘"}
    monkeypatch.setattr("crossreel.i18n.keys._", lambda word: words[word])
    told = [keymap.shown(key) for key in ("Space", "Ctrl+PgUp", "Ctrl+Right", "Num++", "Num+5")]
    assert told == ["空格", "Ctrl+上页", "Ctrl+→", "小键盘++", "小键盘+5"]


def test_every_word_of_a_key_can_be_translated() -> None:
    assert set(WORDS) | set(ARROWS) >= {*MODIFIERS, *(name for name in NAMED if not name.startswith("F") or not name[1:].isdigit())}
