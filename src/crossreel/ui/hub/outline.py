"""The open title as the window's frame needs it: names, the order of episodes, what is open in each."""

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import NotFound
from crossreel.domain.views.grid import Cell, EpisodeRow, Matrix
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

SETTLE_MS = 250
EPISODE_PLACES = ("editor",)
SHAPING = ("title", "title_language", "episode")


class Outline(QObject):
    """Reads the matrix of the open title off the GUI thread and says `moved` when it has a newer one.

    The title place and the frame of the window share one outline, so the matrix is read once for both. What adds or removes a row
    or a column is read at once, the rest 250 ms after the first edit of many, however many follow it: hands that go on working
    must not put off what they look at.
    """

    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.matrix: Matrix | None = None
        self._reading: int | None = None
        self._is_late = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        workspace.opened_title.connect(self._reopen)
        workspace.changed.connect(self._follow)
        workspace.findings_changed.connect(self._follow_title)
        workspace.place_shown.connect(self._hurry)

    @classmethod
    def of(cls, workspace: Workspace) -> "Outline":
        """Return the workspace's one outline, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    @property
    def is_behind(self) -> bool:
        """Whether edits were heard of that `matrix` does not show yet."""
        return self._timer.isActive() or self._reading is not None

    def refresh(self) -> None:
        """Read the matrix again, once more after the reading that is under way."""
        self._timer.stop()
        self._timer.stop()
        title_id = self._workspace.title_id
        self._is_late = title_id is not None and self._reading == title_id
        if title_id is None or self._is_late:
            return
        self._reading = title_id
        matrix = self._workspace.desk.cataloging.matrix
        self._workspace.compute(call(matrix, title_id), then=self._take, failed=self._failed, topic="outline")

    def row(self, episode_id: int | None) -> EpisodeRow | None:
        """Return the row of an episode, None while it is not read or not there."""
        rows = self.matrix.rows if self.matrix is not None else ()
        return next((row for row in rows if row.episode.id == episode_id), None)

    def beside(self, episode_id: int | None, by: int) -> EpisodeRow | None:
        """Return the row `by` places after an episode, None past the ends."""
        rows = self.matrix.rows if self.matrix is not None else ()
        at = next((index for index, row in enumerate(rows) if row.episode.id == episode_id), None)
        return rows[at + by] if at is not None and 0 <= at + by < len(rows) else None

    def way(self) -> list[str]:
        """Return the names that lead from the catalog to the open title and, in the editor, to its episode."""
        workspace, names = self._workspace, [_("Catalog")]
        if workspace.place != "catalog" and self.matrix is not None:
            names.append(self.matrix.title.name)
        row = self.row(workspace.episode_id)
        if workspace.place in EPISODE_PLACES and row is not None:
            names.append(_("Episode {number}").format(number=row.episode.number))
        return names

    def open_findings(self, episode_id: int | None = None) -> tuple[int, int]:
        """Return the open errors and warnings of an episode, or of the title."""
        rows = [row for row in (self.matrix.rows if self.matrix is not None else ()) if episode_id in (None, row.episode.id)]
        cells = [cell for row in rows for cell in row.cells.values()]
        counted: list[EpisodeRow | Cell] = [*rows, *cells]  # a row counts its pictures and sounds
        return sum(each.errors for each in counted), sum(each.warnings for each in counted)

    def _reopen(self, title_id: int | None) -> None:
        self.matrix = None
        self.moved.emit()
        self.refresh()

    def _follow(self, edit: Edit) -> None:
        if edit.header.title_id not in (None, self._workspace.title_id):
            return
        if any(change.kind in SHAPING for change in edit.changes):
            self.refresh()
        else:
            self._follow_title(edit.header.title_id)

    def _follow_title(self, title_id: int | None) -> None:
        if title_id in (None, self._workspace.title_id) and not self._timer.isActive():
            self._timer.start()

    def _hurry(self, _place: str) -> None:
        """Read at once what was to be read soon: a place is turned to that may show it."""
        if self._timer.isActive():
            self.refresh()

    def _take(self, matrix: Matrix) -> None:
        self._reading = None
        if matrix.title.id == self._workspace.title_id:
            self.matrix = matrix
            if self._workspace.episode_id is not None and self.row(self._workspace.episode_id) is None:
                self._workspace.close_episode()
            self.moved.emit()
        if self._is_late:
            self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._reading, self._is_late = None, False
        if isinstance(error, NotFound):  # the title went: its making was undone, or it was deleted elsewhere
            self._workspace.open_title(None)
            self._workspace.show_place("catalog")
        else:
            self._workspace.notify.problem(error)
