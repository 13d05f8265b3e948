"""Which caption belongs on the picture at a time, and its picture, drawn off the GUI thread and kept."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.caption import Picture, weigh
from crossreel.kernel.kept import Kept
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Moved
from crossreel.ui.hub.jobs import call

KEPT_BYTES = 6 << 20
AHEAD = 6
Key = tuple[str, str, str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A caption to paint: its picture (None while it is being drawn, or for nothing) and the frame it was made for."""

    picture: Picture | None
    width: int
    height: int


class CueCaptions(QObject):
    """Follows the language being worked on. `drawn` says that `shown` would answer anew."""

    drawn = Signal()

    def __init__(self, opened: OpenEpisode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._size = (0, 0)
        self._cues: list[Cue] = []
        self._starts: list[int] = []
        self._typed: tuple[int, str] | None = None
        self._kept: Kept[Key, Picture | None] = Kept(KEPT_BYTES, weigh)
        self._asked: set[Key] = set()
        self._ahead: tuple[int, tuple[int, int]] = (-1, (0, 0))
        self._last: Shown = Shown(picture=None, width=1, height=1)

    def set_size(self, width: int, height: int) -> None:
        """Draw for frames of this size from now on."""
        if (width, height) != self._size:
            self._size = (width, height)
            self._kept.clear()
            self.drawn.emit()

    def refresh(self) -> None:
        """Take the cues of the language being worked on."""
        language = self._opened.workspace.language
        cues = [cue for row in self._opened.rows() for cue in self._opened.cells(row, language)]
        self._cues = sorted(cues, key=lambda cue: cue.order)
        self._starts = [cue.start_ms for cue in self._cues]
        self._ahead = (-1, (0, 0))
        self.drawn.emit()

    def move(self, moved: Moved) -> None:
        """Take what an edit changed in the cues of the language being worked on."""
        splice, language = moved.splice, self._opened.workspace.language
        for row in moved.before.sheet.rows[splice.first : splice.first + splice.removed]:
            for cue in self._opened.cells(row, language):
                at = bisect_left(self._cues, cue.order, key=lambda each: each.order)
                if at < len(self._cues) and self._cues[at].id == cue.id:
                    del self._cues[at], self._starts[at]
        for row in moved.after.sheet.rows[splice.first : splice.first + splice.added]:
            for cue in self._opened.cells(row, language):
                at = bisect_left(self._cues, cue.order, key=lambda each: each.order)
                self._cues.insert(at, cue)
                self._starts.insert(at, cue.start_ms)
        self._ahead = (-1, (0, 0))
        self.drawn.emit()

    def set_typed(self, cue_id: int | None, markup: str) -> None:
        """Show what is being typed in place of what is stored."""
        self._typed = None if cue_id is None else (cue_id, markup)
        self.drawn.emit()

    def at(self, at_ms: int) -> Shown:
        """Return what to paint at a time; the last caption stays while the next of the same cue is drawn."""
        cue = self._cue_at(at_ms)
        width, height = self._size
        self._draw_ahead(at_ms)
        if cue is None or min(self._size) < 2:
            self._last = Shown(picture=None, width=max(1, width), height=max(1, height))
            return self._last
        key = self._key(cue)
        if key in self._kept:
            self._last = Shown(picture=self._kept[key], width=width, height=height)
        else:
            self._ask(key)
        return self._last

    def _draw_ahead(self, at_ms: int) -> None:
        """Have the captions of the next cues drawn, so that playing never waits for one."""
        first = bisect_right(self._starts, at_ms)
        if (first, self._size) != self._ahead:
            self._ahead = (first, self._size)
            for cue in self._cues[first : first + AHEAD]:
                self._ask(self._key(cue))

    def _cue_at(self, at_ms: int) -> Cue | None:
        for cue in reversed(self._cues[max(0, bisect_right(self._starts, at_ms) - 3) : bisect_right(self._starts, at_ms)]):
            if cue.start_ms <= at_ms < cue.end_ms:
                return cue
        return None

    def _key(self, cue: Cue) -> Key:
        text = self._typed[1] if self._typed is not None and self._typed[0] == cue.id else cue.text
        return (text, self._opened.workspace.language, cue.placement, *self._size)

    def _ask(self, key: Key) -> None:
        if key in self._kept or key in self._asked or min(key[3:]) < 2:
            return
        self._asked.add(key)
        text, language, placement, width, height = key
        workspace = self._opened.workspace
        draw = workspace.desk.previewing.caption_picture
        took, dropped = partial(self._take, key), partial(self._drop, key)
        workspace.compute(call(draw, text, language, width, height, placement), then=took, failed=dropped)

    def _drop(self, key: Key, _error: BaseException) -> None:
        self._take(key, None)

    def _take(self, key: Key, picture: Picture | None) -> None:
        self._asked.discard(key)
        self._kept[key] = picture
        self.drawn.emit()
