"""Keys are named in menus as they are elsewhere in the window."""

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from crossreel.app import key_names
from crossreel.app.key_names import KeyNames
from crossreel.i18n.keys import key_words

NATIVE = QKeySequence.SequenceFormat.NativeText


def test_a_menu_names_keys_as_key_caps_do(qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    names = KeyNames()
    before = QKeySequence("Ctrl+Shift+Return").toString(NATIVE)
    assert qapp.installTranslator(names)  # type: ignore[attr-defined]
    try:
        for key in ("Ctrl+Shift+Return", "Alt+Right", "Space", "Ctrl+PgDown", "F5", "Del"):
            assert QKeySequence(key).toString(NATIVE) == key_words(key)
        monkeypatch.setattr(key_names, "_", lambda word: {"Space": "空格"}.get(word, word))
        assert QKeySequence("Ctrl+Space").toString(NATIVE) == "Ctrl+空格"
        assert QKeySequence("Ctrl+Space").toString() == "Ctrl+Space", "what is written to files stays"
    finally:
        qapp.removeTranslator(names)  # type: ignore[attr-defined]
    assert QKeySequence("Ctrl+Shift+Return").toString(NATIVE) == before
