"""Keys as Qt knows them: what of a keymap is bound, how a key is shown, and the keys of a number pad."""

import sys
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTextEdit, QToolButton, QWidget
from shiboken6 import isValid

from crossreel.i18n.keys import key_words

NEVER_ON_WINDOWS = "F10"  # Windows opens the window's menu with it
ALTGR_IS_CTRL_ALT = sys.platform == "win32"  # Qt cannot tell the one from the other there
PORTABLE = QKeySequence.SequenceFormat.PortableText
MOVED = {
    Qt.Key.Key_Insert: "0", Qt.Key.Key_End: "1", Qt.Key.Key_Down: "2", Qt.Key.Key_PageDown: "3", Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5", Qt.Key.Key_Right: "6", Qt.Key.Key_Home: "7", Qt.Key.Key_Up: "8", Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Delete: ".", Qt.Key.Key_Comma: ".", Qt.Key.Key_Enter: "Return",
}  # fmt: skip
"""What a key of the number pad is called by Qt without NumLock (and, of the point, in countries that write a comma)."""
HELD = (
    (Qt.KeyboardModifier.MetaModifier, "Meta"), (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"), (Qt.KeyboardModifier.ShiftModifier, "Shift"),
)  # fmt: skip


def sequences(keys: Iterable[str]) -> list[QKeySequence]:
    """Return keys as Qt binds them. F10 never on Windows."""
    allowed = [each for each in keys if not (sys.platform == "win32" and NEVER_ON_WINDOWS in each.split("+"))]
    return [QKeySequence(each, PORTABLE) for each in allowed]


def shown(key: str | QKeySequence) -> str:
    """Write a key for key caps and menus: in the interface language, on a Mac in its own signs."""
    sequence = QKeySequence(key, PORTABLE) if isinstance(key, str) else key
    if sys.platform == "darwin":
        return sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return key_words(key if isinstance(key, str) else sequence.toString(PORTABLE))


def written(event: QKeyEvent) -> str:
    """Return the key that an event tells of as it is written in keymaps, "" for one that only holds others."""
    if pad := pad_key(event):
        return pad
    if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown):
        return ""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString(PORTABLE)


def pad_key(event: QKeyEvent) -> str:
    """Return the key of a number pad that an event tells of, the same with NumLock as without; "" for any other key.

    X11 gives the keys of a pad two names each, and Qt finds no shortcut for either.
    """
    if not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return ""
    key = Qt.Key(event.key())
    if sys.platform == "darwin" and key in MOVED and key != Qt.Key.Key_Enter:  # a Mac's arrows count as keys of a pad
        return ""
    name = MOVED.get(key) or (chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or chr(min(key, 127)) in "+-*/." else "")
    if not name:
        return ""
    held = [word for modifier, word in HELD if event.modifiers() & modifier]
    return "+".join([*held, *(() if name == "Return" else ("Num",)), name])


def writes_by_altgr(event: QKeyEvent) -> bool:
    """Tell whether a key writes a letter by AltGr, as ś of a Polish keyboard, and is no shortcut with Ctrl and Alt."""
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return ALTGR_IS_CTRL_ALT and held == altgr and event.text().isprintable() and bool(event.text().strip())


def presses(event: QKeyEvent) -> bool:
    """Tell whether a key presses the button that has the focus: Enter alone, of the number pad too."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def asks_for_menu(event: QKeyEvent) -> bool:
    """Tell whether a key asks for the menu of what has the focus, and Qt does not: Shift+F10, which Windows does itself."""
    return sys.platform != "win32" and written(event) == "Shift+F10"


def open_menu(of: QWidget) -> None:
    """Ask a widget for its menu, as the menu key does."""
    at = QRectF(of.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
    QApplication.sendEvent(of, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, of.mapToGlobal(at)))


class KeyGuard(QObject):
    """Runs what is bound to keys of the number pad, keeps Space and Enter for the button and AltGr's letters for the text with the
    focus, and opens its menu by Shift+F10 where no action has that key.

    Text fields claim every printable key for themselves, which is right for letters and wrong for a number pad that the
    chosen keys use for playing and timing. In a line of figures or words (`QLineEdit`) the pad writes.
    """

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bound: Mapping[str, Sequence[QAction]] = {}
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def claim(self, bound: Mapping[str, Sequence[QAction]]) -> None:
        """Remember which keys of the number pad are bound to what; of several actions the one that is on is run."""
        self._bound = bound

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Only the widget with the focus is watched: a filter on the application would take Python's lock at every event.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None else self._window
        if isValid(self._watched):  # what had the focus may go together with the window
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a bound key of the number pad from the widget that has the focus, and run its action."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        overriding = kind == QEvent.Type.ShortcutOverride
        if overriding and event.key() == Qt.Key.Key_Space and not event.modifiers() and isinstance(watched, QAbstractButton):
            event.accept()
            return True
        if presses(event) and isinstance(watched, QPushButton | QToolButton):
            event.accept()
            if not overriding and not event.isAutoRepeat():
                watched.click()
            return True
        if overriding and writes_by_altgr(event) and isinstance(watched, (QLineEdit, QTextEdit)):
            event.accept()
            return True
        if not overriding and asks_for_menu(event) and isinstance(watched, QWidget):
            open_menu(watched)
            return True
        act = self._action(watched, event)
        if act is None:
            return False
        event.accept()  # of the override: no shortcut is looked for, the key comes back as pressed
        if not overriding:
            act.trigger()
        return True

    def _action(self, watched: QObject, event: QKeyEvent) -> QAction | None:
        key = pad_key(event)
        if not key or (
            isinstance(watched, QLineEdit)
            and not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            return None
        return next((act for act in self._bound.get(key, ()) if act.isEnabled()), None)
