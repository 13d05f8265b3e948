"""Letters that a keyboard writes with AltGr, which Windows calls Ctrl+Alt, go into the text and run no action."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.hub import keymap
from crossreel.ui.hub.keymap import KeyGuard

ALTGR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def box(qtbot: QtBot, qapp: QApplication) -> QTextEdit:
    """A text with the focus, in a window with a shortcut for Ctrl+Alt+S that writes "cut"."""
    window, text = QWidget(), QTextEdit()
    QVBoxLayout(window).addWidget(text)
    QShortcut(QKeySequence("Ctrl+Alt+S"), window, activated=lambda: text.insertPlainText("cut"))
    qtbot.addWidget(window)
    KeyGuard(qapp, window)
    window.show()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    return text


def press(box: QTextEdit, key: Qt.Key, text: str) -> bool:
    """Ask as Qt asks before it looks for a shortcut, then press; return whether the text took the key."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, ALTGR, text)
    asked.ignore()
    QApplication.sendEvent(box, asked)
    if asked.isAccepted():
        QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, key, ALTGR, text))
    return asked.isAccepted()


@pytest.mark.parametrize(
    ("text", "windows", "taken"), [("ś", True, True), ("", True, False), ("\x13", True, False), ("ß", False, False)]
)
def test_a_letter_of_altgr_is_written(
    box: QTextEdit, monkeypatch: pytest.MonkeyPatch, text: str, windows: bool, taken: bool
) -> None:
    monkeypatch.setattr(keymap, "ALTGR_IS_CTRL_ALT", windows)
    assert press(box, Qt.Key.Key_S, text) is taken
    assert box.toPlainText() == (text if taken else "")
