"""Cue text between inline markup and an editable document: italics are seen, not spelled."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from crossreel.domain.text.inline import Span, canonical, parse, render

VOICE = QTextFormat.Property.UserProperty
READING = QTextFormat.Property.UserProperty + 1
COLOUR = QTextFormat.Property.UserProperty + 2
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # the catalog takes none


def char_format(span: Span) -> QTextCharFormat:
    """Return how a span looks. Voice and ruby are kept with the characters: a dotted line and a tooltip show them."""
    made = QTextCharFormat()
    made.setFontItalic(span.italic)
    made.setFontWeight(QFont.Weight.Bold if span.bold else QFont.Weight.Normal)
    made.setFontUnderline(span.underline)
    if span.colour:
        made.setForeground(QColor(span.colour))
        made.setProperty(COLOUR, span.colour)
    if span.voice:
        made.setProperty(VOICE, span.voice)
    if span.reading:
        made.setProperty(READING, span.reading)
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    if span.voice or span.reading:
        made.setToolTip(span.reading or span.voice)
    return made


def fill(document: QTextDocument, markup: str) -> None:
    """Replace the whole document by markup."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setCharFormat(QTextCharFormat())
    for span in parse(markup):
        cursor.insertText(span.text, char_format(span))
    cursor.endEditBlock()


def read(document: QTextDocument) -> str:
    """Return the document as canonical markup."""
    return canonical(render(list(_spans(document))))


def _spans(document: QTextDocument) -> Iterator[Span]:
    block = document.begin()
    while block.isValid():
        if block.blockNumber():
            yield Span(text="\n")
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            yield _span(_plain(fragment.text()), fragment.charFormat())
            pieces += 1
        block = block.next()


def _plain(text: str) -> str:
    return CONTROLS.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def _span(text: str, shown: QTextCharFormat) -> Span:
    reading = str(shown.property(READING) or "")
    return Span(
        text=text,
        italic=shown.fontItalic(),
        bold=shown.fontWeight() >= QFont.Weight.DemiBold,
        underline=shown.fontUnderline() and not reading,
        colour=str(shown.property(COLOUR) or ""),
        voice=str(shown.property(VOICE) or ""),
        reading=reading,
    )
