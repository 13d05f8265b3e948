"""The deliveries place: plan a package, see all that stands against it, build it, see what was sent."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.deliveries.place import DeliveriesPlace

    return DeliveriesPlace(workspace)


PANEL = Panel(
    id="deliveries",
    title=N_("Delivery"),
    icon="delivery",
    opens=N_("Go to the deliveries"),
    key="Ctrl+5",
    make=_make,
    on_rail=True,
    order=50,
)
