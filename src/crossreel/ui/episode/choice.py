"""What the hands act on in the open episode: the chosen row, its cue in each language, and the selected rows."""

from PySide6.QtCore import QObject

from crossreel.domain.cues.cue import Cue, overlap_ms
from crossreel.domain.cues.track import Role
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.hub.workspace import Workspace


class Choice(QObject):
    """The chosen cue is the workspace's: that of a row, or of several in one cell the very one."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.loaded: Loaded | None = None
        self.selected_ids: tuple[int, ...] = ()
        self.followed_id: int | None = None

    @property
    def sheet(self) -> EpisodeSheet | None:
        """The sheet of the open episode."""
        return self.loaded.sheet if self.loaded is not None else None

    @property
    def source(self) -> str:
        """The language of the spine."""
        return self.loaded.source if self.loaded is not None else ""

    def rows(self) -> tuple[CueRow, ...]:
        """Return the rows of the open episode."""
        return self.sheet.rows if self.sheet is not None else ()

    def row_of(self, cue_id: int | None) -> CueRow | None:
        """Return the row a cue stands in, be it of the spine or a translation."""
        return None if self.loaded is None or cue_id is None else self.loaded.row_of(cue_id)

    def place_of(self, row: CueRow) -> int:
        """Return where a row of the open episode stands, from 0."""
        return self.loaded.positions[row.cue.id] if self.loaded is not None else 0

    def current_row(self) -> CueRow | None:
        """Return the row of the current cue."""
        return self.row_of(self.workspace.cue_id)

    @property
    def followed_row(self) -> CueRow | None:
        """The row the playhead stands in, which is not always the one that keys act on."""
        return self.row_of(self.followed_id)

    def cells(self, row: CueRow, language: str) -> tuple[Cue, ...]:
        """Return the cues of a row in a language."""
        if row.is_spine and language == self.source:
            return (row.cue,)
        return row.followers.get(language, ())

    def source_of(self, row: CueRow | None, target: str) -> str:
        """Return the column of which the one worked on is a translation in a row: that of the signs where the row is a sign."""
        if row is None or not row.is_sign or self.loaded is None:
            return self.source
        signs = next((name for name, track in self.loaded.sheet.tracks.items() if track.role is Role.SIGNS), self.source)
        return signs if signs != target else self.source

    def chosen_in(self, row: CueRow, language: str) -> Cue | None:
        """Return the cue of a cell that keys, menus and boxes act on; None for an empty cell.

        Of several it is the chosen one; the one beside it in time where that is of another language; else the first.
        """
        cues, chosen_id = self.cells(row, language), self.workspace.cue_id
        if len(cues) < 2 or chosen_id == row.cue.id:
            return next(iter(cues), None)
        chosen = next((cue for cue in row_cues(row) if cue.id == chosen_id), cues[0])
        return chosen if chosen in cues else max(cues, key=lambda cue: overlap_ms(cue, chosen))

    def edited_cue(self) -> Cue | None:
        """Return the chosen cue in the language being worked on, else that of the row."""
        row = self.current_row()
        return None if row is None else self.chosen_in(row, self.workspace.language) or row.cue

    def selected_cues(self, language: str) -> tuple[Cue, ...]:
        """Return the cues of the selected rows in a language; of a single row the chosen one alone."""
        rows = self.selected_rows()
        if len(rows) != 1:
            return tuple(cue for row in rows for cue in self.cells(row, language))
        chosen = self.chosen_in(rows[0], language)
        return () if chosen is None else (chosen,)

    def cue_beside(self, by: int) -> int | None:
        """Return the cue before (-1) or after (1) the chosen one: through the cues of its cell, then in the row beside it."""
        row, language, rows = self.current_row(), self.workspace.language, self.rows()
        if row is None:
            return rows[0].cue.id if rows else None
        cues, chosen = self.cells(row, language), self.chosen_in(row, language)
        at = cues.index(chosen) + by if chosen is not None else -1
        if 0 <= at < len(cues):
            return cues[at].id
        place = self.place_of(row) + by
        if not 0 <= place < len(rows):
            return None
        beside = self.cells(rows[place], language)
        return beside[-1].id if by < 0 and len(beside) > 1 else rows[place].cue.id

    def selected_rows(self) -> tuple[CueRow, ...]:
        """Return the selected rows in order of time; the current one where nothing more is selected."""
        places = self.loaded.positions if self.loaded is not None else {}
        rows = tuple(self.rows()[at] for at in sorted({places[cue_id] for cue_id in self.selected_ids if cue_id in places}))
        current = self.current_row()
        return rows or ((current,) if current is not None else ())

    def beside_gone(self, before: Loaded, after: Loaded) -> int | None:
        """Return the cue to choose where an edit took the chosen one away: of the same row, else of the one in its place.

        None where the chosen cue is still there.
        """
        cue_id, rows = self.workspace.cue_id, after.sheet.rows
        was = before.row_of(cue_id) if cue_id is not None else None
        if cue_id is None or was is None or not rows or after.row_of(cue_id) is not None:
            return None
        left = next((cue.id for cue in row_cues(was) if after.row_of(cue.id) is not None), None)
        return left or rows[min(before.positions[was.cue.id], len(rows) - 1)].cue.id
