"""How the open title sets its QC rules."""

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.rules_dialog import RulesDialog
from crossreel.ui.hub.workspace import Workspace


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def show(workspace: Workspace) -> None:
    """Show which rules are off or of another severity, and let them be set."""
    workspace.ask(lambda window: RulesDialog(workspace, window))


ACTIONS = (
    Action(
        id="title.qc_rules",
        title=N_("QC rules of this title…"),
        run=show,
        enabled=title_is_open,
        places=("title", "editor"),
        icon="findings",
        group=N_("Title matrix"),
    ),
)
