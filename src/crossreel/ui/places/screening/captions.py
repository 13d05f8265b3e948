"""The captions of the reel: those of the language watched and, where chosen, of a second one beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.stacking import rank_of
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.ui.episode.captions import Captions, Shown, Spoken
from crossreel.ui.hub.workspace import Workspace

BELOW = "below"


class ReelCaptions(QObject):
    """`drawn` says that `at` would answer anew. `column` is watched, `second` stands beside it, "" for none."""

    drawn = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._captions = Captions(workspace, self)
        self._captions.drawn.connect(self.drawn)
        self.column = self.second = ""
        self._second: Mapping[int, PlaylistItem] = {}

    def set_second(self, items: Sequence[PlaylistItem]) -> None:
        """Take the cues of the second language."""
        self._second = {item.episode.id: item for item in items}
        self.drawn.emit()

    def columns(self, item: PlaylistItem | None) -> dict[str, tuple[Cue, ...]]:
        """Return what the picture of an episode carries, by column."""
        if item is None or not self.column:
            return {}
        found = {self.column: item.cues}
        beside = self._second.get(item.episode.id) if self.second not in ("", self.column) else None
        return {**found, self.second: beside.cues} if beside is not None and beside.cues else found

    def at(self, item: PlaylistItem | None, at_ms: int, width: int, height: int) -> Shown:
        """Return what to paint at a time on frames of a size."""
        self._captions.set_size(width, height)
        spoken = [
            self._spoken(cue, column, layer)
            for layer, (column, cues) in enumerate(self.columns(item).items())
            for cue in cues
            if cue.start_ms <= at_ms < cue.end_ms
        ]
        return self._captions.show(spoken)

    def _spoken(self, cue: Cue, column: str, layer: int) -> Spoken:
        """Say on which side of the other language a cue stands."""
        rank = rank_of(layer, cue.placement, below=self._workspace.preferences.second_caption == BELOW)
        return Spoken(cue=cue, language=column, rank=rank)
