"""Drafts from elsewhere into the open title: a sheet or JSON line by line, subtitles and folders by the import plan."""

from pathlib import Path

from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds.take_drafts import SHEETS
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import ImportRequest, Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.popping import window_in_front
from crossreel.ui.places.exporting.drafts_dialog import DraftsDialog

LINE_FILES = (*SHEETS, ".json")
KINDS = "*.json *.xlsx *.csv *.tsv *.docx *.srt *.vtt *.ass *.ttml *.itt *.dfxp"


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def take(workspace: Workspace) -> None:
    """Ask for a file of drafts, and show what would come of each line before anything is written."""
    from crossreel.ui.kit.file_dialog import FileDialog

    words = _("Take drafts in")
    chosen = FileDialog.choose_file(window_in_front(), words, str(Path.home()), f"{_('Drafts')} ({KINDS})")
    if chosen:
        take_file(workspace, Path(chosen))


def take_file(workspace: Workspace, path: Path) -> None:
    """Show what a file of drafts would bring; subtitles go through the import plan, where D says who drafted them."""
    title_id = workspace.title_id
    if title_id is None:
        return
    if path.suffix.lower() not in LINE_FILES:
        workspace.request_import(ImportRequest(paths=(path,), title_id=title_id))
        workspace.notify.tell(_("Say in the plan who drafted these subtitles: D, or “Drafted by”."))
        return

    def make(window: object) -> Dialog:
        dialog = DraftsDialog(workspace, path, title_id, window)  # type: ignore[arg-type]
        dialog.closed.connect(lambda: _tell(workspace, dialog.report))
        return dialog

    workspace.ask(make)


def _tell(workspace: Workspace, report: Report | None) -> None:
    if report is None:
        return
    count = len(report.done)
    words = _n("Drafts came into {count} episode and language.", "Drafts came into {count} episodes and languages.", count)
    told = words.format(count=numbers.number(count))
    if report.failed:
        lost = _n("{count} row belongs nowhere.", "{count} rows belong nowhere.", len(report.failed))
        told = f"{told} {lost.format(count=numbers.number(len(report.failed)))}"
    workspace.notify.tell(told, kind="warning" if report.failed else "done")


ACTIONS = (
    Action(
        id="title.take_drafts", title=N_("Take drafts in…"), run=take, enabled=title_is_open, places=("title", "editor", "review"),
        icon="import", writes=True, group=N_("Review"),
    ),
)  # fmt: skip
