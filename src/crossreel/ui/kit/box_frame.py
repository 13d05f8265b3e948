"""A frame over a picture, moved and sized by mouse and keys: where something stands, in percent of the picture."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crossreel.domain.picture.caption import Box
from crossreel.ui.kit import theme

HANDLE_PX = 9
REACH_PX = 12
LEAST = 2.0  # percent
STEP = 0.5
ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0), Qt.Key.Key_Up: (0.0, -STEP), Qt.Key.Key_Down: (0.0, STEP),
}  # fmt: skip
CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor, (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor, (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor, (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 0): Qt.CursorShape.SizeAllCursor,
}  # fmt: skip


class BoxFrame(QWidget):
    """Lies over a picture of the same size. `taken` says that the box is as it should be, `left` that nothing is to change.

    The arrow keys move the box, with Shift its lower right corner; Enter takes it, Escape leaves it.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = Box(x=5, y=70, width=90, height=12)
        self._grip: tuple[int, int] | None = None
        self._from = QPointF()
        self._was = self.box
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_box(self, box: Box) -> None:
        """Show a box, in percent."""
        self.box = box
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what lies outside, and draw the frame with its handles."""
        painter, inside = QPainter(self), self._rect()
        dark = QColor(0, 0, 0, 110)
        whole = QRectF(self.rect())
        for part in (
            QRectF(whole.left(), whole.top(), whole.width(), inside.top()),
            QRectF(whole.left(), inside.bottom(), whole.width(), whole.bottom() - inside.bottom()),
            QRectF(whole.left(), inside.top(), inside.left(), inside.height()),
            QRectF(inside.right(), inside.top(), whole.right() - inside.right(), inside.height()),
        ):
            painter.fillRect(part, dark)
        colour = theme.load("dark").colour("accent")
        painter.setPen(QPen(colour, 2))
        painter.drawRect(inside)
        for grip in CURSORS:
            if grip != (0, 0):
                at = self._point(grip)
                painter.fillRect(QRectF(at.x() - HANDLE_PX / 2, at.y() - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX), colour)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle, an edge or the whole frame."""
        self._grip, self._from, self._was = self._grip_at(event.position()), event.position(), self.box

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held; say by the cursor what would be."""
        if self._grip is None:
            under = self._grip_at(event.position())
            self.setCursor(CURSORS[under] if under is not None else Qt.CursorShape.ArrowCursor)
            return
        moved = event.position() - self._from
        across, down = 100 * moved.x() / max(1, self.width()), 100 * moved.y() / max(1, self.height())
        self.set_box(dragged(self._was, self._grip, across, down))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or size by the arrows, take it, or leave it."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            sizes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.set_box(dragged(self.box, (1, 1) if sizes else (0, 0), *ARROWS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _rect(self) -> QRectF:
        across, down = self.width() / 100, self.height() / 100
        return QRectF(self.box.x * across, self.box.y * down, self.box.width * across, self.box.height * down)

    def _point(self, grip: tuple[int, int]) -> QPointF:
        rect = self._rect()
        return QPointF(rect.center().x() + grip[0] * rect.width() / 2, rect.center().y() + grip[1] * rect.height() / 2)

    def _grip_at(self, at: QPointF) -> tuple[int, int] | None:
        near = {grip: (self._point(grip) - at).manhattanLength() for grip in CURSORS if grip != (0, 0)}
        best = min(near, key=lambda grip: near[grip])
        if near[best] <= REACH_PX:
            return best
        return (0, 0) if self._rect().contains(at) else None


def dragged(box: Box, grip: tuple[int, int], across: float, down: float) -> Box:
    """Return a box whose edge, corner or whole (0, 0) was dragged, in percent; it stays in the picture and is never empty."""
    if grip == (0, 0):
        return replace(box, x=min(max(0.0, box.x + across), 100 - box.width), y=min(max(0.0, box.y + down), 100 - box.height))
    x, right = _edges(box.x, box.right, grip[0], across)
    y, bottom = _edges(box.y, box.bottom, grip[1], down)
    return Box(x=x, y=y, width=right - x, height=bottom - y)


def _edges(near: float, far: float, grip: int, by: float) -> tuple[float, float]:
    if grip < 0:
        near = max(0.0, min(near + by, far - LEAST))
    elif grip > 0:
        far = min(100.0, max(far + by, near + LEAST))
    return near, far
