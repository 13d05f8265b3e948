"""The metadata panel: all that is said about a title, its words in each language, and its cover."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.metadata.view import MetadataPanel

    return MetadataPanel(workspace)


PANEL = Panel(
    id="metadata",
    title=N_("Metadata"),
    icon="metadata",
    opens=N_("Show the metadata"),
    key="Ctrl+Shift+M",
    make=_make,
    area="side",
    order=40,
    needs_title=True,
)
