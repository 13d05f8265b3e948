"""Keys: presets that bind action ids, and the rule that letters belong to text fields first."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from crossreel.kernel.paths import resource

PRESETS = ("function_keys", "single_letters", "numpad")
ARROWS = {Qt.Key.Key_Left: "←", Qt.Key.Key_Right: "→", Qt.Key.Key_Up: "↑", Qt.Key.Key_Down: "↓"}
NEVER_ON_WINDOWS = "F10"  # Windows opens the window's menu with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    """A preset: the keys of each action id, in Qt's portable writing ("Ctrl+Shift+Z", "Num+5")."""

    id: str
    title: str
    keys: Mapping[str, tuple[str, ...]]

    def sequences(self, action_id: str, default: str = "") -> list[QKeySequence]:
        """Return the keys of an action; `default` where the preset binds none. F10 never on Windows."""
        written = self.keys.get(action_id, (default,) if default else ())
        allowed = [each for each in written if not (sys.platform == "win32" and NEVER_ON_WINDOWS in each.split("+"))]
        return [QKeySequence(each, QKeySequence.SequenceFormat.PortableText) for each in allowed]


@lru_cache(maxsize=8)
def load(preset: str) -> Keymap:
    """Read a preset from `resources/keymaps`; an unknown name is the function keys."""
    name = preset if preset in PRESETS else PRESETS[0]
    read = tomllib.loads(resource("keymaps", f"{name}.toml").read_text("utf-8"))
    keys = {action_id: (bound,) if isinstance(bound, str) else tuple(bound) for action_id, bound in read["keys"].items()}
    return Keymap(id=name, title=read["title"], keys=keys)


def shown(sequence: QKeySequence) -> str:
    """Write a key as this system writes it, for key caps and menus, the arrows as arrows in every language."""
    written = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    key = sequence[sequence.count() - 1].key() if sequence.count() else Qt.Key.Key_unknown  # type: ignore[index]
    arrow = ARROWS.get(key)
    if arrow is None:
        return written
    return written.removesuffix(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)) + arrow


class KeyGuard(QObject):
    """Lets bound keys of the number pad through to their actions while a text field has the focus.

    Text fields claim every printable key for themselves, which is right for letters and wrong for a number pad that
    the chosen preset uses for playing and timing.
    """

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claimed: frozenset[int] = frozenset()
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)

    def claim(self, keymap: Keymap) -> None:
        """Remember which keys of the number pad the preset binds."""
        sequences = [sequence for action_id in keymap.keys for sequence in keymap.sequences(action_id)]
        combined = [sequence[0].toCombined() for sequence in sequences if sequence.count() == 1]  # type: ignore[index]
        pad = Qt.KeyboardModifier.KeypadModifier.value
        self._claimed = frozenset(each for each in combined if each & pad)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Only the widget with the focus is watched: a filter on the application would take Python's lock at every event.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the text field's claim to a bound key of the number pad; keep Space for the button that has the focus."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and isinstance(watched, QAbstractButton):
            event.accept()
            return True
        if QKeyCombination(event.modifiers(), Qt.Key(event.key())).toCombined() not in self._claimed:
            return False
        event.ignore()
        return True
