"""What is seen of the timeline: sound, cues and shot changes of an episode, painted where they are dirty."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.picture.mark import Span
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.timecode import clock
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import paint_focus
from crossreel.ui.kit.waveform_box_paint import BoxPainter
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_paint import BackPainter
from crossreel.ui.kit.waveform_scale import Scale
from crossreel.ui.kit.waveform_shown import FOOT_PX, Shown
from crossreel.ui.kit.waveform_tiles import Tiles

MOST_GAIN = 16.0
FOLLOW_MODES = ("page", "centred", "off")
PAGE_END, PAGE_START = 0.95, 0.1
STRIP_PX = 7
STEADY = 4  # strips in a row without another change, after which all but the playhead is drawn once and only copied


class TimelineView(QWidget):
    """Runs from left to right in every interface language, since time does. The hands on it are `Waveform`'s."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.follow = FOLLOW_MODES[0]
        self.shown = Shown()
        self._tiles = Tiles()
        self._still: QPixmap | None = None
        self._stale = QRect()  # part of what was drawn that is another by now
        self._steady = 0
        self._strips: list[int] = []
        self._head = 0  # where the playhead was painted last
        self._looks_elsewhere = False  # scrolled by hand away from the playhead, which is not followed until it is seen again

    @property
    def is_held(self) -> bool:
        """Whether a hand holds something, which then keeps its place and the view."""
        return False

    @property
    def scale(self) -> Scale:
        """Which time stands at which pixel."""
        return self.shown.scale

    @property
    def gain(self) -> float:
        """How much larger the sound is shown than its loudest needs."""
        return self._tiles.gain

    def set_episode(self, duration_ms: int, grid: FrameGrid) -> None:
        """Say how long the episode is and where its frames lie; the view starts at its beginning."""
        self.scale.duration_ms, self.scale.left_px = duration_ms, 0
        self.set_grid(grid)
        self.scale.fill()

    def set_grid(self, grid: FrameGrid) -> None:
        """Say where frames lie, and how much room is left between cues."""
        self.shown.grid, self.scale.frame_rate = grid, grid.rate
        self.update()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Show a waveform; None shows none."""
        self._tiles.set_peaks(peaks)
        self.update()

    def set_bands(self, count: int) -> None:
        """Show one band of cues, or two, one above the other."""
        self.shown.bands = count
        self.update()

    def set_shots(self, shots: Sequence[int]) -> None:
        """Show shot changes at these times, in order."""
        self.shown.shots = tuple(shots)
        if not self.is_held:
            self.shown.moving_shot = None
        self.update()

    def set_speech(self, speech: Sequence[Span]) -> None:
        """Show where somebody speaks, in order."""
        self.shown.speech = tuple(speech)
        self.update()

    def set_cues(self, boxes: Sequence[CueBox]) -> None:
        """Show these cues. A box under the mouse keeps its place until it is let go."""
        self.shown.set_cues(boxes)
        self._arrive()
        self.update()

    def replace_cues(self, gone: Sequence[CueBox], came: Sequence[CueBox]) -> None:
        """Show some cues in the place of others; of those that went only ids count."""
        for box in self.shown.replace_cues(gone, came):
            self._update_box(box)
        if self._arrive():
            self.update()

    def set_current(self, ids: Collection[int], *, reveal: bool = True) -> None:
        """Accent cues, those of one row, and bring the first into view."""
        changed = self.shown.set_current(ids)
        boxes = [box for box in map(self.shown.box, ids) if box is not None]
        if boxes:
            box = boxes[0]
            told = f"{box.number or ''} {clock(box.start_ms)} {clock(box.end_ms)} {box.text} {box.tip}"
            self.setAccessibleDescription(" ".join(told.split()))
            if reveal and not self.is_held and self.scale.reveal(box.start_ms, box.end_ms):
                changed = True
        if changed:
            self.update()

    def set_followed(self, cue_id: int | None) -> None:
        """Mark the cue under the playhead lightly; the current one stays."""
        before, self.shown.followed = self.shown.followed, cue_id
        for box in (self.shown.box(each) for each in {before, cue_id} if before != cue_id):
            if box is not None:
                self._update_box(box)

    def set_playhead(self, at_ms: int, *, playing: bool) -> None:
        """Move the playhead; while it plays the view goes with it as `follow` says. Only its strip is painted again."""
        before = self.scale.pixel_of(self.shown.playhead_ms)
        self.shown.playhead_ms = at_ms
        after = self.scale.pixel_of(at_ms)
        self._head = before
        if self._goes_along(after, playing):
            return
        if before != after:
            self._strips += [before, after]
            self._steady += 1
            for x in (before, after):
                super().update(x - STRIP_PX, 0, 2 * STRIP_PX, self.height())

    def update(self, *region: Any) -> None:
        """Have something painted that is another than before."""
        if region and self._still is not None:
            self._stale = self._stale.united(region[0] if isinstance(region[0], QRect) else QRect(*region))
        else:
            self._steady, self._still = 0, None
        super().update(*region)

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zoom round a pixel, by default the playhead when it is in view."""
        head = self.scale.x_of(self.shown.playhead_ms)
        middle = head if 0 <= head <= self.width() else self.width() / 2
        self.scale.zoom(factor, middle if around_x is None else around_x)
        self._view_moved()

    def zoom_to(self, start_ms: int, end_ms: int) -> None:
        """Show a stretch of time as large as the width allows."""
        self.scale.show(start_ms, end_ms)
        self._view_moved()

    def zoom_sound(self, factor: float) -> None:
        """Show the sound higher or lower; 0 takes it back to what its loudest needs."""
        gain = self.gain * factor if factor else 1.0
        self._tiles.set_gain(max(1.0, min(gain, MOST_GAIN)))
        self._view_moved()

    def settle(self) -> None:
        """Give up the places that boxes were shown at, when new times were refused."""
        if not self.is_held:
            self.shown.let_go()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll within the episode."""
        super().resizeEvent(event)
        self.scale.width, self.shown.height = max(1, self.width()), self.height()
        self.scale.fill()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the waveform anew in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._tiles.forget()
            self._still = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is dirty, stretch by stretch; of a playhead that moves over what stays, only that."""
        painter, strips, self._strips = QPainter(self), self._strips, []
        dirty = event.rect()
        if self._steady > STEADY and strips and min(strips) - STRIP_PX <= dirty.left() and dirty.right() <= max(strips) + STRIP_PX:
            self._copy(painter, dirty)
        else:
            for part in cast(Iterable[QRect], event.region()):
                painter.setClipRect(part)
                self._paint(painter, part)
        painter.end()

    def _copy(self, painter: QPainter, dirty: QRect) -> None:
        """Paint a strip from what was drawn once, and the playhead over it."""
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.deviceIndependentSize().toSize() != self.size():
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._stale = self.rect()
        if not self._stale.isEmpty():
            drawing, stale, self._stale = QPainter(self._still), self._stale.intersected(self.rect()), QRect()
            drawing.setClipRect(stale)
            self._paint(drawing, stale, playhead=False)
            drawing.end()
        source = QRectF(dirty.x() * ratio, dirty.y() * ratio, dirty.width() * ratio, dirty.height() * ratio)
        painter.setClipRect(dirty)
        painter.drawPixmap(QRectF(dirty), self._still, source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        BackPainter(painter, self.shown, self._tiles, dirty).playhead()

    def _paint(self, painter: QPainter, dirty: QRect, *, playhead: bool = True) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(dirty, theme.active().colour("ground"))
        back = BackPainter(painter, self.shown, self._tiles, dirty)
        back.ruler()
        back.ground()
        back.bands()
        back.speech()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self.scale.time_at(dirty.left() - 8), self.scale.time_at(dirty.right() + 8)
        boxes = BoxPainter(painter, self.shown, back)
        boxes.all(list({box.id: box for box in (*self.shown.between(left, right), *self.shown.moving.values())}.values()))
        boxes.new()
        back.shots()
        back.pointer()
        if playhead:
            back.playhead()
        back.readout()
        back.overview()
        if self.hasFocus():
            paint_focus(painter, self.rect(), 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()

    def _arrive(self) -> bool:
        """Show boxes where they are, unless the hands still hold one; tell whether any was elsewhere."""
        if self.is_held or not self.shown.is_held:
            return False
        self.shown.let_go()
        return True

    def _goes_along(self, x: int, playing: bool) -> bool:
        """Scroll with the playhead; tell whether everything is painted again."""
        seen = 0 <= x <= self.scale.width * PAGE_END
        self._looks_elsewhere = self._looks_elsewhere and playing and not seen
        if not playing or self.follow == "off" or self.is_held or self._looks_elsewhere:
            return False
        if self.follow == "page" and seen:
            return False
        before = self.scale.left_px
        self.scale.scroll_to(before + x - self.scale.width * (0.5 if self.follow == "centred" else PAGE_START))
        if self.scale.left_px == before:
            return False
        self._slide(self.scale.left_px - before)
        return True

    def _slide(self, by_px: int) -> None:
        """Move what is painted, and paint only what came into view and what does not move with the rest."""
        width, height, shown = self.width(), self.height(), self.shown
        if abs(by_px) > width // 4 or self.hasFocus() or shown.pointer_ms is not None:
            self.update()
            return
        self._steady, self._still = 0, None
        self.scroll(-by_px, 0)
        head = self.scale.pixel_of(shown.playhead_ms)
        parts = [QRect(x - STRIP_PX, 0, 2 * STRIP_PX, height) for x in (head, self._head - by_px)]
        parts.append(QRect(0, height - FOOT_PX, width, FOOT_PX))
        reach_ms = shown.ms_of(abs(by_px)) + 1
        for edge in (0, width):  # words of a cue stay within the view
            at_ms = self.scale.time_at(edge)
            for rect in map(shown.rect, shown.between(at_ms - reach_ms, at_ms + reach_ms)):
                if rect.left() < edge + abs(by_px) and rect.right() > edge - abs(by_px):
                    parts.append(rect.toAlignedRect().adjusted(-4, -2, 4, 4))
        for part in parts:
            super().update(part.intersected(self.rect()))

    def _view_moved(self) -> None:
        self._looks_elsewhere = not 0 <= self.scale.x_of(self.shown.playhead_ms) <= self.scale.width
        self.update()

    def _update_box(self, box: CueBox) -> None:
        """Paint again where a box stands, with what tells it from its source, if that is in view."""
        times = (*box.times, *(box.source or ()))
        left, right = self.scale.pixel_of(min(times)), self.scale.pixel_of(max(times))
        if right >= 0 and left <= self.width():
            self.update(left - 4, 0, right - left + 60, self.height())
