"""The QC report of the open title, as a file."""

from functools import partial
from pathlib import Path

from crossreel.domain.quality.report import QcReport
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.files.qc_report import save_report
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.report_choice import save_as
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
    def write(path: Path) -> None:
        save_report(report, path, Words(language))

    save_as(workspace, _("Save the QC report"), f"{report.title}_QC", kind, write)


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
