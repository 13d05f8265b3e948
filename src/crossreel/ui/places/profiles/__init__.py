"""The place of delivery profiles: those that ship and one's own, what each asks for, and every name it makes."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.profiles.place import ProfilesPlace

    return ProfilesPlace(workspace)


PANEL = Panel(
    id="profiles",
    title=N_("Delivery profiles"),
    icon="delivery",
    opens=N_("Go to the delivery profiles"),
    make=_make,
    order=72,
)
