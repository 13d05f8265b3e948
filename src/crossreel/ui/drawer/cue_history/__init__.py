"""The history of one cue in the drawer: every wording and timing of the chosen cell, to look at and to take back."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.cue_history.view import CueHistoryPanel

    return CueHistoryPanel(workspace)


PANEL = Panel(
    id="cue_history",
    title=N_("Versions of the cue"),
    icon="dialogue",
    opens=N_("Show the versions of the cue"),
    key="Ctrl+Shift+Y",
    make=_make,
    area="side",
    order=35,
    needs_title=True,
)
