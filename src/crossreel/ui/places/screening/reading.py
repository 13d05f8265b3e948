"""What the screening reads of a title: its matrix, the episodes in the column watched and a second one, and what stands beside."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.changed import Viewing
from crossreel.domain.views.grid import Matrix
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.screening.reel import PLACE
from crossreel.ui.places.screening.remarks import Remarks, read_remarks


class TitleReading(QObject):
    """Reads off the GUI thread. `matrix_read` says whether its columns are others than before; `playlist_read` and `second_read`
    carry episodes, `remarks_read` says that `remarks` are newer."""

    matrix_read = Signal(bool)
    playlist_read = Signal(object)
    second_read = Signal(object)
    remarks_read = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.matrix: Matrix | None = None
        self.remarks = Remarks()

    def read_matrix(self) -> None:
        """Read the title that is open."""
        title_id = self._workspace.title_id
        if title_id is not None:
            matrix = self._workspace.desk.cataloging.matrix
            self._workspace.compute(call(matrix, title_id), then=self._take_matrix, topic="screening.matrix")

    def read_playlist(self, column: str, second: str) -> None:
        """Read the episodes in a column, and in a second one if there is."""
        title_id, read = self._workspace.title_id, self._workspace.desk.screening.playlist
        if title_id is None or not column:
            return
        self._workspace.compute(call(read, title_id, column), then=self.playlist_read.emit, topic="screening.playlist")
        if second:
            self._workspace.compute(call(read, title_id, second), then=self.second_read.emit, topic="screening.second")
        self.read_remarks(column)

    def read_remarks(self, column: str) -> None:
        """Read notes, findings and what was watched."""
        title_id = self._workspace.title_id
        if title_id is not None and column and self._workspace.place == PLACE:
            read = call(read_remarks, self._workspace.desk, title_id, column)
            self._workspace.compute(read, then=self._take_remarks, topic="screening.remarks")

    def read_viewing(self, column: str) -> None:
        """Read anew only what was watched: this happens again and again while a title plays."""
        title_id = self._workspace.title_id
        if title_id is not None and column and self._workspace.place == PLACE:
            read = call(self._workspace.desk.attending.viewing, title_id, column)
            self._workspace.compute(read, then=self._take_viewing, topic="screening.viewing")

    def first_column(self) -> str:
        """Return the column to begin with: the one being worked on, else English, else the first translation."""
        if self.matrix is None:
            return ""
        targets = [tag for tag in self.matrix.languages if tag != self.matrix.title.source_language]
        return self._workspace.language or ("en" if "en" in targets else next(iter(targets), ""))

    def other_column(self, column: str) -> str:
        """Return what stands beside a column if nobody chose: the source, beside it the first translation; "" for nothing."""
        source, columns = (self.matrix.title.source_language, self.matrix.columns) if self.matrix else ("", ())
        return source if source != column else next((tag for tag in columns if tag != source), "")

    def chosen_episode(self) -> int | None:
        """Return the episode that somebody chose; None where one comes back to the screening one sat in."""
        seat = SeatKeeper.of(self._workspace).waiting
        return None if seat is not None and seat.place == PLACE else self._workspace.episode_id

    def states(self, column: str) -> dict[int, State]:
        """Return how far the cells of a column are, by episode."""
        rows = self.matrix.rows if self.matrix else ()
        return {row.episode.id: row.cells[column].state for row in rows if column in row.cells}

    def numbers(self) -> dict[int, int]:
        """Return the numbers of the episodes by their ids."""
        return {row.episode.id: row.episode.number for row in (self.matrix.rows if self.matrix else ())}

    def _take_matrix(self, matrix: Matrix) -> None:
        before, self.matrix = self.matrix, matrix
        self.matrix_read.emit(before is None or (before.title.id, before.columns) != (matrix.title.id, matrix.columns))

    def _take_viewing(self, viewing: Viewing) -> None:
        self.remarks = replace(self.remarks, viewing=viewing)
        self.remarks_read.emit()

    def _take_remarks(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.remarks_read.emit()
