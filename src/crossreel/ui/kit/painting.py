"""Strokes several delegates share: covers, segments of languages, states as edge, icon and word."""

import zlib
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from crossreel.domain.catalog.note_kind import NoteWeight
from crossreel.domain.catalog.workflow import State
from crossreel.domain.quality.finding import Severity
from crossreel.i18n.messages import sentence
from crossreel.ui.kit import theme

STATE_ICONS: Mapping[State, str] = {
    State.MISSING: "missing",
    State.STARTED: "started",
    State.DRAFT: "draft",
    State.TRANSLATED: "translated",
    State.CHECKED: "checked",
    State.APPROVED: "approved",
    State.DELIVERED: "delivered",
}

SEVERITY_TOKENS: Mapping[Severity, str] = {Severity.ERROR: "finding", Severity.WARNING: "warning", Severity.INFO: "text3"}
"""Colours of findings by their severity."""

NOTE_TOKENS: Mapping[NoteWeight, str] = {
    NoteWeight.MINOR: "text2",
    NoteWeight.MAJOR: "warning",
    NoteWeight.CRITICAL: "finding",
}
"""Colours of notes by how much they matter."""


def state_words(state: State) -> str:
    """Return the word for a state."""
    return sentence(f"state.{state.value}")


def hue_of(code: str) -> int:
    """Return a hue (0 to 359) that is always the same for a title."""
    return zlib.crc32(code.encode()) % 360


def flow(*, mirrored: bool, end: bool = False) -> int:
    """Return the flags that put words at the start (or end) of a line, whichever way they themselves are written."""
    left = end == mirrored
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return int((side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value)


def paint_cover(painter: QPainter, rect: QRect, cover: QPixmap | None, code: str, radius: float = theme.RADIUS) -> None:
    """Paint a cover cut to fill `rect`, or colours of the title's own where there is none."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    painter.setClipPath(path)
    if cover is not None and not cover.isNull():
        scale = max(rect.width() / cover.width(), rect.height() / cover.height())
        width, height = rect.width() / scale, rect.height() / scale
        source = QRectF((cover.width() - width) / 2, (cover.height() - height) / 2, width, height)
        painter.drawPixmap(QRectF(rect), cover, source)
    else:
        hue = hue_of(code)
        fill = QLinearGradient(QPointF(rect.topLeft()), QPointF(rect.bottomRight()))
        fill.setColorAt(0, QColor.fromHsl(hue, 80, 92))
        fill.setColorAt(1, QColor.fromHsl((hue + 40) % 360, 90, 34))
        painter.fillRect(rect, fill)
    painter.restore()


def paint_shade(painter: QPainter, rect: QRect, radius: float = theme.RADIUS) -> None:
    """Darken the lower part of a cover, so that white letters can be read on any picture."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    painter.setClipPath(path)
    shade = QLinearGradient(QPointF(0, rect.top() + rect.height() * 0.5), QPointF(0, rect.bottom()))
    shade.setColorAt(0, QColor(0, 0, 0, 0))
    shade.setColorAt(1, QColor(0, 0, 0, 200))
    painter.fillRect(rect, shade)
    painter.restore()


def paint_segments(painter: QPainter, rect: QRect, states: Sequence[State], *, mirrored: bool, height: int = 4) -> None:
    """Paint one segment for each language, in the colour of its state."""
    if not states:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    gap = 2
    width = (rect.width() - gap * (len(states) - 1)) / len(states)
    ordered = list(reversed(states)) if mirrored else states
    for at, state in enumerate(ordered):
        painter.setBrush(theme.active().colour(state.value))
        painter.drawRoundedRect(QRectF(rect.x() + at * (width + gap), rect.center().y() - height / 2, width, height), 2, 2)
    painter.restore()


def paint_pill(painter: QPainter, rect: QRect, words: str) -> None:
    """Paint words in white on a dark pill, for the corner of a cover."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    painter.setPen(QColor("#E6EAF0"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_cell_back(
    painter: QPainter, box: QRect, edge: str, *, fill: QColor | None, mirrored: bool, radius: float = theme.SMALL_RADIUS
) -> None:
    """Paint the ground of a cell of a matrix with its edge, in a token's colour ("" for none), at the leading side."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), radius, radius)
    painter.setClipPath(path)
    if fill is not None:
        painter.fillRect(box, fill)
    if edge:
        painter.fillRect(QRect(box.right() - 2 if mirrored else box.x(), box.y(), 3, box.height()), theme.active().colour(edge))
    painter.restore()


def paint_focus(painter: QPainter, rect: QRect, radius: float = theme.RADIUS) -> None:
    """Paint the 2 px outline of what has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.active().colour("accent"), 2))  # what was painted last leaves a pen and a brush of its own
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
