"""The timeline: sound, cues and shot changes of an episode, to look at, seek in, and time cues on."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from crossreel.ui.kit.waveform_boxes import Grip
from crossreel.ui.kit.waveform_gestures import (
    CTRL,
    SHIFT,
    Click,
    Gesture,
    Hold,
    HoldShot,
    Keys,
    Make,
    MoveShot,
    Outcome,
    Pan,
    Retime,
    Scrub,
    Seek,
    SetEdge,
)
from crossreel.ui.kit.waveform_pointer import cursor_of, shape_at, tip_of
from crossreel.ui.kit.waveform_shown import RULER_PX
from crossreel.ui.kit.waveform_view import TimelineView

ZOOM_STEP = 1.25
GAIN_STEP = 1.4
TAG_PX = 120
GRIPS_PX = 12
ROLL_MS, MOST_ROLL_PX = 40, 60
NUDGES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}


class Waveform(TimelineView):
    """The view with hands on it: one gesture of the mouse at a time, and keys.

    Signals: `seek_asked(ms)`; `cue_clicked(id)` and `cue_opened(id)` for a single and a double click; `cue_moving(box)` while one
    is dragged; `retimed(Retime)`, `edge_set(SetEdge)` and `cue_drawn(Make)` once, on release; `shot_moved(ms, ms)`,
    `shot_added(ms)`, `shot_removed(ms)`; `menu_asked(place, box or None, ms, shot or None)`; `step_asked(frames)` and
    `nudge_asked(grip, frames)` from the keys.
    """

    seek_asked = Signal(int)
    cue_clicked = Signal(object)
    cue_opened = Signal(object)
    cue_moving = Signal(object)
    retimed = Signal(object)
    edge_set = Signal(object)
    cue_drawn = Signal(object)
    shot_moved = Signal(int, int)
    shot_added = Signal(int)
    shot_removed = Signal(int)
    menu_asked = Signal(object, object, int, object)
    step_asked = Signal(int)
    nudge_asked = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.editable = True
        self._gesture: Gesture | None = None
        self._cursor = ""
        self._last: tuple[QPointF, Keys] = (QPointF(), Keys.NoModifier)
        self._roll = QTimer(self, interval=ROLL_MS)
        self._roll.timeout.connect(self._roll_on)

    @property
    def is_held(self) -> bool:
        """Whether a gesture is going on."""
        return self._gesture is not None

    def event(self, event: QEvent) -> bool:
        """Tell what there is to know of the cue under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.shown.grip_at(QPointF(event.pos())) if self._gesture is None else None
            QToolTip.showText(event.globalPos(), tip_of(self.shown, found[0]) if found is not None else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture: scrub in the ruler, hold a box or a shot change, or begin a cue on the ground."""
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = Pan(self.shown, at)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shot, found = self.shown.shot_at(at), self.shown.grip_at(at)
        if shot is not None and self.editable:
            self._gesture = HoldShot(self.shown, shot, at)
        elif at.y() < RULER_PX:
            self._gesture = Scrub(self.shown)
            self.seek_asked.emit(self.shown.time_at(at.x()))
        elif found is None:
            self._gesture = Click(self.shown, at, makes=self.editable)
        else:
            box, grip = found
            self._gesture = Hold(self.shown, box, grip, at, moves=self.editable)
            if not event.modifiers() & (SHIFT | CTRL):
                self.cue_clicked.emit(box.id)  # held already, so that the view stays under the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the gesture, or show what the mouse could hold."""
        if self._gesture is None:
            self._hover(event.position(), event.modifiers())
            return
        self._last = (event.position(), event.modifiers())
        outside = not 0 <= event.position().x() <= self.width() and not isinstance(self._gesture, Pan)
        if not outside:
            self._roll.stop()
        elif not self._roll.isActive():
            self._roll.start()
        self._drag()

    def _drag(self) -> None:
        assert self._gesture is not None
        self._do(self._gesture.move(*self._last))
        held = next(iter(self.shown.moving.values()), None)
        if held is not None:
            self.cue_moving.emit(held)
            self._show_cursor("held" if self._cursor == "body" else self._cursor)
        self.update()

    def _roll_on(self) -> None:
        """Scroll on while something is dragged beyond an edge, the faster the further out."""
        if self._gesture is None:
            self._roll.stop()
            return
        x = self._last[0].x()
        out = x if x < 0 else max(0.0, x - self.width())
        self.scale.scroll_to(self.scale.left_px + max(-MOST_ROLL_PX, min(out / 2, MOST_ROLL_PX)))
        self._drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture and ask for what it meant."""
        gesture, self._gesture = self._gesture, None
        self._roll.stop()
        if gesture is None:
            return
        outcome = gesture.release(event.position(), event.modifiers())
        if not isinstance(outcome, Retime | Make | MoveShot):  # these are shown until their echo
            self.shown.let_go()
        self.shown.readout = ""
        self._do(outcome)
        self._hover(event.position(), event.modifiers())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to a cue and its text; take a shot change away by its grip, or make one where the grips are."""
        at = event.position()
        shot, found = self.shown.shot_at(at), self.shown.grip_at(at)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if RULER_PX - GRIPS_PX <= at.y() < RULER_PX and self.editable:
            if shot is not None:
                self.shot_removed.emit(shot)
            else:
                self.shot_added.emit(self.shown.grid.nearest(self.shown.time_at(at.x())))
        elif found is not None:
            self.cue_opened.emit(found[0].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the mouse; by its key for the current cue."""
        at = QPointF(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            current = next((box for box in map(self.shown.box, self.shown.current) if box is not None), None)
            at = self.shown.rect(current).center() if current is not None else QPointF(self.rect().center())
        found = self.shown.grip_at(at)
        place, at_ms = self.mapToGlobal(at.toPoint()), self.shown.grid.nearest(self.shown.time_at(at.x()))
        self.menu_asked.emit(place, found[0] if found is not None else None, at_ms, self.shown.shot_at(at))

    def leaveEvent(self, event: QEvent) -> None:
        """Light no box any more."""
        self._point_at(None)
        self.shown.hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl at the mouse, show the sound higher with Shift, scroll without."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & CTRL:
            self.zoom(ZOOM_STEP ** (turn / 120), event.position().x())
        elif event.modifiers() & SHIFT:
            self.zoom_sound(GAIN_STEP ** (turn / 120))
        else:
            pixels = event.pixelDelta().x() or event.pixelDelta().y() or turn
            self.scale.scroll_to(self.scale.left_px - pixels)
            self._view_moved()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step frames; with Shift they move an edge of the current cue; plus, minus zoom; Escape lets go."""
        key, way = Qt.Key(event.key()), NUDGES.get(Qt.Key(event.key()), 0)
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key == Qt.Key.Key_Escape and self._gesture is not None:
            self._gesture = None
            self.settle()
        elif way and event.modifiers() == SHIFT and self.editable:
            self.nudge_asked.emit(Grip.START if sideways else Grip.END, way)
        elif sideways and not event.modifiers() & ~Keys.KeypadModifier:
            self.step_asked.emit(way)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(ZOOM_STEP if key == Qt.Key.Key_Plus else 1 / ZOOM_STEP)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.seek_asked.emit(0 if key == Qt.Key.Key_Home else max(0, self.scale.duration_ms - 1))
        else:
            super().keyPressEvent(event)

    def _do(self, outcome: Outcome) -> None:
        if isinstance(outcome, Seek):
            self.seek_asked.emit(outcome.at_ms)
        elif isinstance(outcome, SetEdge):
            self.edge_set.emit(outcome)
        elif isinstance(outcome, Retime):
            self.retimed.emit(outcome)
        elif isinstance(outcome, Make):
            self.cue_drawn.emit(outcome)
        elif isinstance(outcome, MoveShot):
            self.shot_moved.emit(outcome.from_ms, outcome.to_ms)

    def _hover(self, at: QPointF, keys: Keys) -> None:
        found = self.shown.grip_at(at)
        self._point_at(self.shown.grid.nearest(self.shown.time_at(at.x())) if self.rect().contains(at.toPoint()) else None)
        self._show_cursor(shape_at(self.shown, at, keys, editable=self.editable))
        hovered = None if found is None else found[0].id
        if hovered != self.shown.hovered:
            before, self.shown.hovered = self.shown.hovered, hovered
            for box in map(self.shown.box, (before, hovered)):
                if box is not None:
                    self._update_box(box)

    def _show_cursor(self, name: str) -> None:
        """Let the cursor's shape tell what a press would do."""
        if name != self._cursor:
            self._cursor = name
            self.setCursor(cursor_of(name))

    def _point_at(self, at_ms: int | None) -> None:
        """Show the time at the mouse; two strips are painted again."""
        before, self.shown.pointer_ms = self.shown.pointer_ms, at_ms
        for each in {before, at_ms} if before != at_ms else ():
            if each is None:
                continue
            x = self.scale.pixel_of(each)
            self.update(x - 2, 0, 4, self.height())
            self.update(min(x, self.width() - TAG_PX) - 2, 0, TAG_PX, RULER_PX)
