"""What the mouse says over the timeline before it is pressed: the shape of its cursor, and what there is to know of a cue."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor

from crossreel.ui.kit import theme
from crossreel.ui.kit.waveform_boxes import CueBox, Grip
from crossreel.ui.kit.waveform_gestures import ALT, CTRL, SHIFT, Keys
from crossreel.ui.kit.waveform_shown import RULER_PX, Shown

SHAPES = {
    "edge": Qt.CursorShape.SizeHorCursor, "body": Qt.CursorShape.OpenHandCursor, "held": Qt.CursorShape.ClosedHandCursor,
    "ground": Qt.CursorShape.CrossCursor, "point": Qt.CursorShape.ArrowCursor,
}  # fmt: skip
CURSOR_PX = 24


def shape_at(shown: Shown, at: QPointF, keys: Keys, *, editable: bool) -> str:
    """Return what a press would do: move an "edge" or a "body", "set_in" or "set_out", make a cue on "ground", or "point"."""
    found, shot = shown.grip_at(at), shown.shot_at(at)
    if not editable or (at.y() < RULER_PX and shot is None):
        return "point"
    if keys & (SHIFT | CTRL) and not keys & ALT:
        return "set_in" if keys & SHIFT else "set_out"
    if shot is not None or (found is not None and found[1] is not Grip.BODY):
        return "edge"
    return "body" if found is not None else "ground"


def cursor_of(shape: str) -> QCursor:
    """Return a cursor that looks like what a press would do."""
    return QCursor(SHAPES[shape]) if shape in SHAPES else QCursor(theme.pixmap(shape, "accent", CURSOR_PX))


def tip_of(shown: Shown, box: CueBox) -> str:
    """Return number, times, words and exceptions of a cue."""
    head = f"{box.number}   {shown.written(box.start_ms)} – {shown.written(box.end_ms)}"
    return "\n".join(part for part in (head, box.text, box.tip) if part)
