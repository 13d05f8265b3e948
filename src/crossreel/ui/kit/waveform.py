"""The timeline: waveform and cue boxes of an episode, to look at, seek in and retime on."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.timecode import clock
from crossreel.ui.kit import theme
from crossreel.ui.kit.waveform_boxes import CueBox, Grip, Room, box_order, dragged, room_of, snapped, visible
from crossreel.ui.kit.waveform_paint import RULER_PX, TimelinePainter, body_rect
from crossreel.ui.kit.waveform_scale import Scale
from crossreel.ui.kit.waveform_tiles import Tiles

EDGE_REACH_PX = 6
SNAP_REACH_PX = 6
ZOOM_STEP = 1.25


class Waveform(QWidget):
    """Runs from left to right in every interface language, since time does.

    Signals: `seek_asked(ms)`; `cue_clicked(id)`; `cue_moving(id, start, end)` while dragging; `cue_retimed(box, start,
    end, alone)` once, on release (`alone` with Alt held); `step_asked(frames)` and `nudge_asked(grip, frames)` from the keys.
    """

    seek_asked = Signal(int)
    cue_clicked = Signal(object)
    cue_moving = Signal(object, int, int)
    cue_retimed = Signal(CueBox, int, int, bool)
    step_asked = Signal(int)
    nudge_asked = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.scale = Scale()
        self.editable = True
        self.gap_ms = 67
        self._tiles = Tiles()
        self._boxes: list[CueBox] = []
        self._starts: list[int] = []
        self._by_id: dict[int, CueBox] = {}
        self._longest_ms = 0
        self._snaps: list[int] = []
        self._current: int | None = None
        self._followed: int | None = None
        self._hovered: int | None = None
        self._playhead_ms = 0
        self._held: tuple[CueBox, Grip, Room, QPointF] | None = None
        self._moving: CueBox | None = None
        self._scrubbing = False

    def set_duration(self, duration_ms: int) -> None:
        """Say how long the episode is; the view starts at its beginning."""
        self.scale.duration_ms = duration_ms
        self.scale.fill()
        self.update()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Show a waveform; None shows none."""
        self._tiles.set_peaks(peaks)
        self.update()

    def set_cues(self, boxes: Sequence[CueBox]) -> None:
        """Show these cues. A box under the mouse keeps its place until it is let go."""
        self._boxes = sorted(boxes, key=box_order)
        self._starts = [box.start_ms for box in self._boxes]
        self._by_id = {box.id: box for box in self._boxes}
        self._longest_ms = max((box.end_ms - box.start_ms for box in self._boxes), default=0)
        if self._held is None:
            self._moving = None
        self.update()

    def replace_cues(self, gone: Sequence[CueBox], came: Sequence[CueBox]) -> None:
        """Show some cues in the place of others; of those that went only ids count."""
        for box in (self._by_id.pop(box.id) for box in gone if box.id in self._by_id):
            at = bisect_left(self._boxes, box_order(box), key=box_order)
            del self._boxes[at], self._starts[at]
            self._update_box(box)
        for box in came:
            at = bisect_left(self._boxes, box_order(box), key=box_order)
            self._boxes.insert(at, box)
            self._starts.insert(at, box.start_ms)
            self._by_id[box.id] = box
            self._longest_ms = max(self._longest_ms, box.end_ms - box.start_ms)
            self._update_box(box)
        if self._held is None and self._moving is not None:
            self._moving = None
            self.update()

    def _update_box(self, box: CueBox) -> None:
        """Paint again where a box stands, if that is in view."""
        left, right = self.scale.x_of(box.start_ms), self.scale.x_of(box.end_ms)
        if right >= 0 and left <= self.width():
            self.update(round(left) - 4, 0, round(right - left) + 8, self.height())

    def set_current(self, cue_id: int | None, *, reveal: bool = True) -> None:
        """Accent a cue and bring it into view."""
        before, self._current = self._current, cue_id
        box = self._box(cue_id)
        if box is not None:
            self.setAccessibleDescription(f"{box.number} {clock(box.start_ms)} {clock(box.end_ms)} {box.text}")
            if reveal and self._held is None:
                self.scale.reveal(box.start_ms, box.end_ms)
        if before != cue_id or reveal:
            self.update()

    def set_followed(self, cue_id: int | None) -> None:
        """Mark the cue under the playhead lightly; the current one stays."""
        before, self._followed = self._followed, cue_id
        for box in (self._box(each) for each in {before, cue_id} if before != cue_id):
            if box is not None:
                self._update_box(box)

    def set_playhead(self, at_ms: int, *, follow: bool) -> None:
        """Move the playhead; `follow` turns the page when it leaves the view."""
        before = round(self.scale.x_of(self._playhead_ms))
        self._playhead_ms = at_ms
        after = round(self.scale.x_of(at_ms))
        if follow and not self._held and not 0 <= after <= self.scale.width * 0.95:
            self.scale.scroll_to(self.scale.left_px + after - self.scale.width * 0.1)
            self.update()
        elif before != after:
            self.update(before - 2, 0, 4, self.height())
            self.update(after - 2, 0, 4, self.height())

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zoom round a pixel, by default the playhead when it is in view."""
        head = self.scale.x_of(self._playhead_ms)
        middle = head if 0 <= head <= self.width() else self.width() / 2
        self.scale.zoom(factor, middle if around_x is None else around_x)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll within the episode."""
        super().resizeEvent(event)
        self.scale.width = max(1, self.width())
        self.scale.fill()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the waveform anew in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._tiles.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the dirty rectangle needs."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.fillRect(event.rect(), theme.active().colour("ground"))
        paint = TimelinePainter(painter, self.scale, self._tiles, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.ruler()
        paint.wave()
        left_ms, right_ms = self.scale.time_at(event.rect().left() - 8), self.scale.time_at(event.rect().right() + 8)
        others = [
            each for each in visible(self._boxes, self._starts, left_ms, right_ms, self._longest_ms) if each.id != self._current
        ]
        paint.slivers([self._shown(box) for box in others if paint.is_sliver(box)])
        for box in others:
            if not paint.is_sliver(box):
                paint.box(self._shown(box), current=False, hovered=box.id == self._hovered)
        current = self._box(self._current)
        if current is not None:
            paint.box(self._shown(current), current=True, hovered=False)
        followed = self._box(self._followed)
        if followed is not None:
            paint.followed(self._shown(followed))
        paint.overview()
        paint.playhead(self._playhead_ms)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # what was painted last leaves its own
            painter.setPen(QPen(QColor(theme.active().colour("accent")), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge or a body, or begin to scrub."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._grip_at(event.position())
        if found is None:
            self._scrubbing = True
            self.seek_asked.emit(self._time(event.position()))
            return
        box, grip = found
        if box.id != self._current:
            self.set_current(box.id, reveal=False)
            self.cue_clicked.emit(box.id)
        if self.editable:
            at = bisect_left(self._boxes, box_order(box), key=box_order)
            room = room_of(self._boxes, at, self.scale.duration_ms, self.gap_ms)
            self._held = (box, grip, room, event.position())
            self._snaps = [self._playhead_ms]
        else:
            self.seek_asked.emit(self._time(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag live, scrub, or show what the mouse could hold."""
        if self._held is not None:
            self._drag(event.position(), free=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif self._scrubbing:
            self.seek_asked.emit(self._time(event.position()))
        else:
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the new times; a click without a drag seeks instead."""
        held, moving = self._held, self._moving
        self._held, self._scrubbing = None, False
        if held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        box = held[0]
        if moving is None:
            self.seek_asked.emit(self._time(event.position()))
        elif (moving.start_ms, moving.end_ms) != (box.start_ms, box.end_ms):
            alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.cue_retimed.emit(box, moving.start_ms, moving.end_ms, alone)
        else:
            self._moving = None
        self.update()

    def settle(self) -> None:
        """Give up the place a dragged box was shown at, when its new times were refused."""
        if self._held is None:
            self._moving = None
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Light no box any more."""
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turn / 120), event.position().x())
        else:
            pixels = event.pixelDelta().x() or event.pixelDelta().y() or turn
            self.scale.scroll_to(self.scale.left_px - pixels)
            self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step frames; with Shift they move an edge of the current cue; plus, minus zoom; Escape lets go."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._held = self._moving = None
            self.update()
        elif way and event.modifiers() == Qt.KeyboardModifier.ShiftModifier and self.editable:
            side = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.nudge_asked.emit(Grip.START if side else Grip.END, way)
        elif (
            way
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            self.step_asked.emit(way)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(ZOOM_STEP if event.key() == Qt.Key.Key_Plus else 1 / ZOOM_STEP)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.seek_asked.emit(0 if event.key() == Qt.Key.Key_Home else max(0, self.scale.duration_ms - 1))
        else:
            super().keyPressEvent(event)

    def _time(self, at: QPointF) -> int:
        limit = self.scale.duration_ms
        return min(self.scale.time_at(at.x()), limit) if limit else self.scale.time_at(at.x())

    def _box(self, cue_id: int | None) -> CueBox | None:
        return None if cue_id is None else self._by_id.get(cue_id)

    def _shown(self, box: CueBox) -> CueBox:
        return self._moving if self._moving is not None and self._moving.id == box.id else box

    def _grip_at(self, at: QPointF) -> tuple[CueBox, Grip] | None:
        if at.y() < RULER_PX or not body_rect(self.width(), self.height()).contains(at.toPoint()):
            return None
        reach = round(EDGE_REACH_PX * 1000 / self.scale.px_per_second)
        time_ms = self.scale.time_at(at.x())
        near = list(visible(self._boxes, self._starts, time_ms - reach, time_ms + reach, self._longest_ms))
        near.sort(key=lambda box: (box.id != self._current, abs(box.start_ms + box.end_ms - 2 * time_ms)))
        for box in near:
            inner = min(reach, (box.end_ms - box.start_ms) // 3)
            if -reach <= time_ms - box.start_ms <= inner:
                return box, Grip.START
            if -inner <= time_ms - box.end_ms <= reach:
                return box, Grip.END
        return next(((box, Grip.BODY) for box in near if box.start_ms <= time_ms < box.end_ms), None)

    def _drag(self, at: QPointF, *, free: bool) -> None:
        assert self._held is not None
        box, grip, room, pressed = self._held
        far = abs(at.x() - pressed.x())
        if self._moving is None and far < (QApplication.startDragDistance() if grip is Grip.BODY else 1):
            return
        delta = round((at.x() - pressed.x()) * 1000 / self.scale.px_per_second)
        if not free:
            held_ms = box.end_ms if grip is Grip.END else box.start_ms
            reach = round(SNAP_REACH_PX * 1000 / self.scale.px_per_second)
            delta = snapped(held_ms + delta, self._snaps, reach) - held_ms
        self._moving = dragged(box, grip, delta, room)
        self.cue_moving.emit(box.id, self._moving.start_ms, self._moving.end_ms)
        self.update()

    def _hover(self, at: QPointF) -> None:
        found = self._grip_at(at)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None and self.editable:
            shape = Qt.CursorShape.SizeHorCursor if found[1] is not Grip.BODY else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)
        hovered = None if found is None else found[0].id
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
