"""The screening report of the open title, as a file."""

from functools import partial
from pathlib import Path

from crossreel.domain.screening.report import ScreeningReport
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.viewing.screening_report.files import save_report
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.report_choice import ReportChoice, save_as
from crossreel.ui.hub.workspace import Workspace

TITLES = {"pdf": N_("PDF"), "html": N_("Page"), "xlsx": N_("Workbook"), "json": N_("JSON for machines")}


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def save(workspace: Workspace) -> None:
    """Ask in which format and for whom, then where to, and write what was watched and noted."""
    title_id = workspace.title_id
    if title_id is not None:
        kinds = [(kind, _(words)) for kind, words in TITLES.items()]
        workspace.ask(lambda window: ReportChoice(window, _("Screening report"), kinds, partial(_read, workspace, title_id)))


def _read(workspace: Workspace, title_id: int, kind: str, language: str) -> None:
    def ask(report: ScreeningReport) -> None:
        def write(path: Path) -> None:
            save_report(report, path, Words(language))

        save_as(workspace, _("Save the screening report"), f"{report.title}_screening", kind, write)

    workspace.compute(call(workspace.desk.attending.report, title_id), then=ask)


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
