"""The editor's player: one file at a time, its two callbacks turned into queued signals, and what stands in for it."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from crossreel.domain.catalog.cut import WHOLE, Clip
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import CrossreelError, Unavailable
from crossreel.domain.picture.player import Player, PlayerState
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

RATES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
AROUND_MS = 700
BEFORE_MS = 500
LOUDER = 10
SMALLEST_PX = 2


class CuePlayer(QObject):
    """Plays the open episode. Without libVLC or video it still has a playhead, so that times can be set.

    Signals: `frame_arrived` when a new frame can be painted; `moved(ms)`; `state_changed(PlayerState)`; `problem(code,
    facts)` with an empty code when there is none; `opened(width, height)` when frames of that size will come.
    """

    frame_arrived = Signal()
    moved = Signal(int)
    state_changed = Signal(object)
    problem = Signal(str, object)
    opened = Signal(int, int)
    _frame_came = Signal(int)
    _state_came = Signal(int, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None, *, place: str = "") -> None:
        """Make a player that holds no video while another place than its own is shown; without a place it always may."""
        super().__init__(parent)
        self._workspace = workspace
        self._home = place
        self._rests = False
        self._player: Player | None = None
        self._unavailable: CrossreelError | None = None
        self._media: Version | None = None
        self._path: Path | None = None
        self._sound: Clip | None = None
        self._size = (0, 0)
        self._opening = 0
        self._shown: memoryview | None = None
        self._at_ms = 0
        self._stop_ms: int | None = None
        self._again_ms: int | None = None
        self._stepped: tuple[int, int] | None = None  # from where, and how many frames on, before the frames were known
        self._wishes_to_play = False  # asked to play before the first size of the picture was known
        self._state = PlayerState.IDLE
        self.rate = 1.0
        self.leads = True  # a player that loads ahead does not move the window's playhead
        self._frame_came.connect(self._frame, Qt.ConnectionType.QueuedConnection)
        self._state_came.connect(self._entered, Qt.ConnectionType.QueuedConnection)
        self.state_changed.connect(lambda state: workspace.jobs.set_playing(id(self), state is PlayerState.PLAYING))
        workspace.closing.connect(self.close)
        workspace.place_shown.connect(self._place_shown)
        workspace.preferences_changed.connect(lambda preferences: self.set_volume(preferences.volume))

    @property
    def can_play(self) -> bool:
        """Whether there is something to play and something to play it with."""
        return self._path is not None and self._unavailable is None and self._state is not PlayerState.FAILED

    @property
    def _is_open(self) -> bool:
        return self._player is not None and self.can_play and not self._rests and min(self._size) >= SMALLEST_PX

    @property
    def is_playing(self) -> bool:
        """Whether the picture moves."""
        return self._state is PlayerState.PLAYING

    @property
    def is_playing_part(self) -> bool:
        """Whether it will stop by itself before the end, as when a cue is played."""
        return self._stop_ms is not None

    @property
    def is_looping(self) -> bool:
        """Whether it plays a stretch again and again."""
        return self.is_playing and self._again_ms is not None

    @property
    def media(self) -> Version | None:
        """The video of the open episode."""
        return self._media

    @property
    def frame_size(self) -> tuple[int, int]:
        """Width and height of the frames that come."""
        return self._size

    def open(
        self, media: Version | None, path: Path | None, sound: Clip | None = None, size: tuple[int, int] | None = None
    ) -> None:
        """Turn to another episode; `path` is None where its video is not there. `sound` is heard in the place of the video's.

        `size` is that of its frames where it is another than that of the frames before.
        """
        self._stepped = None
        self._size = size or self._size
        self._media, self._path, self._sound = media, path, sound
        self._stop_ms, self._again_ms, self._wishes_to_play = None, None, False
        self._load()
        self._tell(0)

    def set_frame_size(self, width: int, height: int) -> None:
        """Ask for frames of another size; the time shown stays."""
        if (width, height) == self._size:
            return
        was_open, self._size = self._is_open and self._shown is not None, (width, height)
        if was_open and self._player is not None and min(self._size) >= SMALLEST_PX:
            self._player.resize(width, height)
            self.opened.emit(width, height)
            return
        playing, at_ms, stretch = self.is_playing or self._wishes_to_play, self.position_ms(), (self._stop_ms, self._again_ms)
        self._load()
        if at_ms:
            self.seek(at_ms)
        if playing:
            self.play(*stretch)

    def frame(self) -> memoryview | None:
        """Return the frame of what is open whose time was told last, None before its first."""
        return self._shown

    @property
    def told_ms(self) -> int:
        """The time of the frame that `frame` returns."""
        return self._at_ms

    def position_ms(self) -> int:
        """Return the time of the picture, or of the playhead where there is none."""
        return self._player.position_ms() if self._player is not None and self._is_open else self._at_ms

    def toggle(self) -> None:
        """Play, or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self, until_ms: int | None = None, again_from_ms: int | None = None) -> None:
        """Play on: to the end, or to the last frame before `until_ms`, or from there again from `again_from_ms` and so on."""
        self._stepped = None
        self._stop_ms, self._again_ms = until_ms, again_from_ms
        self._wishes_to_play = not self._is_open
        if self._player is not None and self._is_open:
            self._player.play(until_ms, again_from_ms)

    def arm(self) -> None:
        """Be ready to play at once: the turn to this episode comes soon."""
        if self._player is not None and self._is_open:
            self._player.arm()

    def pause(self) -> None:
        """Stop at the frame shown."""
        self._stop_ms, self._again_ms, self._wishes_to_play = None, None, False
        if self._player is not None and self._is_open:
            self._player.pause()

    def play_span(self, start_ms: int, end_ms: int, *, again: bool = False) -> None:
        """Play a stretch of time once, or again and again."""
        start_ms = max(0, start_ms)
        self.seek(start_ms)
        self.play(end_ms, start_ms if again else None)

    def seek(self, at_ms: int) -> None:
        """Go to a time."""
        self._stepped = None
        length = self._length_ms()
        self._at_ms = max(0, min(at_ms, length - 1) if length else at_ms)
        self._stop_ms, self._again_ms = None, None
        if self._player is not None and self._is_open:
            self._player.seek(self._at_ms)
        self._tell(self._at_ms)

    def _length_ms(self) -> int:
        """Return how long the video is: a catalog may know an earlier, shorter reckoning."""
        known = self._media.duration_ms if self._media is not None else 0
        return max(known, self._player.duration_ms()) if known and self._player is not None and self._is_open else known

    def step(self, frames: int) -> None:
        """Go some frames on, or back, exactly.

        Where nobody has listed the frames of the video yet it goes by the frame rate, so that the next key acts there, and
        stands on the exact frame once they are listed.
        """
        if self.is_playing:
            self.pause()
        media, at_ms = self._media, self.position_ms()
        if media is None or self._path is None:
            self._count_frames(frames)
            return
        previewing = self._workspace.desk.previewing
        known = previewing.step_ms(media, at_ms, frames) if self._stepped is None else None
        if known is not None:
            self.seek(known)
            return
        if self._stepped is None:
            self._workspace.compute(call(previewing.prepare, media), then=self._stand_exactly, failed=self._stand_exactly)
        start_ms, before = self._stepped or (at_ms, 0)
        self._count_frames(frames)
        self._stepped = (start_ms, before + frames)

    def _stand_exactly(self, _listed: object) -> None:
        """Go to the frame that was asked for while the frames were listed, unless something else was done since."""
        stepped, self._stepped = self._stepped, None
        if stepped is None or self._media is None:
            return
        known = self._workspace.desk.previewing.step_ms(self._media, *stepped)
        if known is not None and known != self.position_ms():
            self.seek(known)

    def set_rate(self, rate: float) -> None:
        """Play faster or slower."""
        self.rate = max(RATES[0], min(rate, RATES[-1]))
        if self._player is not None:
            self._player.set_rate(self.rate)
        self.state_changed.emit(self._state)

    def change_rate(self, by: int) -> None:
        """Go to the next faster or slower speed."""
        near = min(range(len(RATES)), key=lambda index: abs(RATES[index] - self.rate))
        self.set_rate(RATES[max(0, min(near + by, len(RATES) - 1))])

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        if self._player is not None:
            self._player.set_volume(percent)

    def close(self) -> None:
        """Let the player go."""
        self._opening += 1
        if self._player is not None:
            self._player.close()
            self._player = None
            self._state = PlayerState.IDLE
            self._workspace.jobs.set_playing(id(self), False)

    def _place_shown(self, place: str) -> None:
        """Hold the video while one's own place is shown, at the time where one left."""
        if not self._home or self._rests == (place != self._home):
            return
        at_ms = self.position_ms()
        self.pause()
        self._rests = place != self._home
        self._load()
        self._at_ms = at_ms
        if not self._rests and at_ms:
            self.seek(at_ms)

    def frame_start_ms(self, at_ms: int) -> int:
        """Return the start of the frame shown at a time: where a cue may begin."""
        if self._media is None or self._media.variable_frame_rate:
            return at_ms
        return frame_start_ms(frame_at(at_ms, self._media.frame_rate), self._media.frame_rate)

    def _count_frames(self, frames: int) -> None:
        rate = self._media.frame_rate if self._media is not None else Fraction(30)
        self.seek(frame_start_ms(max(0, frame_at(self.position_ms(), rate) + frames), rate))

    def _load(self) -> None:
        self._opening += 1
        self._shown = None
        self._enter(PlayerState.IDLE)
        if self._path is None or self._rests or min(self._size) < SMALLEST_PX:
            if self._player is not None:
                self._player.let_go()
            return
        player = self._player or self._make()
        if player is None:
            return
        number = self._opening
        clip = Clip(path=self._path, cut=self._media.cut if self._media is not None else WHOLE)
        player.open(clip, *self._size, self._callback(number), partial(self._state_came.emit, number), self._sound)
        player.set_volume(self._workspace.preferences.volume)
        player.set_rate(self.rate)
        self._state = PlayerState.PAUSED
        self.opened.emit(*self._size)

    def _callback(self, number: int) -> Callable[[], None]:
        return partial(self._frame_came.emit, number)

    def _make(self) -> Player | None:
        if self._unavailable is not None:
            return None
        try:
            self._player = self._workspace.desk.previewing.open_player()
        except Unavailable as error:
            self._unavailable = error
            self.problem.emit(error.code, error.facts)
            self._workspace.selection_changed.emit()
        return self._player

    def _frame(self, number: int) -> None:
        if number != self._opening or self._player is None:
            return
        shown = self._player.shown()
        if shown is not None:
            self._shown, at_ms = shown
            self.frame_arrived.emit()
            self._tell(at_ms)

    def _tell(self, at_ms: int) -> None:
        self._at_ms = at_ms
        self.moved.emit(at_ms)
        if self.leads:
            self._workspace.move_playhead(at_ms)

    def _entered(self, number: int, state: PlayerState) -> None:
        if number != self._opening:
            return
        if self.is_playing and state is not PlayerState.PLAYING:  # a stretch is over by itself
            self._stop_ms, self._again_ms = None, None
            self._state = state
            self._tell(self.position_ms())
        self._enter(state)
        failure = self._player.failure() if self._player is not None and state is PlayerState.FAILED else None
        if failure is not None:
            self.problem.emit(failure.code, failure.facts)
            self._workspace.selection_changed.emit()

    def _enter(self, state: PlayerState) -> None:
        self._state = state
        self.state_changed.emit(state)
