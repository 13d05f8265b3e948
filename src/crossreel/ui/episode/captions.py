"""The captions of a moment as pictures, drawn off the GUI thread, kept, and stacked so that none covers another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.caption import Picture, weigh
from crossreel.domain.picture.stacking import stacked
from crossreel.kernel.kept import Kept
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

KEPT_BYTES = 6 << 20
Key = tuple[str, str, str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A cue to show, in its language; `rank` as in `stacking.Piece`."""

    cue: Cue
    language: str
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Captions to paint, and the size of the frame they were made for."""

    pictures: tuple[Picture, ...] = ()
    width: int = 1
    height: int = 1


class Captions(QObject):
    """Draws what is asked for. `drawn` says that `show` would answer anew."""

    drawn = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._size = (0, 0)
        self._kept: Kept[Key, Picture | None] = Kept(KEPT_BYTES, weigh)
        self._asked: set[Key] = set()
        self._former: dict[tuple[int, str], Key] = {}
        self._last: tuple[tuple[tuple[Key, int, bool], ...], Shown] = ((), Shown())

    def set_size(self, width: int, height: int) -> bool:
        """Draw for frames of this size from now on; tell whether it is another."""
        if (width, height) == self._size:
            return False
        self._size = (width, height)
        self._kept.clear()
        return True

    def show(self, spoken: Sequence[Spoken]) -> Shown:
        """Return what to paint: of a cue that is being drawn anew its last picture stays meanwhile, of another size too."""
        if min(self._size) < 2 or self._is_drawn_for_another_size(spoken):
            return self._last[1]
        former, self._former = self._former, {}
        found: list[tuple[Spoken, Key]] = []
        for each in spoken:
            key, known = self._key(each), (each.cue.id, each.language)
            if key not in self._kept:
                self._ask(key)
                key = former.get(known, key)
            self._former[known] = key
            found.append((each, key))
        made = tuple((key, each.rank, key in self._kept) for each, key in found)
        if made != self._last[0]:
            self._last = (made, self._stacked(found))
        return self._last[1]

    def draw_ahead(self, spoken: Iterable[Spoken]) -> None:
        """Have the captions of cues drawn that come next, so that playing never waits for one."""
        for each in spoken:
            self._ask(self._key(each))

    def _is_drawn_for_another_size(self, spoken: Sequence[Spoken]) -> bool:
        """Tell whether these very captions are shown as they were drawn for another size, and ask for them in this one."""
        if self._size == (self._last[1].width, self._last[1].height) or not self._last[1].pictures:
            return False
        missing = [each for each in spoken if self._key(each) not in self._kept]
        self.draw_ahead(missing)
        return bool(missing) and {(each.cue.id, each.language) for each in spoken} == set(self._former)

    def _stacked(self, found: Sequence[tuple[Spoken, Key]]) -> Shown:
        drawn = [(picture, each.cue.placement, each.rank) for each, key in found if (picture := self._kept.get(key)) is not None]
        width, height = self._size
        pictures = stacked(drawn, height)
        return Shown(pictures=pictures, width=width, height=height)

    def _key(self, spoken: Spoken) -> Key:
        return (spoken.cue.text, spoken.language, spoken.cue.placement, *self._size)

    def _ask(self, key: Key) -> None:
        if key in self._kept or key in self._asked or min(key[3:]) < 2:
            return
        self._asked.add(key)
        text, language, placement, width, height = key
        draw = self._workspace.desk.previewing.caption_picture
        took, dropped = partial(self._take, key), partial(self._drop, key)
        self._workspace.compute(call(draw, text, language, width, height, placement), then=took, failed=dropped)

    def _drop(self, key: Key, _error: BaseException) -> None:
        self._take(key, None)

    def _take(self, key: Key, picture: Picture | None) -> None:
        self._asked.discard(key)
        self._kept[key] = picture
        self.drawn.emit()
