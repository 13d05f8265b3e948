"""Masters with burned-in captions: of the title, or of what is chosen in its matrix."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.burn_dialog import BurnDialog

GROUP = N_("Deliveries")


def has_episodes(workspace: Workspace) -> bool:
    """Offer it once the title has an episode."""
    matrix = Outline.of(workspace).matrix
    return matrix is not None and bool(matrix.rows)


def has_cells(workspace: Workspace) -> bool:
    """Offer it while cells of the matrix are chosen."""
    return has_episodes(workspace) and bool(workspace.cells)


def burn(workspace: Workspace, *, of_cells: bool = False) -> None:
    """Ask what to burn in; `of_cells` begins with the chosen cells."""
    matrix = Outline.of(workspace).matrix
    if matrix is not None:
        cells = workspace.cells
        workspace.ask(lambda window: BurnDialog(workspace, window, matrix, cells, of_cells=of_cells))


ACTIONS = (
    Action(
        id="title.burn", title=N_("Burn captions in…"), run=burn, enabled=has_episodes, icon="film", writes=True, group=GROUP,
    ),
    Action(
        id="title.burn_cells", title=N_("Burn the chosen cells in…"), run=partial(burn, of_cells=True), enabled=has_cells,
        places=("title",), icon="film", writes=True, group=GROUP,
    ),
)  # fmt: skip
