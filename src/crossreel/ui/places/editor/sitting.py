"""Where the hands are in the editor, kept for the next start, and taken up again there."""

from typing import Any

from PySide6.QtCore import QObject, Qt

from crossreel.domain.seat import Seat
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.cue_area import CueArea
from crossreel.ui.places.editor.text_area import TextArea

TABLE = "table"


class Sitting(QObject):
    """Tells the seat's keeper which box or the table has the focus, its caret, the column, and the zoom of the timeline."""

    def __init__(self, workspace: Workspace, cues: CueArea, text: TextArea, wave: Waveform, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = SeatKeeper.of(workspace)
        self._cues, self._text, self._wave = cues, text, wave
        self._keeper.tell("editor", self._where)
        for box in self._boxes().values():
            box.caret_moved.connect(self._keeper.touch)
            box.entered.connect(self._keeper.touch)
        cues.view.selectionModel().currentChanged.connect(lambda _now, _before: self._keeper.touch())

    def resume(self) -> None:
        """Put the hands where they were when the window before this one was closed, once."""
        seat = self._keeper.take_waiting()
        if seat is None:
            return
        if seat.column:
            self._cues.go_to_column(seat.column)
        if seat.zoom:
            self._wave.zoom(seat.zoom / self._wave.scale.px_per_second)
        self._take_up(seat)

    def _take_up(self, seat: Seat) -> None:
        box = self._boxes().get(seat.hands)
        if box is not None and box.isVisible():
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.set_caret(seat.caret)
        else:
            self._cues.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _boxes(self) -> dict[str, CellBox]:
        return {"source": self._text.source, "target": self._text.target}

    def _where(self) -> dict[str, Any]:
        focused = self._cues.window().focusWidget()
        hands, box = next(((name, box) for name, box in self._boxes().items() if box is focused), (TABLE, None))
        return {
            "hands": hands,
            "caret": box.caret() if box is not None else 0,
            "column": self._cues.column,
            "zoom": self._wave.scale.px_per_second,
        }
