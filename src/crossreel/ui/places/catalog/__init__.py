"""The catalog place: every title as a cover or a line, narrowed by the sidebar and by typing."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.catalog.place import CatalogPlace

    return CatalogPlace(workspace)


PANEL = Panel(
    id="catalog",
    title=N_("Catalog"),
    icon="catalog",
    opens=N_("Go to the catalog"),
    key="Ctrl+1",
    make=_make,
    on_rail=True,
    order=10,
)
