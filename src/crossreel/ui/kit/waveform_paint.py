"""How the timeline looks behind and before its cues: ruler, sound, frames, shot changes, playhead and readout."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from crossreel.domain.speech.regions import touching
from crossreel.domain.text.timecode import clock
from crossreel.ui.kit import theme
from crossreel.ui.kit.waveform_shown import BAND_GAP_PX, FOOT_PX, RULER_PX, Shown
from crossreel.ui.kit.waveform_tiles import TILE_PX, Tiles

CAPTION_PX = 20
READOUT_PX = 22
SHOT_GRIP_PX = 5
HEAD_PX = 5
SPEECH_PX = 3


class BackPainter:
    """Paints one view of the timeline but for its cues; made anew for every paint. Only what `dirty` needs is looked at."""

    def __init__(self, painter: QPainter, shown: Shown, tiles: Tiles, dirty: QRect) -> None:
        self._painter = painter
        self._shown = shown
        self._scale = shown.scale
        self._tiles = tiles
        self._dirty = dirty
        self._body = shown.body()
        self._theme = theme.active()
        self._ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0

    def ruler(self) -> None:
        """Paint the times, and lines through the body at those that are written."""
        colours, painter, dirty = self._theme, self._painter, self._dirty
        painter.fillRect(QRect(dirty.left(), 0, dirty.width(), RULER_PX), colours.colour("panel"))
        painter.fillRect(QRect(dirty.left(), RULER_PX - 1, dirty.width(), 1), colours.colour("line"))
        painter.setFont(theme.font(11.5, tabular=True))
        line, faint = colours.colour("line"), colours.colour("line", 0.55)
        for at_ms, labelled in self._scale.ticks(dirty.left() - 96, dirty.right() + 2):
            x = self._scale.pixel_of(at_ms)
            painter.fillRect(QRect(x, RULER_PX - (12 if labelled else 4), 1, 12 if labelled else 4), line)
            if labelled:
                painter.fillRect(QRect(x, self._body.top(), 1, self._body.height()), faint)
                painter.setPen(colours.colour("text3"))
                whole = at_ms % 1000 == 0 and not self._shown.in_frames
                words = clock(at_ms, hours=False)[:-4] if whole else self._shown.written(at_ms)
                painter.drawText(QPointF(x + 5, RULER_PX - 8), words)

    def frames_in(self, rect: QRectF) -> None:
        """Paint a line where each frame begins, as soon as they can be told apart."""
        seen, colour = rect.intersected(QRectF(self._dirty)), self._theme.colour("line", 0.6)
        for at_ms in self._scale.frames(seen.left(), seen.right()) if not seen.isEmpty() else ():
            x = self._scale.pixel_of(at_ms)
            if rect.left() < x < rect.right():
                self._painter.fillRect(QRectF(x, rect.top(), 1, rect.height()), colour)

    def ground(self) -> None:
        """Paint frames and waveform where no cue stands."""
        self.frames_in(QRectF(self._body).adjusted(-1, 0, 1, 0))  # the first and the last pixel of the view too
        for band in range(self._shown.bands):
            self.sound_in(self._shown.band_rect(band), band, self._theme.colour("wave", 0.75))

    def speech(self) -> None:
        """Paint where somebody speaks: a calm strip below the cues."""
        left, right = (self._scale.time_at(each) for each in (self._dirty.left() - 4, self._dirty.right() + 4))
        top, colour = self._body.bottom() + 2, self._theme.colour("approved", 0.6)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for span in touching(self._shown.speech, left, right):
            x = self._scale.x_of(span.start_ms)
            width = max(1.0, self._scale.x_of(span.end_ms) - x)
            self._painter.drawRoundedRect(QRectF(x, top, width, SPEECH_PX), 1.5, 1.5)

    def bands(self) -> None:
        """Paint a line between the two languages that are compared."""
        if self._shown.bands > 1:
            middle = self._body.top() + (self._body.height() - BAND_GAP_PX) // 2 + BAND_GAP_PX // 2
            self._painter.fillRect(QRect(self._dirty.left(), middle, self._dirty.width(), 1), self._theme.colour("line"))

    def shots(self) -> None:
        """Paint shot changes: a line with a grip at the foot of the ruler."""
        shown, moving = self._shown, self._shown.moving_shot
        left, right = (self._scale.time_at(each) for each in (self._dirty.left() - 8, self._dirty.right() + 8))
        for at_ms in (each for each in shown.shots if left <= each <= right):
            if moving is None or at_ms != moving[0]:
                self._shot(at_ms, "note")
        if moving is not None:
            self._shot(moving[1], "accent")

    def pointer(self) -> None:
        """Paint where the mouse is, and the time there."""
        at_ms = self._shown.pointer_ms
        if at_ms is None or self._shown.readout:
            return
        x = self._scale.pixel_of(at_ms)
        self._painter.fillRect(QRect(x, RULER_PX, 1, self._body.bottom() - RULER_PX), self._theme.colour("text3", 0.5))
        self._tag(self._shown.written(at_ms), x, 2, "hover", "text2")

    def playhead(self) -> None:
        """Paint the playhead, 2 px of accent over the whole height with a head in the ruler."""
        x = self._scale.pixel_of(self._shown.playhead_ms)
        accent = self._theme.colour("accent")
        self._painter.fillRect(QRect(x - 1, 0, 2, self._shown.height - FOOT_PX + 4), accent)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(accent)
        self._painter.drawPolygon(QPolygonF([QPointF(x - HEAD_PX, 0), QPointF(x + HEAD_PX, 0), QPointF(x, HEAD_PX + 2)]))

    def readout(self) -> None:
        """Paint the times of what is being dragged, above it."""
        shown = self._shown
        if not shown.readout:
            return
        held = shown.new or next(iter(shown.moving.values()), None)
        at_ms = held.start_ms if held is not None else shown.moving_shot[1] if shown.moving_shot is not None else shown.playhead_ms
        self._tag(shown.readout, self._scale.pixel_of(at_ms), self._body.top() + CAPTION_PX + 4, "raised", "text")

    def overview(self) -> None:
        """Paint a thin bar that tells which part of the episode is in view."""
        if self._scale.last_left_px == 0:
            return
        width, whole = self._scale.width, self._scale.last_left_px + self._scale.width
        track = QRectF(0, self._shown.height - 7, width, 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("raised"))
        self._painter.drawRect(track)
        self._painter.setBrush(self._theme.colour("line"))
        share = width / whole
        seen = max(24.0, width * share)
        self._painter.drawRoundedRect(QRectF(self._scale.left_px * share, track.top() - 0.5, seen, 4), 2, 2)

    def sound_in(self, rect: QRectF, band: int, colour: QColor) -> None:
        """Paint the part of a band's waveform that lies in a rectangle."""
        clip = rect.intersected(QRectF(self._body)).intersected(QRectF(self._dirty))
        if clip.isEmpty() or self._tiles.is_empty:
            return
        painter = self._painter
        painter.save()
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(colour.alphaF())
        left = self._scale.left_px
        within = self._shown.band_rect(band)
        top, height = round(within.top()) + CAPTION_PX, max(4, round(within.height()) - CAPTION_PX - 2)
        for index in range(int(clip.left() + left) // TILE_PX, int(clip.right() + left) // TILE_PX + 1):
            tile = self._tiles.tile(index, self._scale.px_per_second, height, colour, self._ratio)
            painter.drawPixmap(index * TILE_PX - left, top, tile)
        painter.restore()

    def _shot(self, at_ms: int, token: str) -> None:
        x, colour = self._scale.pixel_of(at_ms), self._theme.colour(token)
        self._painter.fillRect(QRect(x, RULER_PX, 1, self._body.bottom() - RULER_PX), colour)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        middle = RULER_PX - SHOT_GRIP_PX
        corners = [(-SHOT_GRIP_PX, 0), (0, -SHOT_GRIP_PX), (SHOT_GRIP_PX, 0), (0, SHOT_GRIP_PX)]
        self._painter.drawPolygon(QPolygonF([QPointF(x + 0.5 + across, middle + down) for across, down in corners]))

    def _tag(self, words: str, x: int, top: int, fill: str, ink: str) -> None:
        """Write words on a small plate beside a pixel, within the view."""
        font = theme.font(11.5, tabular=True)
        width = round(QFontMetricsF(font).horizontalAdvance(words)) + 14
        left = max(2, min(x + 6, self._scale.width - width - 2))
        plate = QRectF(left, top, width, READOUT_PX - 2)
        self._painter.setPen(QPen(self._theme.colour("line"), 1))
        self._painter.setBrush(self._theme.colour(fill))
        self._painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(ink))
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
