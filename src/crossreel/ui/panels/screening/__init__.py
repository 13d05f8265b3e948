"""The screening place: the title plays on end in one language, notes are taken with one key."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.panel import Panel
from crossreel.ui.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.panels.screening.view import ScreeningPlace

    return ScreeningPlace(workspace)


PANEL = Panel(id="screening", title=N_("Screening"), icon="screening", make=_make, on_rail=True, order=40, needs_title=True)
