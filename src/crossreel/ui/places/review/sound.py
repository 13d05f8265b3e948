"""The sound of a line that was heard: its waveform with the line in it, and where playing is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.i18n.messages import _
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.kit.waveform_view import TimelineView
from crossreel.ui.places.review.ahead import Ahead
from crossreel.ui.places.review.moment import Moment

HIGH_PX, ROOM_MS = 96, 1000


class LineSound(TimelineView):
    """Hidden for lines that nobody heard; a click plays the line."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sound of the line"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay on the list
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HIGH_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow = "off"
        self._ahead: Ahead | None = None
        self._moment: Moment | None = None
        self._line: ReviewLine | None = None
        self._peaks: Peaks | None = None
        self.hide()

    def attend(self, ahead: Ahead, moment: Moment) -> None:
        """Take what is read ahead, and go along with what plays."""
        self._ahead, self._moment = ahead, moment
        ahead.arrived.connect(self._arrived)
        ahead.sounded.connect(self._show)
        moment.player.moved.connect(self._follow_playing)

    def show_line(self, line: ReviewLine) -> None:
        """Show the sound of a line, as far as it is read; nothing where it was not heard."""
        self._line = line
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play the line."""
        if event.button() == Qt.MouseButton.LeftButton and self._moment is not None:
            self._moment.toggle()

    def _arrived(self, cue_id: object) -> None:
        if self._line is not None and self._line.cue_id == cue_id:
            self._show()

    def _show(self) -> None:
        line, ahead = self._line, self._ahead
        beside = ahead.beside(line.cue_id) if line is not None and ahead is not None else None
        self.setVisible(beside is not None and beside.is_heard)
        if line is None or ahead is None or beside is None or not beside.is_heard:
            return
        heard, peaks = ahead.heard(line.cue_id), ahead.peaks(line.cue_id)
        length_ms = max(heard.duration_ms if heard is not None else 0, line.end_ms)
        self.set_episode(length_ms, FrameGrid(rate=heard.frame_rate if heard is not None else None))
        if peaks is not self._peaks:
            self._peaks = peaks
            self.set_peaks(peaks)
        words, right = plain_text(line.text), is_right_to_left(line.column)
        box = CueBox(id=line.cue_id, number=0, start_ms=line.start_ms, end_ms=line.end_ms, text=words, right_to_left=right)
        self.set_cues([box])
        self.set_current([line.cue_id], reveal=False)
        self.set_playhead(line.start_ms, playing=False)
        self.zoom_to(max(0, line.start_ms - ROOM_MS), min(length_ms, line.end_ms + ROOM_MS))

    def _follow_playing(self, at_ms: int) -> None:
        if self.isVisible():
            self.set_playhead(at_ms, playing=True)
