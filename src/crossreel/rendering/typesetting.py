"""Typesetting one line of a caption: shaping, widths and glyph outlines by Qt's text engine."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTextCharFormat, QTextLayout, QTextOption, QTransform

from crossreel.domain.picture.caption import ASCENT_SHARE, DESCENT_SHARE, Box, LineSize
from crossreel.domain.text.inline import Span
from crossreel.language.breaking import graphemes
from crossreel.rendering import fonts

READING_SHARE, READING_LIFT_SHARE, READING_ROOM = 0.5, 0.95, 1.2
UNDERLINE_SHARE, UNDERLINE_DEPTH = 0.06, 1.6
SLANT = QTransform(1, 0, -0.2126, 1, 0, 0)  # of faces without an italic: 12 degrees, as text engines do it


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
    """A line that was set and drawn: its size and its outlines."""

    size: LineSize
    runs: tuple[Run, ...]


def measure(spans: list[Span], look: Look) -> LineSize:
    """Set a line for its size only."""
    layout, text = _layout(spans, look)
    return _size(layout, text, spans, look)


def draw(spans: list[Span], look: Look) -> SetLine:
    """Set a line with its outlines."""
    layout, text = _layout(spans, look)
    size = _size(layout, text, spans, look)
    ascent = layout.lineAt(0).ascent()
    runs = []
    readings = iter(size.readings)
    at = 0
    for span in spans:
        length = _utf16(span.text)
        path = _outline(layout, ascent, at, length)
        if span.reading:
            path.translate(_spread_px(span, look) / 2, 0)
        if span.underline:
            _underline(path, layout, at, length, look.size_px)
        if span.reading:
            _add_reading(path, span.reading, next(readings), look)
        runs.append(Run(path=path, colour=span.colour))
        at += length
    return SetLine(size=size._replace(ink=_ink(runs)), runs=tuple(runs))


def advance(text: str, language: str, size_px: float, bold: bool) -> float:
    """Return the width of a line without markup: what `measure` gives, at a third of its cost."""
    return fonts.metrics(language, size_px, bold).horizontalAdvance(text)


def _advance(text: str, look: Look) -> float:
    return advance(text, look.language, look.size_px, look.bold)


def _size(layout: QTextLayout, text: str, spans: list[Span], look: Look) -> LineSize:
    readings, at = [], 0
    for span in spans:
        length = _utf16(span.text)
        if span.reading:
            readings.append(_reading_box(layout, span, at, length, look))
        at += length
    # The advance, not the natural width: that one counts the overhang of the last glyph, which pushes slanted lines aside.
    return LineSize(
        text=text,
        width_px=layout.lineAt(0).horizontalAdvance(),
        rise_px=look.size_px * READING_SHARE * READING_ROOM if readings else 0.0,
        readings=tuple(readings),
    )


def _ink(runs: list[Run]) -> Box | None:
    bounds = QRectF()
    for run in runs:
        bounds = bounds.united(run.path.boundingRect())
    return None if bounds.isEmpty() else Box(x=bounds.x(), y=bounds.y(), width=bounds.width(), height=bounds.height())


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
    """Return the font of a span that is not plain: slanted, heavier, or spread where its reading is wider than itself."""
    bolder = span.bold and not look.bold
    spread_px = _spread_px(span, look)
    if not span.italic and not bolder and not spread_px:
        return None
    font = QFont(fonts.font(look.language, look.size_px, bold=look.bold or span.bold, italic=span.italic))
    if spread_px:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spread_px)
    shape = QTextCharFormat()
    shape.setFont(font)
    return shape


def _spread_px(span: Span, look: Look) -> float:
    """Return what each letter of a base gives way, half before and half behind it, where its reading is wider."""
    if not span.reading:
        return 0.0
    room_px = _advance(span.reading, _small(look)) - _advance(span.text, replace(look, bold=look.bold or span.bold))
    return max(0.0, room_px / max(1, len(graphemes(span.text))))


def _small(look: Look) -> Look:
    return replace(look, size_px=look.size_px * READING_SHARE)


def _outline(layout: QTextLayout, ascent: float, at: int, length: int) -> QPainterPath:
    """Collect glyph outlines of a range; right-to-left text stands at the layout's far end, so positions are moved back."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # joined letters overlap; odd-even filling would leave holes there
    shift = layout.lineAt(0).naturalTextRect().left()
    for run in layout.glyphRuns(at, length):
        raw = run.rawFont()
        slanted = raw.style() != QFont.Style.StyleNormal and not _has_slant(raw)
        for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
            glyph = raw.pathForGlyph(index)
            if slanted:
                glyph = SLANT.map(glyph)
            glyph.translate(position.x() - shift, position.y() - ascent)
            path.addPath(glyph)
    return path


def _has_slant(raw: QRawFont) -> bool:
    """Tell whether the face itself is slanted. Where it is not, Qt slants what it paints but not the outlines it gives."""
    return any(word in raw.styleName() for word in ("Italic", "Oblique"))


def _edges(layout: QTextLayout, at: int, length: int) -> tuple[float, float]:
    line = layout.lineAt(0)
    shift = line.naturalTextRect().left()
    ends = [float(_x(line.cursorToX(place))) - shift for place in (at, at + length)]
    return min(ends), max(ends)


def _x(answer: object) -> float:
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def _underline(path: QPainterPath, layout: QTextLayout, at: int, length: int, size_px: float) -> None:
    left, right = _edges(layout, at, length)
    path.addRect(left, size_px * UNDERLINE_SHARE * UNDERLINE_DEPTH, right - left, size_px * UNDERLINE_SHARE)


def _reading_box(layout: QTextLayout, span: Span, at: int, length: int, look: Look) -> Box:
    left, right = _edges(layout, at, length)
    small = _small(look)
    width = _advance(span.reading, small)
    height = small.size_px * (ASCENT_SHARE + DESCENT_SHARE)
    top = -look.size_px * READING_LIFT_SHARE - small.size_px * ASCENT_SHARE
    return Box(x=(left + right - width) / 2, y=top, width=width, height=height)


def _add_reading(path: QPainterPath, reading: str, box: Box, look: Look) -> None:
    offset = QPointF(box.x, -look.size_px * READING_LIFT_SHARE)
    for run in draw([Span(text=reading)], _small(look)).runs:
        path.addPath(run.path.translated(offset))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
