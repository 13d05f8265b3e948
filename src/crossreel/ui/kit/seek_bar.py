"""One bar over a whole title: its episodes, what was watched, marks for remarks, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from crossreel.domain.screening.title_time import TitleTime
from crossreel.ui.kit import theme

HEIGHT_PX, EDGE_PX = 40, 8
TRACK_TOP, TRACK_PX = 15, 10
HEAD_PX = 6
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekMark:
    """Something at a time of the title; `token` colours it. Above the bar stand dots, below it strokes."""

    at_ms: int
    token: str
    above: bool = False
    faded: bool = False


class SeekBar(QSlider):
    """Runs from left to right in every language, since time does. All times are milliseconds of the title.

    `sought(ms)` is a press or a drag, `pointed(ms, x)` where the mouse is, with -1 once it left.
    """

    sought = Signal(int)
    pointed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._time = TitleTime()
        self._current = -1
        self._seen: tuple[Stretch, ...] = ()
        self._stale: tuple[Stretch, ...] = ()
        self._marks: tuple[SeekMark, ...] = ()
        self._still: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Be as wide as there is room."""
        return QSize(320, HEIGHT_PX)

    def set_time(self, time: TitleTime) -> None:
        """Show other episodes."""
        self._time = time
        self.setRange(0, max(0, time.total_ms - 1))
        self._draw_anew()

    def set_watched(self, seen: Sequence[Stretch], stale: Sequence[Stretch]) -> None:
        """Show what was watched as it is now, and what was but is another by now."""
        self._seen, self._stale = tuple(seen), tuple(stale)
        self._draw_anew()

    def set_marks(self, marks: Sequence[SeekMark]) -> None:
        """Show other marks."""
        self._marks = tuple(marks)
        self._draw_anew()

    def set_place(self, index: int, at_ms: int) -> None:
        """Show which episode is on, and the time in the title; a hand that holds the playhead keeps it."""
        if index != self._current:
            self._current = index
            self._draw_anew()
        if not self.isSliderDown() and round(self._x(at_ms)) != round(self._x(self.value())):
            self.setValue(at_ms)  # which paints: only where the playhead stands elsewhere

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was drawn, and the playhead over it."""
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        if self._time.total_ms:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours, x = theme.active(), self._x(self.value())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("text"))
            painter.drawRoundedRect(QRectF(x - 1, TRACK_TOP - 4, 2, TRACK_PX + 8), 1, 1)
            painter.setBrush(colours.colour("accent"))
            painter.drawEllipse(QPointF(x, TRACK_TOP + TRACK_PX / 2), HEAD_PX, HEAD_PX)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the playhead."""
        if event.button() == Qt.MouseButton.LeftButton and self._time.total_ms:
            self.setSliderDown(True)
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the playhead with the hand, and say where the mouse is."""
        if self.isSliderDown():
            self._seek(event.position().x())
        if self._time.total_ms:
            self.pointed.emit(self._at(event.position().x()), round(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse left."""
        super().leaveEvent(event)
        self.pointed.emit(-1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for another width."""
        super().resizeEvent(event)
        self._draw_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw_anew()

    def _seek(self, x: float) -> None:
        at_ms = self._at(x)
        self.setValue(at_ms)
        self.update()
        self.sought.emit(at_ms)

    def _x(self, at_ms: int) -> float:
        return EDGE_PX + (self.width() - 2 * EDGE_PX) * at_ms / max(1, self._time.total_ms)

    def _at(self, x: float) -> int:
        share = (x - EDGE_PX) / max(1, self.width() - 2 * EDGE_PX)
        return round(min(max(0.0, share), 1.0) * max(0, self._time.total_ms - 1))

    def _draw_anew(self) -> None:
        self._still = None
        self.update()

    def _drawn(self, ratio: float) -> QPixmap:
        made = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.active().colour("ground"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._draw_episodes(painter)
        self._draw_watched(painter)
        self._draw_marks(painter)
        painter.end()
        return made

    def _draw_episodes(self, painter: QPainter) -> None:
        colours = theme.active()
        for index in range(self._time.count):
            left, right = self._x(self._time.starts[index]), self._x(self._time.starts[index + 1])
            gap = 1.0 if right - left > 4 else 0.5 if right - left > 2 else 0.0
            painter.setBrush(colours.tint("accent", 0.35) if index == self._current else colours.colour("line"))
            painter.drawRoundedRect(QRectF(left, TRACK_TOP, max(0.5, right - left - gap), TRACK_PX), 2, 2)

    def _draw_watched(self, painter: QPainter) -> None:
        colours = theme.active()
        for stretches, token in ((self._seen, "approved"), (self._stale, "warning")):
            painter.setBrush(colours.colour(token))
            for start_ms, end_ms in stretches:
                left, right = self._x(start_ms), self._x(end_ms)
                painter.drawRect(QRectF(left, TRACK_TOP + TRACK_PX - 4, max(1.0, right - left), 4))

    def _draw_marks(self, painter: QPainter) -> None:
        colours = theme.active()
        for mark in self._marks:
            x = self._x(mark.at_ms)
            painter.setBrush(colours.colour(mark.token, 0.45 if mark.faded else 1.0))
            if mark.above:
                point = [QPointF(x - 4, 3), QPointF(x + 4, 3), QPointF(x, TRACK_TOP - 2)]
                painter.drawPolygon(QPolygonF(point))
            else:
                painter.drawRoundedRect(QRectF(x - 1, TRACK_TOP + TRACK_PX + 3, 2, 7), 1, 1)
