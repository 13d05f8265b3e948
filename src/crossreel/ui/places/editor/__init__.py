"""The editor: picture, table of cues, edit boxes and timeline of one episode."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(workspace: Workspace) -> QWidget:
    from crossreel.ui.places.editor.place import EditorView

    return EditorView(workspace)


PANEL = Panel(
    id="editor",
    title=N_("Editor"),
    icon="editor",
    opens=N_("Go to the editor"),
    key="Ctrl+3",
    make=_make,
    area="place",
    on_rail=True,
    order=30,
    needs_title=True,
)
