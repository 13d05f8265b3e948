"""The screening place: the title plays on end in one language, notes are taken with one key."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.screening.place import ScreeningPlace

    return ScreeningPlace(workspace)


PANEL = Panel(
    id="screening",
    title=N_("Screening"),
    icon="screening",
    opens=N_("Go to the screening"),
    key="Ctrl+4",
    make=_make,
    on_rail=True,
    order=40,
    needs_title=True,
)
