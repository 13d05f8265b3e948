"""Keys: three presets, no two actions on one key, letters for text fields first."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import _
from crossreel.ui.hub import keymap
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import Registry


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_set_out_and_go_to_next_is_bound_everywhere(preset: str) -> None:
    assert keymap.load(preset).sequences("edit.set_out_next")


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_f10_is_never_bound_on_windows(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    keys = keymap.load(preset)
    bound = [sequence.toString() for action_id in keys.keys for sequence in keys.sequences(action_id)]
    assert not any("F10" in each.split("+") for each in bound)
    assert keys.sequences("edit.set_out_next")


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_every_written_key_is_a_key(preset: str) -> None:
    keys = keymap.load(preset)
    for action_id in keys.keys:
        assert all(not sequence.isEmpty() and sequence.toString() for sequence in keys.sequences(action_id)), action_id


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_every_bound_action_exists(preset: str, registry: Registry) -> None:
    known = {action.id for action in registry.actions}
    assert sorted(set(keymap.load(preset).keys) - known) == []


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_one_key_does_one_thing_in_a_place(preset: str, registry: Registry) -> None:
    keys = keymap.load(preset)
    for place in registry.places():
        used: dict[str, str] = {}
        for action in registry.actions:
            if action.places and place.id not in action.places:
                continue
            for sequence in keys.sequences(action.id, action.key):
                written = sequence.toString()
                assert written not in used, f"{written} is bound to {used.get(written)} and {action.id} in {place.id}"
                used[written] = action.id


def test_the_number_pad_reaches_its_action_while_one_types(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window(Preferences(author="Ana", keymap="numpad"))
    with qtbot.waitActive(window):
        window.activateWindow()
    holder = QWidget(window)
    column, field, pressed = QVBoxLayout(holder), QLineEdit(), []
    column.addWidget(field)
    holder.show()
    field.setFocus()
    QShortcut(QKeySequence("Num+5"), window, lambda: pressed.append("played"))
    QTest.keyClick(field, Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(field, Qt.Key.Key_5)
    assert (pressed, field.text()) == (["played"], "5")
    holder.setParent(None)
    holder.deleteLater()


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window(Preferences(author="Ana", keymap="single_letters"))
    pressed: list[str] = []
    button = QPushButton(_("Cancel"), window)
    button.clicked.connect(lambda: pressed.append("button"))
    button.show()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["button"]
    button.deleteLater()


def test_an_arrow_is_an_arrow_in_every_language(qapp: QApplication) -> None:
    translator = QTranslator(qapp)
    assert translator.load("qtbase_ar", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(translator)
    try:
        spoken = QKeySequence(Qt.Key.Key_Down).toString(QKeySequence.SequenceFormat.NativeText)
        assert spoken != "Down", "Qt says its keys in Arabic"
        assert keymap.shown(QKeySequence("Alt+Down")) == "Alt+↓"
        assert keymap.shown(QKeySequence("Ctrl+Left")).endswith("+←")
    finally:
        qapp.removeTranslator(translator)
