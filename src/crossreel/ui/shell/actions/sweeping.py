"""QC of the whole catalog."""

from typing import TYPE_CHECKING

from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import check_catalog
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.reports import item_words

if TYPE_CHECKING:
    from crossreel.services.checking.sweeping import Swept


def sweep(workspace: Workspace) -> None:
    """Check every title that changed since it was last checked, in several processes; each is kept as soon as it is done."""

    def said(made: "Swept") -> None:
        workspace.findings_changed.emit(None)
        failed = [*made.failed, *(item for _code, summary in made.checked for item in summary.failed)]
        if failed:
            words = _n("{count} could not be checked: {first}", "{count} could not be checked; the first: {first}", len(failed))
            workspace.notify.tell(words.format(count=numbers.number(len(failed)), first=item_words(failed[0])), kind="error")
        elif not made.checked:
            workspace.notify.tell(_("No title changed since it was last checked."), kind="done")
        else:
            count, new = len(made.checked), sum(summary.new for _code, summary in made.checked)
            words = _n("{count} title checked, new findings: {new}", "{count} titles checked, new findings: {new}", count)
            workspace.notify.tell(words.format(count=numbers.number(count), new=numbers.number(new)), kind="done")

    workspace.carry_out(check_catalog.JOB(), _("Checking the catalog"), then=said)


ACTIONS = (
    Action(
        id="catalog.check",
        title=N_("Check every title that changed"),
        run=sweep,
        places=("catalog",),
        icon="findings",
        writes=True,
        group=N_("Titles"),
    ),
)
