"""The export place: subtitle files and scripts of the open title, without the gate."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.exporting.place import ExportPlace

    return ExportPlace(workspace)


PANEL = Panel(id="export", title=N_("Export"), icon="export", make=_make, order=70, needs_title=True)
