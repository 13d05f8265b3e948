"""A keyboard: keys by the names a menu gives them, pressed through XTest."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

MODIFIERS = {"Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L", "Meta": "Super_L"}
NAMES = {
    "PgUp": "Prior", "PgDown": "Next", "Del": "Delete", "Esc": "Escape", "Enter": "KP_Enter", "Ins": "Insert",
    "Backspace": "BackSpace", "Space": "space", "\n": "Return", "\t": "Tab", " ": "space",
}  # fmt: skip
UNICODE_KEYSYM = 0x01000000
LATIN = range(0x20, 0x100)
SHIFTED = 1


class Keyboard:
    """A US keyboard with a numpad. A letter it has not gets a key of its own, until there are more such letters than keys."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._own: dict[int, int] = {}
        low, high = display.display.info.min_keycode, display.display.info.max_keycode
        mapped = display.get_keyboard_mapping(low, high - low + 1)
        self._spare = [low + at for at, keysyms in enumerate(mapped) if not any(keysyms)]

    def press(self, keys: str) -> None:
        """Press keys together, written as in a menu ("Ctrl+Shift+F") or by the names of X ("KP_5")."""
        *held, last = _parts(keys)
        keycode, shifted = self._place(last)
        with self.held("+".join(held)), self.held("Shift" if shifted and "Shift" not in held else ""):
            self._tap(keycode)

    def type(self, text: str, gap_ms: float) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            self.press(letter) if letter != "+" else self._plus()
            time.sleep(gap_ms / 1000)

    @contextmanager
    def held(self, keys: str) -> Iterator[None]:
        """Hold keys down meanwhile."""
        codes = [self._place(MODIFIERS.get(each, each))[0] for each in keys.split("+") if each]
        for code in codes:
            self._send(X.KeyPress, code)
        try:
            yield
        finally:
            for code in reversed(codes):
                self._send(X.KeyRelease, code)

    def _plus(self) -> None:
        with self.held("Shift"):
            self._tap(self._place("equal")[0])

    def _tap(self, keycode: int) -> None:
        self._send(X.KeyPress, keycode)
        self._send(X.KeyRelease, keycode)

    def _send(self, kind: int, keycode: int) -> None:
        xtest.fake_input(self._display, kind, keycode)
        self._display.sync()

    def _place(self, name: str) -> tuple[int, bool]:
        """Return the keycode of a key, and whether it takes Shift. A key of the numpad is the key itself, whatever NumLock says."""
        keysym = _keysym(name)
        for keycode, at in sorted(self._display.keysym_to_keycodes(keysym), key=lambda pair: pair[1]):
            if at <= SHIFTED:
                return keycode, at == SHIFTED and not name.startswith("KP_")
        if keysym not in self._own:
            if not self._spare:
                self._spare.append(self._own.pop(next(iter(self._own))))  # the letter that got a key first gives it away
            self._own[keysym] = code = self._spare.pop()
            self._display.change_keyboard_mapping(code, [(keysym, keysym)])
            self._display.sync()
        return self._own[keysym], False


def _parts(keys: str) -> list[str]:
    if len(keys) == 1:
        return [keys]
    parts = keys.split("+")
    if keys.endswith("++"):
        parts = [*parts[:-2], "plus"]
    return parts if len(parts[-1]) > 1 or not parts[-1].isupper() else [*parts[:-1], parts[-1].lower()]


def _keysym(name: str) -> int:
    name = NAMES.get(name, name)
    if len(name) == 1:
        return ord(name) if ord(name) in LATIN else UNICODE_KEYSYM + ord(name)
    keysym = int(XK.string_to_keysym(name))
    if not keysym:
        raise ValueError(f"X knows no key “{name}”")
    return keysym
