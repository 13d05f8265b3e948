"""Dubbing the open title: its lines with their time, voices and statuses."""

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.dub_dialog import DubDialog


def has_episodes(workspace: Workspace) -> bool:
    """Offer it once the title has an episode."""
    matrix = Outline.of(workspace).matrix
    return matrix is not None and bool(matrix.rows) and bool(matrix.columns)


def dub(workspace: Workspace) -> None:
    """Show the lines of a language that are to be spoken: that of the chosen cells, or the one being worked on."""
    matrix = Outline.of(workspace).matrix
    if matrix is not None:
        column = workspace.cells[0][1] if workspace.cells and workspace.place == "title" else workspace.language
        workspace.ask(lambda window: DubDialog(workspace, window, matrix, column or ""))


ACTIONS = (
    Action(
        id="title.dub", title=N_("Dubbing: voices, time and status…"), run=dub, enabled=has_episodes, places=("title", "editor"),
        icon="sound_high", group=N_("Dubbing"),
    ),
)  # fmt: skip
