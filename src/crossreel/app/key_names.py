"""The names of keys in menus, which Qt writes, as the rest of the window says them."""

from PySide6.QtCore import QObject, QTranslator

from crossreel.i18n.keys import ARROWS, WORDS
from crossreel.i18n.messages import _

CONTEXT = "QShortcut"
"""Under this Qt looks its names of keys up."""


class KeyNames(QTranslator):
    """Installed after Qt's own words, it is asked first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        """Say that there are words: Qt takes no empty one."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the name of a key, None for whatever else Qt asks for."""
        if context != CONTEXT:
            return None
        return ARROWS.get(source) or (_(WORDS[source]) if source in WORDS else None)
