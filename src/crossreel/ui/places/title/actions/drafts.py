"""Drafts of the open title: those of chosen cells accepted or reviewed, and the report on what people made of them."""

from functools import partial
from pathlib import Path

from crossreel.domain.drafting.report import DraftReport
from crossreel.domain.edits.edit import Edit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.reviewing.report.files import save_report
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.report_choice import ReportChoice, save_as
from crossreel.ui.hub.review_shelf import ReviewShelf
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Review")
KINDS = {"docx": N_("Word document"), "xlsx": N_("Workbook"), "json": N_("JSON for machines")}


def cells_are_chosen(workspace: Workspace) -> bool:
    """Offer an action only while cells are selected."""
    return bool(workspace.cells)


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def review(workspace: Workspace) -> None:
    """Go to the review queue with the lines of the selected cells alone."""
    ReviewShelf.of(workspace).show(workspace.cells)


def accept(workspace: Workspace) -> None:
    """Accept every draft of the selected cells as it is, as one step, and offer to take that back."""
    cells, desk = workspace.cells, workspace.desk

    def give(cue_ids: tuple[int, ...]) -> None:
        if not cue_ids:
            workspace.notify.tell(_("No draft waits in these cells."), kind="warning")
            return
        workspace.perform(call(desk.editing.accept, cue_ids), then=partial(said, len(cue_ids)), label=_("Accepting"))

    def said(count: int, _edit: Edit) -> None:
        words = _n("{count} draft was accepted as it was.", "{count} drafts were accepted as they were.", count)
        undo = partial(workspace.do, "history.undo")
        workspace.notify.tell(words.format(count=numbers.number(count)), kind="done", button=_("Undo"), act=undo)

    workspace.compute(call(desk.reviewing.waiting, cells), then=give)


def report(workspace: Workspace) -> None:
    """Ask in which format and for whom, then where to, and write what people made of the drafts."""
    title_id = workspace.title_id
    if title_id is not None:
        kinds = [(kind, _(words)) for kind, words in KINDS.items()]
        workspace.ask(lambda window: ReportChoice(window, _("Report on drafts"), kinds, partial(_read, workspace, title_id)))


def _read(workspace: Workspace, title_id: int, kind: str, language: str) -> None:
    def ask(found: DraftReport) -> None:
        if not found.lines:
            workspace.notify.tell(_("Nothing was drafted in this title: there is nothing to report."), kind="warning")
            return

        def write(path: Path) -> None:
            save_report(found, path, Words(language))

        save_as(workspace, _("Save the report on drafts"), f"{found.title}_drafts", kind, write)

    workspace.compute(call(workspace.desk.reviewing.report, title_id), then=ask)


ACTIONS = (
    Action(
        id="title.review", title=N_("Review the drafts of the title"), run=lambda workspace: ReviewShelf.of(workspace).show(),
        enabled=title_is_open, places=("title", "editor"), icon="review", group=GROUP,
    ),
    Action(
        id="matrix.review", title=N_("Review the drafts of these cells"), run=review, enabled=cells_are_chosen, places=("title",),
        icon="review", key="Shift+R", group=GROUP,
    ),
    Action(
        id="matrix.accept_drafts", title=N_("Accept all drafts of these cells"), run=accept, enabled=cells_are_chosen,
        places=("title",), icon="approved", writes=True, group=GROUP,
    ),
    Action(
        id="review.report", title=N_("Save the report on drafts…"), run=report, enabled=title_is_open,
        places=("title", "review", "editor"), icon="export", group=GROUP,
    ),
)  # fmt: skip
