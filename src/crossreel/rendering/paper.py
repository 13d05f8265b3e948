"""Pages of paper: a page of HTML as a PDF, set with the declared faces, each language in its own, in both directions."""

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument, QTextOption

from crossreel.domain.text.language import is_right_to_left
from crossreel.rendering.fonts import ensure_application, families
from crossreel.rendering.sheets import sheets

POINT_DPI = 72
FONT_PT = 8.5
MARGIN_MM = 14
FOOT_PT = 24.0  # what the page number takes of the height
ROW = re.compile(r"(<tr\b[^>]*>)(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)
GREY = QColor("#4c5866")


def families_of(language: str) -> str:
    """Return the families of a language for a style sheet, its own first."""
    ensure_application()
    return ", ".join(f"'{name}'" for name in families(language))


def pdf(page: str, *, language: str, title: str, number: Callable[[float], str]) -> bytes:
    """Return a page of HTML as a PDF on A4, each sheet with what it is and its number at the foot.

    Args:
        page: HTML as `QTextDocument` reads it.
        language: of its words: decides the direction of the page, and which faces come first.
        title: of the document, repeated at the foot.
        number: writes a number in that language.
    """
    ensure_application()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(POINT_DPI)
    writer.setTitle(title)
    writer.setCreator("Crossreel")
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    sheet = QSizeF(writer.width(), writer.height() - FOOT_PT)
    document = _document(page, language, sheet)
    _paint(document, writer, sheet, title, number, is_right_to_left(language))
    buffer.close()
    return bytes(data.data())


def _document(page: str, language: str, sheet: QSizeF) -> QTextDocument:
    document = QTextDocument()
    face = QFont()
    face.setFamilies(families(language))
    face.setPointSizeF(FONT_PT)
    document.setDefaultFont(face)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left(language) else Qt.LayoutDirection.LeftToRight)
    document.setDefaultTextOption(option)
    document.setHtml(_mirrored(page) if is_right_to_left(language) else page)
    document.setTextWidth(sheet.width())
    return document


def _mirrored(page: str) -> str:
    """Return a page with the cells of every row in reverse: `QTextDocument` sets tables from left to right whatever they say."""
    return ROW.sub(lambda row: f"{row[1]}{''.join(reversed(CELL.findall(row[2])))}</tr>", page)


def _paint(
    document: QTextDocument, writer: QPdfWriter, sheet: QSizeF, title: str, number: Callable[[float], str], right_to_left: bool
) -> None:
    painter = QPainter(writer)
    listed = list(sheets(document, sheet.height()))
    foot = QRectF(0, sheet.height(), sheet.width(), FOOT_PT)
    start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if right_to_left:
        start, end = end, start
    for at, each in enumerate(listed):
        if at:
            writer.newPage()
        if each.head_bottom:
            _draw(document, painter, 0.0, each.head_top, each.head_bottom)
        _draw(document, painter, each.head - each.above, each.top - each.above, each.bottom)
        painter.setFont(document.defaultFont())
        painter.setPen(GREY)
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(foot, start | bottom, title)
        painter.drawText(foot, end | bottom, f"{number(at + 1)} / {number(len(listed))}")
    painter.end()


def _draw(document: QTextDocument, painter: QPainter, at: float, top: float, bottom: float) -> None:
    """Draw what stands from one height of a document to another, at a height of the sheet."""
    painter.save()
    painter.translate(QPointF(0, at - top))
    document.drawContents(painter, QRectF(0, top, document.textWidth(), bottom - top))
    painter.restore()
