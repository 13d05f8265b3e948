"""Typesetting one line of a caption: shaping, widths and glyph outlines by Qt's text engine."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from crossreel.domain.inline import Span
from crossreel.rendering import fonts

READING_SHARE = 0.5
UNDERLINE_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Look:
    """Language and size a line is set in; `bold` is the weight of plain text."""

    language: str
    size_px: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Outlines of one style of a line, from the line's left end on its baseline."""

    path: QPainterPath
    colour: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line that was set: its characters, advance width and, where asked for, its outlines."""

    text: str
    width_px: float
    rise_px: float
    runs: tuple[Run, ...] = ()


def measure(spans: list[Span], look: Look) -> SetLine:
    """Set a line for its width only."""
    layout, text = _layout(spans, look)
    line = layout.lineAt(0)
    return SetLine(text=text, width_px=_width(spans, text, line, look), rise_px=_rise(spans, look))


def draw(spans: list[Span], look: Look) -> SetLine:
    """Set a line with its outlines."""
    layout, text = _layout(spans, look)
    line = layout.lineAt(0)
    runs = []
    at = 0
    for span in spans:
        length = _utf16(span.text)
        path = _outline(layout, line.ascent(), at, length)
        if span.underline:
            _underline(path, layout, at, length, look.size_px)
        if span.reading:
            _add_reading(path, layout, span, at, length, look)
        runs.append(Run(path=path, colour=span.colour))
        at += length
    return SetLine(text=text, width_px=_width(spans, text, line, look), rise_px=_rise(spans, look), runs=tuple(runs))


def plain_width(text: str, look: Look) -> float:
    """Return the advance width of a line without markup, in pixels."""
    return QFontMetricsF(fonts.font(look.language, look.size_px, bold=look.bold)).horizontalAdvance(text)


def _width(spans: list[Span], text: str, line: QTextLine, look: Look) -> float:
    # A text line counts the last glyph's overhang; the advance does not, and is what `plain_width` gives.
    return line.naturalTextWidth() if any(span.italic or span.reading for span in spans) else plain_width(text, look)


def _layout(spans: list[Span], look: Look) -> tuple[QTextLayout, str]:
    text = "".join(span.text for span in spans)
    layout = QTextLayout(text, fonts.font(look.language, look.size_px, bold=look.bold))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(_formats(spans, look))
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout, text


def _formats(spans: list[Span], look: Look) -> list[QTextLayout.FormatRange]:
    ranges, at = [], 0
    for span in spans:
        length = _utf16(span.text)
        shape = _shape(span, look)
        if shape is not None:
            given = QTextLayout.FormatRange()
            given.start, given.length, given.format = at, length, shape
            ranges.append(given)
        at += length
    return ranges


def _shape(span: Span, look: Look) -> QTextCharFormat | None:
    """Return the font of a span that is not plain: slanted, or spread where its reading is wider than itself."""
    room_px = _reading_width(span, look) - plain_width(span.text, look) if span.reading else 0.0
    if not span.italic and room_px <= 0:
        return None
    font = QFont(fonts.font(look.language, look.size_px, bold=look.bold or span.bold, italic=span.italic))
    if room_px > 0:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, room_px / max(1, len(span.text)))
    shape = QTextCharFormat()
    shape.setFont(font)
    return shape


def _reading_width(span: Span, look: Look) -> float:
    return plain_width(span.reading, Look(look.language, look.size_px * READING_SHARE, look.bold))


def _outline(layout: QTextLayout, ascent: float, at: int, length: int) -> QPainterPath:
    """Collect glyph outlines of a range; right-to-left text stands at the layout's far end, so positions are moved back."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # joined letters overlap; odd-even filling would leave holes there
    shift = layout.lineAt(0).naturalTextRect().left()
    for run in layout.glyphRuns(at, length):
        raw = run.rawFont()
        for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
            glyph = raw.pathForGlyph(index)
            glyph.translate(position.x() - shift, position.y() - ascent)
            path.addPath(glyph)
    return path


def _edges(layout: QTextLayout, at: int, length: int) -> tuple[float, float]:
    line = layout.lineAt(0)
    shift = line.naturalTextRect().left()
    ends = [float(_x(line.cursorToX(place))) - shift for place in (at, at + length)]
    return min(ends), max(ends)


def _x(answer: object) -> float:
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def _underline(path: QPainterPath, layout: QTextLayout, at: int, length: int, size_px: float) -> None:
    left, right = _edges(layout, at, length)
    path.addRect(left, size_px * UNDERLINE_SHARE * 1.6, right - left, size_px * UNDERLINE_SHARE)


def _add_reading(path: QPainterPath, layout: QTextLayout, span: Span, at: int, length: int, look: Look) -> None:
    left, right = _edges(layout, at, length)
    small = Look(look.language, look.size_px * READING_SHARE, look.bold)
    reading = draw([Span(text=span.reading)], small)
    offset = QPointF((left + right - reading.width_px) / 2, -look.size_px * 0.95)
    for run in reading.runs:
        path.addPath(run.path.translated(offset))


def _rise(spans: list[Span], look: Look) -> float:
    return look.size_px * READING_SHARE * 1.2 if any(span.reading for span in spans) else 0.0


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
