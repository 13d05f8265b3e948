"""Noticing what other processes write to the catalog while the window is open."""

from PySide6.QtCore import QObject, QTimer

from crossreel.domain.edits.edit import Edit
from crossreel.ui.hub.workspace import Workspace

EVERY_MS = 1000


class ForeignWatch(QObject):
    """Asks once a second, off the GUI thread, and echoes what others did as if it were ours."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        workspace.closing.connect(self._timer.stop)

    def resume(self) -> None:
        """Ask again, after the catalog gave way and another file took its place."""
        self._asking = False
        self._timer.start()

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            self._workspace.compute(self._read, then=self._came, failed=self._failed)

    def _read(self) -> tuple[Edit, ...]:
        desk = self._workspace.desk
        edits = desk.database.foreign_edits()
        return desk.translating.completed(edits) if edits else ()

    def _came(self, edits: tuple[Edit, ...]) -> None:
        self._asking = False
        for edit in edits:
            self._workspace.echo(edit)

    def _failed(self, error: BaseException) -> None:
        self._timer.stop()
        self._workspace.notify.problem(error)
