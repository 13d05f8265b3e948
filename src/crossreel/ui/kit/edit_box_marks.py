"""Marks under the words of an edit box: seen, told by a tip, and never part of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from crossreel.ui.kit import theme

Kind = Literal["term", "lacking", "spelling", "remembered"]
LINES = {
    "term": ("translated", QTextCharFormat.UnderlineStyle.DotLine),
    "lacking": ("warning", QTextCharFormat.UnderlineStyle.DashUnderline),
    "spelling": ("finding", QTextCharFormat.UnderlineStyle.WaveUnderline),
    "remembered": ("approved", QTextCharFormat.UnderlineStyle.SingleUnderline),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the plain text, in code points; `tip` is told over it."""

    start: int
    end: int
    kind: Kind
    tip: str = ""


def selections(document: QTextDocument, marks: Sequence[Mark]) -> list[QTextEdit.ExtraSelection]:
    """Return marks as an editor paints them over a document."""
    text, colours = document.toPlainText(), theme.active()
    made = []
    for mark in marks:
        token, line = LINES[mark.kind]
        shown = QTextCharFormat()
        shown.setUnderlineStyle(line)
        shown.setUnderlineColor(colours.colour(token))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(document)
        selection.cursor.setPosition(units(text, mark.start))
        selection.cursor.setPosition(units(text, mark.end), QTextCursor.MoveMode.KeepAnchor)
        selection.format = shown
        made.append(selection)
    return made


def units(text: str, at: int) -> int:
    """Return a position of code points in UTF-16 units, as documents count."""
    return len(text[:at].encode("utf-16-le")) // 2


def points(text: str, at: int) -> int:
    """Return a position in UTF-16 units in code points."""
    return len(text.encode("utf-16-le")[: at * 2].decode("utf-16-le", "ignore"))
