"""Looking after the catalog while the window is open: backups in the background, and a way on where its file gives way."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.backup import Safety
from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.services.job_kinds import back_up, maintain_catalog
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.workspace import Workspace

FIRST_MS, EVERY_MS = 20_000, 15 * 60_000
MAINTAIN_MS = 500  # once the first rows stand
GONE = frozenset({"storage.catalog_gone", "storage.catalog_replaced"})
DAMAGED = "storage.damaged"


class CatalogCare(QObject):
    """Asks for a backup when one may be due. `troubled` carries, once a kind, the error after which nothing more is saved."""

    troubled = Signal(object)
    went_on = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.look_after)
        if not workspace.read_only:
            self._timer.start()
            QTimer.singleShot(MAINTAIN_MS, self, self._maintain)
        workspace.closing.connect(self._timer.stop)
        workspace.notify.failed.connect(self._failed)

    def look_after(self) -> None:
        """Back the catalog up if that is due."""
        self._timer.setInterval(EVERY_MS)
        job = back_up.JOB(only_if_due=True)
        self._workspace.carry_out(job, _("Backing the catalog up"), then=self._looked, topic="backup")
        self._maintain()

    def _maintain(self) -> None:
        """Bring up to date, in parts, what another version derived; the window works meanwhile."""
        keeping = self._workspace.desk.safekeeping

        def run(needed: bool) -> None:
            if needed:
                words = _("Bringing search and figures up to date")
                self._workspace.carry_out(maintain_catalog.JOB(), words, then=self._maintained)

        self._workspace.compute(keeping.needs_maintenance, then=run)

    def _maintained(self, _result: None) -> None:
        self._workspace.findings_changed.emit(self._workspace.title_id)
        self._workspace.notify.tell(_("Search and figures are up to date."), kind="done")

    def go_on_in(self, target: Path) -> None:
        """Save everything that is in the catalog to a file, and edit that from now on."""
        self._workspace.compute(call(self._workspace.desk.safekeeping.continue_in, target), then=self._went_on)

    def _looked(self, safety: Safety) -> None:
        said = [sentence(fault.code, fault.facts) for fault in safety.faults]
        if said and not safety.mended:
            more = _("{sentence} (and {count} more)").format(sentence=said[0], count=len(said) - 1)
            self._workspace.notify.tell(more if len(said) > 1 else said[0], kind="warning")

    def _went_on(self, target: Path) -> None:
        self._told -= GONE
        self._timer.start()
        PendingWrites.of(self._workspace).retry()
        self.went_on.emit()
        self._workspace.notify.tell(_("Everything is saved in “{path}” from now on.").format(path=target), kind="done")

    def _failed(self, error: CrossreelError) -> None:
        if error.code in (*GONE, DAMAGED) and error.code not in self._told:
            self._told.add(error.code)
            self._timer.stop()
            self.troubled.emit(error)
