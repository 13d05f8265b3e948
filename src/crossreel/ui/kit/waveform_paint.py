"""How the timeline looks: ruler, waveform, cue boxes and the playhead."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crossreel.domain.text.timecode import clock
from crossreel.ui.kit import theme
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_scale import Scale
from crossreel.ui.kit.waveform_tiles import TILE_PX, Tiles

RULER_PX = 24
FOOT_PX = 12
INSET_PX = 4
TEXT_FROM_PX = 22.0
CAPTION_PX = 20
SLIVER_PX = 5.0


def body_rect(width: int, height: int) -> QRect:
    """Return where cue boxes and the waveform stand."""
    return QRect(0, RULER_PX + INSET_PX, width, max(8, height - RULER_PX - FOOT_PX - 2 * INSET_PX))


class TimelinePainter:
    """Paints one view of the timeline; made anew for every paint."""

    def __init__(self, painter: QPainter, scale: Scale, tiles: Tiles, area: QRect) -> None:
        self._painter = painter
        self._scale = scale
        self._tiles = tiles
        self._area = area
        self._body = body_rect(area.width(), area.height())
        self._theme = theme.active()
        self._ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0

    def ruler(self) -> None:
        """Paint the times."""
        colours = self._theme
        self._painter.fillRect(QRect(0, 0, self._area.width(), RULER_PX), colours.colour("panel"))
        self._painter.fillRect(QRect(0, RULER_PX - 1, self._area.width(), 1), colours.colour("line"))
        self._painter.setFont(theme.font(11.5, tabular=True))
        for at_ms, labelled in self._scale.ticks():
            x = self._scale.x_of(at_ms)
            self._painter.fillRect(QRectF(x, RULER_PX - (12 if labelled else 4), 1, 12 if labelled else 4), colours.colour("line"))
            if labelled:
                self._painter.setPen(colours.colour("text3"))
                written = clock(at_ms, hours=False)
                short = written[:-4] if at_ms % 1000 == 0 else written[:-2]
                self._painter.drawText(QPointF(x + 5, RULER_PX - 8), short)

    def wave(self) -> None:
        """Paint the waveform where no cue stands."""
        self._wave_in(QRectF(self._body), self._theme.colour("wave", 0.55))

    def slivers(self, cues: Sequence[CueBox]) -> None:
        """Paint cues that are too narrow for a box, all at once."""
        top, height = self._body.top(), self._body.height()
        rects = [QRectF(self._scale.x_of(cue.start_ms), top, self._width(cue), height) for cue in cues]
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("cue_edge"))
        self._painter.drawRects(rects)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def is_sliver(self, cue: CueBox) -> bool:
        """Tell whether a cue is too narrow for a box at this zoom."""
        return self._width(cue) < SLIVER_PX

    def _width(self, cue: CueBox) -> float:
        return max(1.5, (cue.end_ms - cue.start_ms) * self._scale.px_per_second / 1000)

    def box(self, cue: CueBox, *, current: bool, hovered: bool) -> None:
        """Paint one cue box with the lighter waveform inside, number and text at its top."""
        colours = self._theme
        left = self._scale.x_of(cue.start_ms)
        width = self._width(cue)
        rect = QRectF(left, self._body.top(), width, self._body.height())
        marked = {"error": "finding", "warning": "warning"}.get(cue.mark, "")
        edge = colours.colour("accent") if current else colours.colour(marked) if marked else colours.colour("cue_edge")
        fill = colours.tint("accent", 0.22 if colours.dark else 0.14) if current else colours.colour("cue_box")
        if hovered and not current:
            edge = colours.colour("wave_lit")
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        lit = colours.tint("accent", 0.45, "wave_lit") if current else colours.colour("wave_lit", 0.85)
        self._wave_in(rect.adjusted(1, CAPTION_PX, -1, -1), lit)
        painter.setPen(QPen(edge, 1.25 if current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        if width > TEXT_FROM_PX:
            self._words(cue, rect, current)
        if current:
            self._grips(rect, edge)

    def followed(self, cue: CueBox) -> None:
        """Mark the cue under the playhead: a line along its foot."""
        foot = QRectF(self._scale.x_of(cue.start_ms), self._body.bottom() - 2, self._width(cue), 3)
        self._painter.fillRect(foot, self._theme.colour("wave_lit"))

    def playhead(self, at_ms: int) -> None:
        """Paint the playhead, 2 px of accent over the whole height."""
        x = round(self._scale.x_of(at_ms))
        self._painter.fillRect(QRect(x - 1, 0, 2, self._area.height() - FOOT_PX + 4), self._theme.colour("accent"))

    def overview(self) -> None:
        """Paint a thin bar that tells which part of the episode is in view."""
        if self._scale.last_left_px == 0:
            return
        whole = self._scale.last_left_px + self._scale.width
        track = QRectF(0, self._area.height() - 7, self._area.width(), 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("raised"))
        self._painter.drawRect(track)
        self._painter.setBrush(self._theme.colour("line"))
        share = self._area.width() / whole
        shown = max(24.0, self._scale.width * share)
        self._painter.drawRoundedRect(QRectF(self._scale.left_px * share, track.top() - 0.5, shown, 4), 2, 2)

    def _wave_in(self, rect: QRectF, colour: QColor) -> None:
        clip = rect.intersected(QRectF(self._body))
        if clip.isEmpty() or self._tiles.is_empty:
            return
        painter = self._painter
        painter.save()
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(colour.alphaF())
        left = self._scale.left_px
        top, height = self._body.top() + CAPTION_PX, self._body.height() - CAPTION_PX - 2
        for index in range(int(clip.left() + left) // TILE_PX, int(clip.right() + left) // TILE_PX + 1):
            tile = self._tiles.tile(index, self._scale.px_per_second, height, colour, self._ratio)
            painter.drawPixmap(index * TILE_PX - left, top, tile)
        painter.restore()

    def _words(self, cue: CueBox, rect: QRectF, current: bool) -> None:
        font = theme.font(12)
        measure = QFontMetricsF(font)
        visible = rect.intersected(QRectF(self._body)).adjusted(7, 3, -6, 0)
        visible.setHeight(measure.height())
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour("text" if current else "text2"))
        number = str(cue.number)
        self._painter.drawText(visible, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute, number)
        words = visible.adjusted(measure.horizontalAdvance(number) + 5, 0, 0, 0)
        if words.width() < 14:
            return
        self._painter.setPen(self._theme.colour("text"))
        line = " ".join(cue.text.split())
        self._painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if cue.right_to_left else Qt.LayoutDirection.LeftToRight)
        cut = measure.elidedText(line, Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if cue.right_to_left else Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(
            words, side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, cut
        )
        self._painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _grips(self, rect: QRectF, colour: QColor) -> None:
        if rect.width() < 24:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        middle = rect.center().y()
        for x in (rect.left() + 2, rect.right() - 4.5):
            self._painter.drawRoundedRect(QRectF(x, middle - 12, 2.5, 24), 1.2, 1.2)
