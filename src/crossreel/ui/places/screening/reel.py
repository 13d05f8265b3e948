"""A title playing on end: two players take turns, the next episode loaded before the present one ends."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.ui.episode.playing import CuePlayer
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.hub.workspace import Workspace

PLACE = "screening"


class Reel(QObject):
    """Plays a playlist. `turned` carries the index of the episode on; `moved` milliseconds in it; `opened` the size
    of the frames that come; `problem` code and facts."""

    turned = Signal(int)
    moved = Signal(int)
    frame_arrived = Signal()
    state_changed = Signal(object)
    problem = Signal(str, object)
    opened = Signal(int, int)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._items: tuple[PlaylistItem, ...] = ()
        self._index = -1
        self._size = (0, 0)
        self._players = [CuePlayer(workspace, self, place=PLACE), CuePlayer(workspace, self, place=PLACE)]
        self._ahead_index = -1
        self._choice = VersionChoice.of(workspace)
        self._choice.changed.connect(self._turn_version)
        for player in self._players:
            player.frame_arrived.connect(self._frame)
            player.moved.connect(self._moved)
            player.state_changed.connect(self._entered)
            player.problem.connect(self.problem)
            player.opened.connect(self._opened)
        self._lead()

    @property
    def player(self) -> CuePlayer:
        """The player of the episode on."""
        return self._players[0]

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

    def set_frame_size(self, width: int, height: int) -> None:
        """Say how large the picture is shown, in device pixels."""
        self._size = (width, height)
        for player in self._players:
            player.set_frame_size(width, height)

    def turn(self, index: int, *, play: bool = False) -> None:
        """Go to an episode; loaded ahead, it is there at once."""
        if not 0 <= index < len(self._items):
            return
        was_on = self._index
        self.player.pause()
        self._index = index
        if index == self._ahead_index:
            self._players.reverse()
            self._lead()
            self.player.seek(0)
            self.opened.emit(*self._size)
        elif index != was_on:
            self._open(self.player, index)
        else:
            self.player.seek(0)
        self._choice.offer(PLACE, self._items[index].episode.id, self._items[index].versions)
        self.turned.emit(index)
        self.state_changed.emit(PlayerState.PAUSED)
        if play:
            self.player.play()
        self._load_ahead()

    def toggle(self) -> None:
        """Play or pause; at the end of the last episode, begin it again."""
        if not self.player.is_playing and self._at_end():
            self.player.seek(0)
        self.player.toggle()

    def close(self) -> None:
        """Let both players go."""
        for player in self._players:
            player.close()

    def _lead(self) -> None:
        self._players[0].leads = True
        self._players[1].leads = False

    def _open(self, player: CuePlayer, index: int) -> None:
        shown = self._choice.shown(self._items[index].versions, self._workspace.desk.previewing.media_path)
        player.open(shown.picture, shown.path, shown.sound_clip)

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
        self._ahead_index = self._index + 1 if self._index + 1 < len(self._items) else -1
        if self._ahead_index >= 0:
            self._open(self._players[1], self._ahead_index)

    def _at_end(self) -> bool:
        media = self.player.media if self.item else None
        return media is not None and self.player.position_ms() >= media.duration_ms - 100

    def _opened(self, width: int, height: int) -> None:
        if self.sender() is self.player:
            self.opened.emit(width, height)

    def _frame(self) -> None:
        if self.sender() is self.player:
            self.frame_arrived.emit()

    def _moved(self, at_ms: int) -> None:
        if self.sender() is self.player:
            self.moved.emit(at_ms)

    def _entered(self, state: PlayerState) -> None:
        if self.sender() is not self.player:
            return
        if state is PlayerState.ENDED and self._index + 1 < len(self._items):
            self.turn(self._index + 1, play=True)
            return
        self.state_changed.emit(state)
