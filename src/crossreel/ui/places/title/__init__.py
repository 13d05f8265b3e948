"""The title place: the matrix of episodes and languages, under the title's head."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.title.place import TitlePlace

    return TitlePlace(workspace)


PANEL = Panel(
    id="title",
    title=N_("Title"),
    icon="title",
    opens=N_("Go to the title"),
    key="Ctrl+2",
    make=_make,
    on_rail=True,
    order=20,
    needs_title=True,
)
