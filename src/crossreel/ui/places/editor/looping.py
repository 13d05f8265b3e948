"""Playing the chosen cue again and again, as it is timed now."""

from PySide6.QtCore import QObject

from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.places.editor.writing import shown_cue


class CueLoop(QObject):
    """While it is on, it follows the times of the chosen cue, and another cue that is chosen."""

    def __init__(self, opened: OpenEpisode, parent: QObject) -> None:
        super().__init__(parent)
        self._opened = opened
        self._times = (0, 0)
        opened.moved.connect(self._retime)
        opened.workspace.cue_selected.connect(lambda _cue_id: self._begin() if opened.player.is_looping else None)

    def toggle(self) -> None:
        """Begin, or stop at the frame shown."""
        if self._opened.player.is_looping:
            self._opened.player.pause()
        else:
            self._begin()

    def _begin(self) -> None:
        times = self._chosen()
        if times is not None:
            self._times = times
            self._opened.player.play_span(*times, again=True)

    def _retime(self) -> None:
        """Take the new times of the cue; the picture goes on where it is."""
        times = self._chosen()
        if times is not None and times != self._times and self._opened.player.is_looping:
            self._times = times
            self._opened.player.play(times[1], times[0])

    def _chosen(self) -> tuple[int, int] | None:
        row = self._opened.current_row()
        if row is None:
            return None
        cue = shown_cue(self._opened, row)
        return cue.start_ms, cue.end_ms
