"""Times of a row as they are shown and typed: in seconds or frames, and the line they are typed in."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import check_times
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import USUAL_RATE
from crossreel.domain.text.timecode import clock
from crossreel.domain.text.typed_time import on_frame, timecode, typed_ms
from crossreel.i18n.messages import sentence
from crossreel.ui.kit import theme

Times = tuple[int, int]
TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWriting:
    """How times are written: in frames of a video (`rate` frames a second), or in seconds. `rate` is None where it is not fixed."""

    rate: Fraction | None = None
    in_frames: bool = False

    def start(self, cue: Cue) -> str:
        """Write when a cue comes."""
        return self._moment(cue.start_ms)

    def end(self, cue: Cue) -> str:
        """Write when a cue goes."""
        return self._moment(cue.end_ms)

    def length(self, cue: Cue) -> str:
        """Write how long a cue stands."""
        if not self.in_frames:
            return f"{cue.duration_ms / 1000:.2f}"
        rate = self.rate or USUAL_RATE
        return f"{round(cue.duration_ms * rate / 1000)}f"

    def read_start(self, written: str, seen: Times) -> Times:
        """Return the times of a cue with another start, see `typed_ms` for what may be written and what is refused."""
        return _checked(typed_ms(written, self.rate, seen[0]), seen[1])

    def read_end(self, written: str, seen: Times) -> Times:
        """Return the times of a cue with another end."""
        return _checked(seen[0], typed_ms(written, self.rate, seen[1]))

    def read_length(self, written: str, seen: Times) -> Times:
        """Return the times of a cue with another length: its end moves."""
        return _checked(seen[0], on_frame(seen[0] + typed_ms(written, self.rate, seen[1] - seen[0]), self.rate))

    def _moment(self, at_ms: int) -> str:
        return timecode(at_ms, self.rate or USUAL_RATE) if self.in_frames else clock(at_ms, hours=False)


def _checked(start_ms: int, end_ms: int) -> Times:
    check_times(start_ms, end_ms)
    return start_ms, end_ms


class TimeLine(QLineEdit):
    """`decided(by)` says that Enter (0), Tab (1) or Shift+Tab (-1) took what is typed; `refused(words)` why it cannot be.

    Args:
        name: what is typed, for a screen reader.
        read: reads what is typed as times, from those that its user began from.
        parent: where it stands.
    """

    decided = Signal(int)
    refused = Signal(str)

    def __init__(self, name: str, read: Callable[[str, Times], Times], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(theme.font(theme.TEXT_PX, tabular=True))
        self.setAccessibleName(name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._read = read
        self.seen: Times = (0, 0)
        self.textEdited.connect(lambda _text: self._complain(""))

    def begin(self, written: str, seen: Times) -> None:
        """Show a time, chosen whole; one that is being typed stays."""
        if not self.isModified():
            self.seen = seen
            self.setText(written)
            self.selectAll()

    def times(self) -> Times | None:
        """Return the times that are typed, None where nothing was typed, or nothing that can be, which is told and kept."""
        if not self.isModified():
            return None
        try:
            return self._read(self.text(), self.seen)
        except BadInput as error:
            self._complain(sentence(error.code, error.facts))
            return None

    @property
    def is_wrong(self) -> bool:
        """Whether what is typed was refused."""
        return bool(self.toolTip())

    def event(self, event: QEvent) -> bool:
        """Take Tab for going on to the next time."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (by := TABS.get(Qt.Key(event.key()))):
            self._decide(by)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._decide(0)
        else:
            super().keyPressEvent(event)

    def _decide(self, by: int) -> None:
        self.times()
        if not self.is_wrong:
            self.decided.emit(by)

    def _complain(self, words: str) -> None:
        if words != self.toolTip() or words:
            self.setProperty("bad", "true" if words else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(theme.font(theme.TEXT_PX, tabular=True))
            self.setToolTip(words)
            self.setAccessibleDescription(words)
        if words:
            self.refused.emit(words)
