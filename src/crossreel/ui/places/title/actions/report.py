"""The QC report of the open title, as a file."""

from functools import partial
from pathlib import Path

from crossreel.domain.quality.report import QcReport
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.files.qc_report import save_report
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.report_dialog import ReportDialog


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def save(workspace: Workspace) -> None:
    """Ask in which format and for whom, then where to, and write what is kept of the last look at the title."""
    if workspace.title_id is not None:
        workspace.ask(lambda window: ReportDialog(workspace, window, partial(_ask, workspace)))


def _ask(workspace: Workspace, report: QcReport, kind: str, language: str) -> None:
    from PySide6.QtWidgets import QApplication

    from crossreel.ui.kit.file_dialog import FileDialog

    proposed = str(Path.home() / f"{report.title}_QC.{kind}")
    kinds = f"{kind.upper()} (*.{kind})"
    chosen, _kind = FileDialog.choose_new_file(QApplication.activeWindow(), _("Save the QC report"), proposed, kinds)
    if chosen:
        path = Path(chosen) if Path(chosen).suffix.lower() == f".{kind}" else Path(f"{chosen}.{kind}")
        workspace.compute(call(save_report, report, path, Words(language)), then=lambda _done: _tell(workspace, path))


def _tell(workspace: Workspace, path: Path) -> None:
    workspace.notify.tell(_("The report was written: {path}").format(path=path), kind="done")


ACTIONS = (
    Action(
        id="title.qc_report",
        title=N_("Save the QC report…"),
        run=save,
        enabled=title_is_open,
        places=("title", "editor", "screening"),
        icon="findings",
        group=N_("Title matrix"),
    ),
)
