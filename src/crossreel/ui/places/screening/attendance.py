"""What is really watched: frames that are painted while the window is in front, kept every few seconds."""

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import CrossreelError, Refused
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.screening.sitting import TOLERANCE_MS, ShownCue, Sitting, shown
from crossreel.domain.screening.spans import NORMAL, Span, joined, seen
from crossreel.domain.text.column_name import split_column
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.screening.reel import Reel

SAVE_MS = 5000
MOST_SPANS = 200
Columns = Mapping[str, tuple[Cue, ...]]
"""The columns that are shown, with their cues in the episode on."""


class Attendance(QObject):
    """Keeps the sittings of who works here. `kept` says that some were; a window that only reads keeps none.

    Args:
        workspace: the hub.
        reel: what plays.
        window_of: a widget of the window that must be in front.
        columns: asked at each frame which columns its picture carries.
    """

    kept = Signal()

    def __init__(self, workspace: Workspace, reel: Reel, window_of: QWidget, columns: Callable[[], Columns]) -> None:
        super().__init__(window_of)
        self._workspace, self._reel, self._widget, self._columns = workspace, reel, window_of, columns
        self._open: dict[str, Sitting] = {}
        self._texts: dict[str, tuple[tuple[Cue, ...], tuple[ShownCue, ...]]] = {}
        self._unsaved: dict[int, Sitting] = {}
        self._was_left = False  # since the last frame painted
        self._timer = QTimer(self, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)
        workspace.closing.connect(self._close)
        reel.ended.connect(self._ended)
        reel.state_changed.connect(self._rested)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._front_changed)

    @property
    def is_watched(self) -> bool:
        """Whether what is painted now can be seen: the window is in front."""
        window = self._widget.window()
        return self._widget.isVisible() and window.isActiveWindow() and not window.isMinimized()

    def painted(self) -> None:
        """Take note of the frame that was just painted."""
        player, item = self._reel.player, self._reel.item
        media = player.media
        if item is None or media is None or player.frame() is None or not self.is_watched:
            return
        at_ms, rate = player.told_ms, media.frame_rate
        if media.variable_frame_rate:
            start_ms, end_ms = at_ms, at_ms + round(1000 / rate)
        else:
            number = frame_at(at_ms, rate)
            start_ms, end_ms = frame_start_ms(number, rate), frame_start_ms(number + 1, rate)
        speed = round(NORMAL * player.rate) if player.is_playing else 0
        self._was_left = False
        self._add(Span(start_ms=start_ms, end_ms=min(end_ms, media.duration_ms), speed=speed))

    def save(self) -> None:
        """Have what was watched since the last time kept."""
        told, self._unsaved = tuple(self._unsaved.values()), {}
        if told and not self._workspace.read_only:
            record = call(self._workspace.desk.attending.record, told)
            self._workspace.jobs.run("write", record, then=lambda _done: self.kept.emit(), failed=partial(self._again, told))
        if not told:
            self._timer.stop()

    def _rested(self, state: PlayerState) -> None:
        """Keep what was watched as soon as the picture rests: whoever pauses looks at how much it is."""
        if state is PlayerState.PAUSED:
            self.save()

    def _again(self, told: tuple[Sitting, ...], error: BaseException) -> None:
        """Try once more, with what was watched meanwhile; not with what another name now stands for."""
        if isinstance(error, Refused):
            return
        for each in told:
            self._unsaved.setdefault(each.id, each)
        self._timer.start()

    def _ended(self) -> None:
        """The last frame stood until the end of the sound: the rest of the episode was watched too."""
        media = self._reel.player.media
        for sitting in tuple(self._open.values()):
            last = sitting.spans[-1] if sitting.spans else None
            item = self._reel.item
            if last is None or media is None or item is None or sitting.episode_id != item.episode.id or not self.is_watched:
                continue
            if last.speed and not self._was_left:
                self._keep(replace(sitting, spans=(*sitting.spans[:-1], replace(last, end_ms=media.duration_ms))))

    def _front_changed(self, _window: object) -> None:
        self._was_left = self._was_left or not self.is_watched

    def _add(self, span: Span) -> None:
        tolerance_ms = TOLERANCE_MS if span.speed else 0
        for column, cues in self._columns().items():
            sitting = self._sitting(column, cues)
            if sitting is not None:
                spans = seen(sitting.spans, span, tolerance_ms)
                if len(spans) > MOST_SPANS:  # one scrubs: frames here and there are joined as far as they touch
                    spans = (*joined(spans[:-1]), spans[-1])
                self._keep(replace(sitting, spans=spans, at_ms=span.start_ms, saved_ms=_now_ms()))

    def _keep(self, sitting: Sitting) -> None:
        self._open[sitting.column] = self._unsaved[sitting.id] = sitting
        if not self._timer.isActive():
            self._timer.start()

    def _sitting(self, column: str, cues: tuple[Cue, ...]) -> Sitting | None:
        """Return the sitting that goes on in a column: a new one for another episode, picture, text or person."""
        item, media, found = self._reel.item, self._reel.player.media, self._open.get(column)
        if item is None or media is None:
            return None
        text = self._text(column, cues)
        here = (item.episode.id, media.id, media.content_key, self._workspace.desk.database.author)
        if (
            found is not None
            and (found.episode_id, found.version_id, found.content_key, found.person) == here
            and found.cues == text
        ):
            return found
        language, role = split_column(column)
        return Sitting(
            id=self._workspace.desk.database.new_id(), title_id=item.episode.title_id, episode_id=item.episode.id,
            language=language, role=role, person=here[3], version_id=media.id, content_key=media.content_key,
            duration_ms=media.duration_ms, begun_ms=_now_ms(), saved_ms=_now_ms(), cues=text,
        )  # fmt: skip

    def _text(self, column: str, cues: tuple[Cue, ...]) -> tuple[ShownCue, ...]:
        known = self._texts.get(column)
        if known is None or known[0] is not cues:
            known = self._texts[column] = (cues, shown(cues))
        return known[1]

    def _close(self) -> None:
        """Keep the rest while the window closes."""
        self._timer.stop()
        told, self._unsaved = tuple(self._unsaved.values()), {}
        if told and not self._workspace.read_only:
            with contextlib.suppress(CrossreelError):
                self._workspace.desk.attending.record(told)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
