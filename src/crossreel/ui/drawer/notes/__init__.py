"""Notes in the drawer: reviewers' remarks on the episode, to jump to, answer and resolve."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.drawer.notes.view import NotesPanel

    return NotesPanel(workspace)


PANEL = Panel(
    id="notes",
    title=N_("Notes"),
    icon="notes",
    opens=N_("Show the notes"),
    key="Ctrl+Shift+N",
    make=_make,
    area="side",
    order=20,
    needs_title=True,
)
