"""New names in the drawer: what drafts brought and the bible does not know, to approve or refuse."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.names.view import NamesPanel

    return NamesPanel(workspace)


PANEL = Panel(
    id="names",
    title=N_("New names"),
    icon="names",
    opens=N_("Show the new names"),
    key="Ctrl+Shift+W",
    make=_make,
    area="side",
    order=65,
    needs_title=True,
)
