"""The records place: buyers and people, and what is recorded of the open title, filled in field by field."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.records.place import RecordsPlace

    return RecordsPlace(workspace)


PANEL = Panel(
    id="records",
    title=N_("Records"),
    icon="records",
    opens=N_("Go to buyers, rights and other records"),
    key="Ctrl+8",
    make=_make,
    on_rail=True,
    order=55,
)
