"""Papers of a delivery before it is made."""

from crossreel.domain.delivery import Profiles
from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.deliveries.papers_dialog import PapersDialog


def has_episodes(workspace: Workspace) -> bool:
    """Offer it once the title has an episode."""
    matrix = Outline.of(workspace).matrix
    return matrix is not None and bool(matrix.rows)


def show(workspace: Workspace) -> None:
    """Ask which paper, and write it."""
    matrix = Outline.of(workspace).matrix

    def ask(profiles: Profiles) -> None:
        if matrix is not None:
            workspace.ask(lambda window: PapersDialog(workspace, window, matrix, profiles))

    workspace.compute(workspace.desk.delivering.profiles, then=ask)


ACTIONS = (
    Action(
        id="deliveries.papers", title=N_("Delivery note and summary of rights…"), run=show, enabled=has_episodes,
        places=("deliveries", "title"), icon="file", group=N_("Titles"),
    ),
)  # fmt: skip
