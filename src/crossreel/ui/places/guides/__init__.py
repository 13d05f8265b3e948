"""The place of style guides: the sets that ship and one's own, their languages, and each figure with its source."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.guides.place import GuidesPlace

    return GuidesPlace(workspace)


PANEL = Panel(
    id="guides",
    title=N_("Style guides"),
    icon="table",
    opens=N_("Go to the style guides"),
    make=_make,
    order=70,
)
