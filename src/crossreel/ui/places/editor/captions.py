"""Which captions belong on the picture of the open episode at a time: all cues of the moment, what is typed, a second language."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.moments import Moments
from crossreel.domain.picture.stacking import rank_of
from crossreel.domain.views.grid import CueRow
from crossreel.ui.episode.captions import Captions, Shown, Spoken
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Moved
from crossreel.ui.places.editor.writing import pending_text, timed_cue

AHEAD = 6
ABOVE, BELOW = "above", "below"
NEW_CUE = 0  # no cue of a catalog has this id


class CueCaptions(QObject):
    """Follows the language being worked on. `drawn` says that `at` would answer anew."""

    drawn = Signal()

    def __init__(self, opened: OpenEpisode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._captions = Captions(opened.workspace, self)
        self._captions.drawn.connect(self.drawn)
        self._layers: list[tuple[str, Moments]] = []
        self._typed: tuple[int | None, str] | None = None
        self._ahead: object = None

    def set_size(self, width: int, height: int) -> None:
        """Draw for frames of this size from now on."""
        if self._captions.set_size(width, height):
            self._ahead = None
            self.drawn.emit()

    @property
    def second(self) -> str:
        """The language shown beside the one being worked on, "" for none."""
        opened, language = self._opened, self._opened.workspace.language
        if not opened.workspace.preferences.second_caption:
            return ""
        other = opened.target if language == opened.source else opened.source
        return other if other != language else ""

    def refresh(self) -> None:
        """Take the cues of the languages shown."""
        languages = filter(None, (self._opened.workspace.language, self.second))
        self._layers = [(tag, Moments(self._cues(self._opened.rows(), tag))) for tag in languages]
        self._ahead = None
        self.drawn.emit()

    def move(self, moved: Moved) -> None:
        """Take what an edit changed in the cues shown."""
        splice = moved.splice
        before = moved.before.sheet.rows[splice.first : splice.first + splice.removed]
        after = moved.after.sheet.rows[splice.first : splice.first + splice.added]
        for language, moments in self._layers:
            moments.replace(self._cues(before, language), self._cues(after, language))
        self._forget_typed(after)
        self._ahead = None
        self.drawn.emit()

    def set_typed(self, cue_id: int | None, markup: str) -> None:
        """Show what is being typed in place of what is stored; without a cue it is typed into the empty cell of the current row."""
        if self._typed != (cue_id, markup):
            self._typed = (cue_id, markup)
            self.drawn.emit()

    def at(self, at_ms: int) -> Shown:
        """Return what to paint at a time."""
        spoken = [self._spoken(cue, number) for number, (_, moments) in enumerate(self._layers) for cue in moments.at(at_ms)]
        new = self._new_cue(at_ms)
        if new is not None:
            spoken.append(self._spoken(new, 0))
        self._draw_ahead(at_ms)
        return self._captions.show(spoken)

    def _cues(self, rows: tuple[CueRow, ...], language: str) -> list[Cue]:
        return [cue for row in rows for cue in self._opened.cells(row, language)]

    def _spoken(self, cue: Cue, layer: int) -> Spoken:
        """Say what of a cue is shown, and on which side of the other language it stands."""
        if layer == 0 and self._typed is not None and self._typed[0] == cue.id and cue.text != self._typed[1]:
            cue = replace(cue, text=self._typed[1])
        rank = rank_of(layer, cue.placement, below=self._opened.workspace.preferences.second_caption == BELOW)
        return Spoken(cue=cue, language=self._layers[layer][0], rank=rank)

    def _new_cue(self, at_ms: int) -> Cue | None:
        """Return what is typed into an empty cell as the cue it becomes."""
        row = self._opened.current_row()
        if self._typed is None or self._typed[0] is not None or not self._typed[1] or row is None or not self._layers:
            return None
        timed = timed_cue(self._opened, row)
        if self._opened.cells(row, self._layers[0][0]) or not timed.start_ms <= at_ms < timed.end_ms:
            return None
        return replace(timed, id=NEW_CUE, text=self._typed[1], placement="")

    def _forget_typed(self, rows: tuple[CueRow, ...]) -> None:
        """Let go of what was typed once it is stored, or was taken back: nothing of it is on its way."""
        language = self._opened.workspace.language
        for row in rows:
            for cue in self._opened.cells(row, language):
                if self._typed is not None and self._typed[0] == cue.id and pending_text(self._opened, row, cue, language) is None:
                    self._typed = None

    def _draw_ahead(self, at_ms: int) -> None:
        coming = [[cue.id for cue in moments.after(at_ms, AHEAD)] for _, moments in self._layers]
        if coming != self._ahead:
            self._ahead = coming
            for layer, (_, moments) in enumerate(self._layers):
                self._captions.draw_ahead(self._spoken(cue, layer) for cue in moments.after(at_ms, AHEAD))
