"""The runs place: what machines draft, how far it is, what failed and why."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.runs.place import RunsPlace

    return RunsPlace(workspace)


PANEL = Panel(
    id="runs",
    title=N_("Runs"),
    icon="runs",
    opens=N_("Go to the runs of machines"),
    key="Ctrl+7",
    make=_make,
    on_rail=True,
    order=55,
)
