"""QC of the pictures and sounds of the open title."""

from functools import partial

from crossreel.domain.quality.check import CheckSummary
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import check_media
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.unchecked import tell_unchecked
from crossreel.ui.hub.workspace import Workspace


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def check(workspace: Workspace) -> None:
    """Read every file through that nobody has read yet, and say what was found."""
    if workspace.title_id is not None:
        said = partial(_tell, workspace)
        workspace.carry_out(check_media.JOB(workspace.title_id), _("Checking picture and sound"), then=said)


def _tell(workspace: Workspace, summary: CheckSummary) -> None:
    workspace.findings_changed.emit(summary.title_id)
    count = summary.errors + summary.warnings
    if tell_unchecked(workspace, summary):
        return
    if not summary.media:
        workspace.notify.tell(_("This title has no pictures or sounds yet."), kind="warning")
    elif count:
        words = _n("Picture and sound: {count} finding.", "Picture and sound: {count} findings.", count)
        show = partial(workspace.show_panel, "findings")
        workspace.notify.tell(words.format(count=numbers.number(count)), kind="done", button=_("Show"), act=show)
    else:
        workspace.notify.tell(_("Picture and sound: nothing to mend."), kind="done")


ACTIONS = (
    Action(
        id="title.check_media",
        title=N_("Check picture and sound"),
        run=check,
        enabled=title_is_open,
        places=("title", "editor", "screening"),
        icon="findings",
        writes=True,
        group=N_("Title matrix"),
    ),
)
