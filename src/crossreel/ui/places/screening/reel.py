"""A title playing on end: two players take turns, the next episode loaded in its own shape before the present one ends."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.screening.title_time import TitleTime
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.ui.episode.playing import CuePlayer
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.hub.workspace import Workspace

PLACE = "screening"
ARM_MS = 4000  # of time before the end at which the next episode gets ready to play, at normal speed
LOOP_MS, SHORTEST_LOOP_MS = 5000, 1000
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
AHEAD_REST_MS = 800  # the first pictures after a turn are not disturbed
Fitting = Callable[[int, int], tuple[int, int]]


class Reel(QObject):
    """Plays a playlist. `turned` carries the index of the episode on; `moved` milliseconds in it; `opened` the size
    of the frames that come; `problem` code and facts; `ended` says that the episode on was played to its end."""

    turned = Signal(int)
    moved = Signal(int)
    frame_arrived = Signal()
    state_changed = Signal(object)
    problem = Signal(str, object)
    opened = Signal(int, int)
    ended = Signal()

    def __init__(self, workspace: Workspace, fit: Fitting, parent: QObject | None = None) -> None:
        """Make a reel; `fit` says at which size a picture of so many pixels is shown, in device pixels."""
        super().__init__(parent)
        self._workspace = workspace
        self._fit = fit
        self._items: tuple[PlaylistItem, ...] = ()
        self._index = -1
        self._lengths: list[int] = []
        self._time = TitleTime()
        self._players = [CuePlayer(workspace, self, place=PLACE), CuePlayer(workspace, self, place=PLACE)]
        self._ahead_index = -1
        self._is_armed = False
        self._ahead = QTimer(self, singleShot=True, interval=AHEAD_REST_MS)
        self._ahead.timeout.connect(self._load_ahead)
        self._choice = VersionChoice.of(workspace)
        self._choice.changed.connect(self._turn_version)
        for player in self._players:
            player.frame_arrived.connect(self._frame)
            player.moved.connect(self._moved)
            player.state_changed.connect(self._entered)
            player.problem.connect(self._failed)
            player.opened.connect(self._opened)
        self._lead()

    @property
    def player(self) -> CuePlayer:
        """The player of the episode on."""
        return self._players[0]

    @property
    def items(self) -> tuple[PlaylistItem, ...]:
        """The episodes in order."""
        return self._items

    @property
    def item(self) -> PlaylistItem | None:
        """The episode on, None without one."""
        return self._items[self._index] if 0 <= self._index < len(self._items) else None

    @property
    def index(self) -> int:
        """Place of the episode on in the playlist, -1 for none."""
        return self._index

    def cue(self) -> Cue | None:
        """Return the cue to show now."""
        item = self.item
        return item.cue_at(self.player.position_ms()) if item else None

    def cues(self) -> tuple[Cue, ...]:
        """Return all cues to show now."""
        item = self.item
        return item.cues_at(self.player.position_ms()) if item else ()

    def set_playlist(self, items: Sequence[PlaylistItem], index: int = 0) -> None:
        """Take another playlist; the same episode in another language goes on where it is."""
        before = self.item
        self._items = tuple(items)
        if before is not None and 0 <= self._index < len(items) and items[self._index].episode.id == before.episode.id:
            if items[self._index].versions != before.versions:
                self._choice.offer(PLACE, before.episode.id, items[self._index].versions)
                self._turn_version()
            self.moved.emit(self.player.position_ms())
            return
        self._index = -1
        self._ahead_index = -1
        self.turn(min(index, len(items) - 1))

    @property
    def time(self) -> TitleTime:
        """The title as one stretch of time: each episode as long as its reference, the one on as long as what is shown of it."""
        lengths = [item.media.duration_ms if item.media else 0 for item in self._items]
        media = self.player.media
        if media is not None and 0 <= self._index < len(lengths):
            lengths[self._index] = media.duration_ms
        if self._lengths != lengths:
            self._lengths, self._time = lengths, TitleTime.of(lengths)
        return self._time

    @property
    def at_ms(self) -> int:
        """The time in the title."""
        return self.time.at(self._index, self.player.position_ms()) if 0 <= self._index < self.time.count else 0

    def seek(self, at_ms: int) -> None:
        """Go to a time of the title; what plays plays on."""
        if self.time.total_ms:
            index, within = self.time.place(at_ms)
            if index != self._index:
                self.turn(index, play=self.player.is_playing, at_ms=within)
            else:
                self.player.seek(within)

    def jump(self, by_ms: int) -> None:
        """Go on or back, over the ends of episodes."""
        self.seek(self.at_ms + by_ms)

    def loop(self) -> None:
        """Play the last seconds again and again, or go on from here."""
        player = self.player
        if player.is_looping:
            player.play()
        else:
            at_ms = player.position_ms()
            start_ms = max(0, at_ms - LOOP_MS)
            player.play_span(start_ms, max(at_ms, start_ms + SHORTEST_LOOP_MS), again=True)

    def change_rate(self, by: int) -> None:
        """Play at the next faster or slower speed."""
        near = min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - self.player.rate))
        self.set_rate(SPEEDS[max(0, min(near + by, len(SPEEDS) - 1))])

    def fit(self) -> None:
        """Show the pictures at the sizes that fit now."""
        for player in self._players:
            player.set_frame_size(*self._size_of(player))

    def set_rate(self, rate: float) -> None:
        """Play faster or slower, this episode and those that follow."""
        for player in self._players:
            player.set_rate(rate)

    def turn(self, index: int, *, play: bool = False, at_ms: int = 0) -> None:
        """Go to an episode, or to a time of it; loaded ahead, it is there at once."""
        if not 0 <= index < len(self._items):
            return
        was_on = self._index
        self.player.pause()
        self._index = index
        if index == self._ahead_index:
            self._players.reverse()
            self._lead()
        elif index != was_on:
            self._open(self.player, index)
        if at_ms or self.player.position_ms():
            self.player.seek(at_ms)
        if play:  # before anything else has to be done: nobody waits for the window
            self.player.play()
        self.opened.emit(*self.player.frame_size)
        self._is_armed, self._ahead_index = False, -1
        if play:
            self._ahead.start()
            QTimer.singleShot(0, self, self._tell_turn)  # its first picture is painted before
        else:
            self._tell_turn()
            self.state_changed.emit(PlayerState.PAUSED)
            self._load_ahead()

    def _tell_turn(self) -> None:
        item = self.item
        if item is not None:
            self._choice.offer(PLACE, item.episode.id, item.versions)
            self.turned.emit(self._index)

    def toggle(self) -> None:
        """Play or pause; at the end of the last episode, begin it again."""
        if not self.player.is_playing and self._at_end():
            self.player.seek(0)
        self.player.toggle()

    def close(self) -> None:
        """Let both players go."""
        self._ahead.stop()
        for player in self._players:
            player.close()

    def _lead(self) -> None:
        self._players[0].leads = True
        self._players[1].leads = False

    def _open(self, player: CuePlayer, index: int) -> None:
        shown = self._choice.shown(self._items[index].versions, self._workspace.desk.previewing.media_path)
        size = (shown.picture.width, shown.picture.height) if shown.picture is not None else (0, 0)
        player.open(shown.picture, shown.path, shown.sound_clip, self._fit(*size))

    def _size_of(self, player: CuePlayer) -> tuple[int, int]:
        media = player.media
        return self._fit(media.width, media.height) if media is not None else self._fit(0, 0)

    def _turn_version(self) -> None:
        """Play another picture or sound on, where the last one was."""
        if self.item is None:
            return
        at_ms, was_playing = self.player.position_ms(), self.player.is_playing
        self._open(self.player, self._index)
        self.turned.emit(self._index)
        self.player.seek(at_ms)
        if was_playing:
            self.player.play()
        self._load_ahead()

    def _load_ahead(self) -> None:
        self._ahead.stop()
        self._is_armed = False
        self._ahead_index = self._index + 1 if self._index + 1 < len(self._items) else -1
        if self._ahead_index >= 0:
            self._open(self._players[1], self._ahead_index)

    def _arm_ahead(self, at_ms: int) -> None:
        """Have the next episode ready to play at once shortly before this one ends."""
        media = self.player.media
        near = media is not None and self.player.is_playing and at_ms >= media.duration_ms - ARM_MS * self.player.rate
        if near and not self._is_armed and self._ahead_index >= 0:
            self._is_armed = True
            self._players[1].arm()

    def _at_end(self) -> bool:
        media = self.player.media if self.item else None
        return media is not None and self.player.position_ms() >= media.duration_ms - 100

    def _opened(self, width: int, height: int) -> None:
        if self.sender() is self.player:
            self.opened.emit(width, height)

    def _failed(self, code: str, facts: object) -> None:
        if self.sender() is self.player:
            self.problem.emit(code, facts)

    def _frame(self) -> None:
        if self.sender() is self.player:
            self.frame_arrived.emit()

    def _moved(self, at_ms: int) -> None:
        if self.sender() is self.player:
            self._arm_ahead(at_ms)
            self.moved.emit(at_ms)

    def _entered(self, state: PlayerState) -> None:
        if self.sender() is not self.player:
            return
        if state is PlayerState.ENDED:
            self.ended.emit()
        if state is PlayerState.ENDED and self._index + 1 < len(self._items):
            self.turn(self._index + 1, play=True)
            return
        self.state_changed.emit(state)
