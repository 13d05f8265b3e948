"""The import place: what an import would do, corrected before anything is written."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.panel import Panel
from crossreel.ui.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.panels.import_plan.view import ImportPlace

    return ImportPlace(workspace)


PANEL = Panel(id="import", title=N_("Import"), icon="import", make=_make, order=60)
