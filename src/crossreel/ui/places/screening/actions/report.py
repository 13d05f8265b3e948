"""The screening report of the open title, as a file."""

from functools import partial
from pathlib import Path

from crossreel.domain.screening.report import ScreeningReport
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.viewing.screening_report.files import KINDS, save_report
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import window_in_front


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def save(workspace: Workspace) -> None:
    """Ask where to, and write what was watched and noted: a page, PDF, workbook or JSON."""
    if workspace.title_id is not None:
        workspace.compute(call(workspace.desk.attending.report, workspace.title_id), then=partial(_ask, workspace))


def _ask(workspace: Workspace, report: ScreeningReport) -> None:
    from crossreel.ui.kit.file_dialog import FileDialog

    proposed = str(Path.home() / f"{report.title}_screening.pdf")
    kinds = _("PDF (*.pdf);;Page (*.html);;Workbook (*.xlsx);;JSON (*.json)")
    chosen, _kind = FileDialog.choose_new_file(window_in_front(), _("Save the screening report"), proposed, kinds)
    if chosen:
        path = Path(chosen) if Path(chosen).suffix.lower().lstrip(".") in KINDS else Path(f"{chosen}.pdf")
        workspace.compute(call(save_report, report, path, Words()), then=lambda _done: _tell(workspace, path))


def _tell(workspace: Workspace, path: Path) -> None:
    workspace.notify.tell(_("The report was written: {path}").format(path=path), kind="done")


ACTIONS = (
    Action(
        id="screen.report",
        title=N_("Save the screening report…"),
        run=save,
        enabled=title_is_open,
        places=("screening", "title"),
        icon="export",
        group=N_("Screening"),
    ),
)
