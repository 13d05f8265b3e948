"""Captions laid out, measured and painted; one renderer for the preview, for QC and for burn-in.

Lines break where the text breaks: a line that is too wide stays one line and is measured so. Safe on any thread.
"""

from collections.abc import Sequence
from functools import lru_cache
from threading import RLock

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import VERTICAL, Caption, CaptionLine, CaptionStyle, LineSize, Picture, around
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.inline import drawn_text, split_lines
from crossreel.rendering import fonts
from crossreel.rendering.typesetting import Look, SetLine, advance, draw, measure

OUTLINE_COLOUR = "#000000"
MEASURED_AT_ONCE = 32  # captions, then whoever paints has a turn
_ENGINE = RLock()  # fonts are shared between calls, and Qt's must not be used by two threads at once


def sizes(texts: Sequence[str], language: str, style: CaptionStyle = VERTICAL) -> list[tuple[LineSize, ...]]:
    """Return the lines of each caption (inline markup) with their sizes in canvas pixels, as `layout` has them."""
    fonts.ensure_application()
    font_px, bold = style.font_px, style.bold
    found: list[tuple[LineSize, ...]] = []
    for at in range(0, len(texts), MEASURED_AT_ONCE):
        with _ENGINE:
            found += [_sizes(text, language, font_px, bold) for text in texts[at : at + MEASURED_AT_ONCE]]
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
        placement: as in `cue.Cue`; the usual place where it means none.

    Returns:
        The lines from top to bottom, in pixels of the style's canvas, with what is drawn of each.
    """
    fonts.ensure_application()
    with _ENGINE:
        lines = arrange([line.size for line in _drawn(text, language, style)], style, read_placement(placement))
    return Caption(lines=lines, missing=missing(drawn_text(text)))


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
    lines = _drawn(text, language, style)
    placed = arrange([line.size for line in lines], style, read_placement(placement))
    ink = around(line.ink for line in placed if line.ink is not None)
    if ink is None:
        return None
    edge = style.outline_px + 2
    bounds = QRectF(ink.x, ink.y, ink.width, ink.height).adjusted(-edge, -edge, edge, edge)
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


def _drawn(text: str, language: str, style: CaptionStyle) -> list[SetLine]:
    look = Look(language, style.font_px, style.bold)
    return [draw(spans, look) for spans in split_lines(text)]


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


def _sizes(text: str, language: str, font_px: float, bold: bool) -> tuple[LineSize, ...]:
    if "<" in text or "&" in text:
        return _marked_sizes(text, language, font_px, bold)
    if "\n" not in text:
        return _plain_line(text, language, font_px, bold) if text else ()
    lines = text.split("\n")
    return tuple([_plain_line(line, language, font_px, bold)[0] for line in lines]) if any(lines) else ()


@lru_cache(maxsize=65536)
def _plain_line(line: str, language: str, font_px: float, bold: bool) -> tuple[LineSize]:
    return (LineSize(line, advance(line, language, font_px, bold)),)


@lru_cache(maxsize=16384)
def _marked_sizes(text: str, language: str, font_px: float, bold: bool) -> tuple[LineSize, ...]:
    look = Look(language, font_px, bold)
    return tuple(measure(spans, look) for spans in split_lines(text))


def forget() -> None:
    """Forget every size: what is measured next is set anew."""
    with _ENGINE:
        _plain_line.cache_clear()
        _marked_sizes.cache_clear()
