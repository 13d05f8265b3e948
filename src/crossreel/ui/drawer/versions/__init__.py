"""Picture and sound in the drawer: the versions of the episode, to add, describe, cut and choose from."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.versions.view import VersionsPanel

    return VersionsPanel(workspace)


PANEL = Panel(
    id="versions",
    title=N_("Picture and sound"),
    icon="film",
    opens=N_("Show the picture and sound versions"),
    key="Ctrl+Alt+O",
    make=_make,
    area="side",
    order=45,
    needs_title=True,
)
