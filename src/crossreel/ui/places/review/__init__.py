"""The review queue: drafted lines, those most likely wrong first, each with one key for a verdict."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.review.place import ReviewPlace

    return ReviewPlace(workspace)


PANEL = Panel(
    id="review",
    title=N_("Review"),
    icon="review",
    opens=N_("Go to the review queue"),
    key="Ctrl+6",
    make=_make,
    on_rail=True,
    order=35,
)
