"""The import place: what an import would do, corrected before anything is written."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.importing.place import ImportPlace

    return ImportPlace(workspace)


PANEL = Panel(id="import", title=N_("Import"), icon="import", make=_make, order=60)
