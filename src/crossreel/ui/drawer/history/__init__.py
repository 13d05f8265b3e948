"""The history panel: every step of the title, newest first; a press on one goes back or forward to it."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.history.view import HistoryPanel

    return HistoryPanel(workspace)


PANEL = Panel(
    id="history",
    title=N_("History"),
    icon="history",
    opens=N_("Show the history"),
    key="Ctrl+Shift+H",
    make=_make,
    area="side",
    order=30,
    needs_title=True,
    in_catalog=True,
)
