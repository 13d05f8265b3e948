"""How the open title sets its QC rules, and the QC runs that are kept of it."""

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.rules_dialog import RulesDialog
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.runs_dialog import RunsDialog


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def show(workspace: Workspace) -> None:
    """Show which rules are off or of another severity, and let them be set."""
    workspace.ask(lambda window: RulesDialog(workspace, window))


def show_runs(workspace: Workspace) -> None:
    """Show the kept QC runs, and what differs between two."""
    workspace.ask(lambda window: RunsDialog(workspace, window))


ACTIONS = (
    Action(
        id="title.qc_runs",
        title=N_("QC runs of this title…"),
        run=show_runs,
        enabled=title_is_open,
        places=("title", "editor", "screening"),
        icon="findings",
        group=N_("Title matrix"),
    ),
    Action(
        id="title.qc_rules",
        title=N_("QC rules of this title…"),
        run=show,
        enabled=title_is_open,
        places=("title", "editor", "screening"),
        icon="findings",
        group=N_("Title matrix"),
    ),
)
