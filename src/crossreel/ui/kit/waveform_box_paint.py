"""How cues look on the timeline: boxes with number, signs and words, and how their times differ from their source's."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crossreel.language.direction import runs_from_the_right
from crossreel.ui.kit import theme
from crossreel.ui.kit.signs import ICONS, Sign
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_paint import CAPTION_PX, BackPainter
from crossreel.ui.kit.waveform_shown import Shown

TEXT_FROM_PX = 22.0
SLIVER_PX = 5.0
SIGN_PX = 13
DIFFERENCE_PX = 5
LEAST_CAPTION_PX = 16


class BoxPainter:
    """Paints the boxes of one view; `back` knows the sound that shines through them."""

    def __init__(self, painter: QPainter, shown: Shown, back: BackPainter) -> None:
        self._painter = painter
        self._shown = shown
        self._back = back
        self._body = QRectF(shown.body())
        self._theme = theme.active()

    def all(self, boxes: Sequence[CueBox]) -> None:
        """Paint boxes, those the hands are at last."""
        shown = self._shown
        held = [shown.as_held(box) for box in boxes]
        self._slivers([box for box in held if self._is_sliver(box) and box.id not in shown.current])
        for box in held:
            if box.id not in shown.current and not self._is_sliver(box):
                self._box(box, current=False)
        for box in held:
            if box.id in shown.current:
                self._box(box, current=True)
        for box in held:
            if box.id == shown.followed:
                rect = shown.rect(box)
                self._painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 3), self._theme.colour("wave_lit"))
        for box in held:
            if box.source is not None and box.source != box.times:
                self._difference(box)

    def new(self) -> None:
        """Paint the cue that is being made."""
        box = self._shown.new
        if box is None:
            return
        rect = self._shown.rect(box)
        self._painter.setPen(QPen(self._theme.colour("accent"), 1.25, Qt.PenStyle.DashLine))
        self._painter.setBrush(self._theme.colour("accent", 0.25))
        self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.SMALL_RADIUS, theme.SMALL_RADIUS)

    def _is_sliver(self, box: CueBox) -> bool:
        return (box.end_ms - box.start_ms) * self._shown.scale.px_per_second / 1000 < SLIVER_PX

    def _slivers(self, boxes: Sequence[CueBox]) -> None:
        """Paint cues that are too narrow for a box, all at once."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("cue_edge"))
        self._painter.drawRects([self._shown.rect(box) for box in boxes])
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _box(self, box: CueBox, *, current: bool) -> None:
        colours, painter, rect = self._theme, self._painter, self._shown.rect(box)
        edge, fill = self._colours(box, current)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        lit = colours.tint("accent", 0.45, "wave_lit") if current else colours.colour("wave_lit", 0.85)
        worded = rect.width() > TEXT_FROM_PX and rect.height() >= LEAST_CAPTION_PX
        self._back.frames_in(rect)
        self._back.sound_in(rect.adjusted(1, CAPTION_PX if worded else 1, -1, -1), box.band, lit)
        painter.setPen(QPen(edge, 1.25 if current else 1, Qt.PenStyle.DashLine if Sign.OWN in box.signs else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        if worded:
            self._words(box, rect, current)
        if current:
            self._grips(rect, edge)

    def _colours(self, box: CueBox, current: bool) -> tuple[QColor, QColor]:
        """Return the colours of edge and ground."""
        colours = self._theme
        marked = {"error": "finding", "warning": "warning"}.get(box.mark, "cue_edge")
        edge = colours.colour("accent") if current else colours.colour(marked)
        if box.id == self._shown.hovered and not current:
            edge = colours.colour("wave_lit")
        fill = colours.tint("accent", 0.22 if colours.dark else 0.14) if current else colours.colour("cue_box")
        return edge, fill

    def _difference(self, box: CueBox) -> None:
        """Paint how far each edge stands from that of the source: a bar from the one to the other, and the source's edge."""
        rect, scale, body = self._shown.rect(box), self._shown.scale, self._body
        colour = self._theme.colour("draft")
        assert box.source is not None
        for own_ms, source_ms in zip(box.times, box.source, strict=True):
            if own_ms == source_ms:
                continue
            own, source = scale.pixel_of(own_ms), scale.pixel_of(source_ms)
            self._painter.fillRect(
                QRectF(min(own, source), rect.bottom() - DIFFERENCE_PX, abs(own - source), DIFFERENCE_PX), colour
            )
            self._painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            top = body.top() if self._shown.bands > 1 else rect.top()
            self._painter.drawLine(QLineF(source, top, source, rect.bottom()))
            if self._shown.bands > 1:
                self._shift_words(own_ms - source_ms, max(own, source), rect, colour)

    def _shift_words(self, by_ms: int, x: float, rect: QRectF, colour: QColor) -> None:
        """Write by how much an edge stands off, where the band leaves room for it."""
        if rect.height() < CAPTION_PX * 2:
            return
        self._painter.setFont(theme.font(11, tabular=True))
        self._painter.setPen(colour)
        self._painter.drawText(QPointF(x + 3, rect.bottom() - DIFFERENCE_PX - 3), f"{by_ms / 1000:+.2f}")

    def _words(self, box: CueBox, rect: QRectF, current: bool) -> None:
        painter, font = self._painter, theme.font(12)
        measure = QFontMetricsF(font)
        room = rect.intersected(self._body).adjusted(7, 2, -6, 0)
        room.setHeight(min(CAPTION_PX, rect.height()) - 2)
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
        number = str(box.number or "")
        if room.width() < measure.horizontalAdvance(number):  # the rest of the box is out of view
            return
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if current else "text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | across, number)
        room.setLeft(room.left() + measure.horizontalAdvance(number) + 5)
        for sign in box.signs:
            if room.width() < SIGN_PX:
                return
            painter.drawPixmap(QPointF(room.left(), room.center().y() - SIGN_PX / 2), theme.pixmap(*ICONS[sign], SIGN_PX))
            room.setLeft(room.left() + SIGN_PX + 4)
        if room.width() < 14:
            return
        painter.setPen(self._theme.colour("text3" if box.lent else "text"))
        from_right = runs_from_the_right(box.text, box.right_to_left)  # as the edit box and the picture have it
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
        cut = measure.elidedText(" ".join(box.text.split()), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if box.right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | across | Qt.TextFlag.TextSingleLine, cut)  # letters of other scripts reach further down
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _grips(self, rect: QRectF, colour: QColor) -> None:
        if rect.width() < 24:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        half = min(12.0, rect.height() / 4)
        for x in (rect.left() + 2, rect.right() - 4.5):
            self._painter.drawRoundedRect(QRectF(x, rect.center().y() - half, 2.5, half * 2), 1.2, 1.2)
