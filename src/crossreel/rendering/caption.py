"""Captions laid out, measured and painted; one renderer for the preview, for QC and for burn-in.

Lines break where the text breaks: a line that is too wide stays one line and is measured so. Safe on any thread.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from threading import RLock

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from crossreel.domain.caption import VERTICAL, Box, Caption, CaptionLine, CaptionStyle, Picture
from crossreel.domain.inline import Span, parse, plain_text
from crossreel.rendering import fonts
from crossreel.rendering.typesetting import Look, SetLine, draw, measure, plain_width

ASCENT_SHARE, DESCENT_SHARE = 0.88, 0.24
TOP_SHARE = 0.125
OUTLINE_COLOUR = "#000000"
_ENGINE = RLock()  # fonts are shared between calls, and Qt's must not be used by two threads at once


def widths(lines: Sequence[str], language: str, style: CaptionStyle = VERTICAL) -> list[float]:
    """Return the width of each plain line in canvas pixels."""
    fonts.ensure_application()
    found = []
    for line in lines:
        with _ENGINE:
            found.append(_width(line, language, style.font_px, style.bold))
    return found


def missing(text: str, language: str = "") -> str:
    """Return the characters of a plain text that no declared face has; "" when widths can be trusted."""
    fonts.ensure_application()
    with _ENGINE:
        return fonts.missing_characters(text)


def layout(text: str, language: str, style: CaptionStyle = VERTICAL, placement: str = "") -> Caption:
    """Lay out a caption.

    Args:
        text: inline markup.
        language: BCP 47 tag; it chooses the faces.
        style: how captions look.
        placement: "", a keypad number "1" to "9", or a percent box "x,y,w,h".

    Returns:
        The lines from top to bottom, in pixels of the style's canvas.
    """
    fonts.ensure_application()
    look = Look(language, style.font_px, style.bold)
    with _ENGINE:
        lines = [measure(spans, look) for spans in split_lines(text)]
    return Caption(lines=tuple(place(lines, style, placement)), missing=missing(plain_text(text)))


def paint(text: str, language: str, style: CaptionStyle, width: int, height: int, placement: str = "") -> Picture | None:
    """Paint a caption for a frame of `width` x `height` pixels; None where there is nothing to see.

    Returns:
        The smallest picture that holds the caption, placed in the frame.
    """
    fonts.ensure_application()
    with _ENGINE:
        return _painted(text, language, style, width, height, placement)


def _painted(text: str, language: str, style: CaptionStyle, width: int, height: int, placement: str) -> Picture | None:
    scale = height / style.canvas_height
    shift = (width - style.canvas_width * scale) / 2
    look = Look(language, style.font_px, style.bold)
    lines = [draw(spans, look) for spans in split_lines(text)]
    placed = place(lines, style, placement)
    bounds = _bounds(lines, placed, style)
    if bounds.isEmpty():
        return None
    target = QRectF(bounds.x() * scale + shift, bounds.y() * scale, bounds.width() * scale, bounds.height() * scale)
    area = target.toAlignedRect().intersected(QRectF(0, 0, width, height).toAlignedRect())
    if area.isEmpty():
        return None
    image = QImage(area.width(), area.height(), QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(shift - area.x(), -area.y())
    painter.scale(scale, scale)
    _paint_lines(painter, lines, placed, style)
    painter.end()
    data = bytes(image.constBits())[: image.sizeInBytes()]
    return Picture(width=area.width(), height=area.height(), data=data, x=area.x(), y=area.y())


def split_lines(text: str) -> list[list[Span]]:
    """Split markup into lines of spans; an empty line keeps its place."""
    lines: list[list[Span]] = [[]]
    for span in parse(text):
        parts = span.text.split("\n")
        for index, part in enumerate(parts):
            if index:
                lines.append([])
            if part:
                lines[-1].append(replace(span, text=part))
    return lines if any(lines) else []


def place(lines: Sequence[SetLine], style: CaptionStyle, placement: str) -> list[CaptionLine]:
    """Give each line its place on the canvas."""
    step = style.font_px * style.line_height
    offsets, at = [], 0.0
    for index, line in enumerate(lines):
        at += (step if index else 0.0) + line.rise_px
        offsets.append(at)
    height = offsets[-1] if offsets else 0.0
    first = _first_baseline(style, placement, height)
    return [
        CaptionLine(
            text=line.text,
            width_px=line.width_px,
            baseline_px=first + offset,
            box=Box(
                x=_left(line.width_px, style, placement),
                y=first + offset - style.font_px * ASCENT_SHARE - line.rise_px,
                width=line.width_px,
                height=style.font_px * (ASCENT_SHARE + DESCENT_SHARE) + line.rise_px,
            ),
        )
        for line, offset in zip(lines, offsets, strict=True)
    ]


def _first_baseline(style: CaptionStyle, placement: str, height: float) -> float:
    box = _percent_box(placement)
    if box is not None:
        return (box.y + box.height) / 100 * style.canvas_height - style.font_px * DESCENT_SHARE - height
    row = (int(placement) - 1) // 3 if placement.isdecimal() else 0
    if row == 2:
        return style.canvas_height * TOP_SHARE + style.font_px * ASCENT_SHARE
    if row == 1:
        return (style.canvas_height - height) / 2 + style.font_px * 0.35
    return style.baseline_px - height


def _left(width: float, style: CaptionStyle, placement: str) -> float:
    box = _percent_box(placement)
    if box is not None:
        return (box.x + box.width / 2) / 100 * style.canvas_width - width / 2
    column = (int(placement) - 1) % 3 if placement.isdecimal() else 1
    if column == 0:
        return float(style.left_px)
    return style.right_px - width if column == 2 else style.centre_px - width / 2


def _percent_box(placement: str) -> Box | None:
    parts = placement.split(",")
    if len(parts) != 4:
        return None
    x, y, width, height = (float(part) for part in parts)
    return Box(x=x, y=y, width=width, height=height)


def _bounds(lines: Sequence[SetLine], placed: Sequence[CaptionLine], style: CaptionStyle) -> QRectF:
    found = QRectF()
    for line, at in zip(lines, placed, strict=True):
        for run in line.runs:
            found = found.united(run.path.boundingRect().translated(at.box.x, at.baseline_px))
    edge = style.outline_px + 2
    return found if found.isEmpty() else found.adjusted(-edge, -edge, edge, edge)


def _paint_lines(painter: QPainter, lines: Sequence[SetLine], placed: Sequence[CaptionLine], style: CaptionStyle) -> None:
    pen = QPen(QColor(OUTLINE_COLOUR), style.outline_px * 2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for outline in (True, False):
        for line, at in zip(lines, placed, strict=True):
            for run in line.runs:
                path = run.path.translated(QPointF(at.box.x, at.baseline_px))
                if outline:
                    painter.strokePath(path, pen)
                else:
                    painter.fillPath(path, QColor(run.colour or style.colour))


@lru_cache(maxsize=65536)
def _width(line: str, language: str, font_px: float, bold: bool) -> float:
    return plain_width(line, Look(language, font_px, bold))
