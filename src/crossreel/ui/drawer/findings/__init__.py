"""Findings in the drawer: of the episode in the editor, of the whole title elsewhere."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.findings.view import FindingsPanel

    return FindingsPanel(workspace)


PANEL = Panel(
    id="findings",
    title=N_("Findings"),
    icon="findings",
    opens=N_("Show the findings"),
    key="Ctrl+Shift+F",
    make=_make,
    area="side",
    order=10,
    needs_title=True,
)
