"""What is offered for the text being worked on: renderings of the bible, and how the same line is translated elsewhere."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crossreel.domain.views.grid import LineElsewhere
from crossreel.ui.hub.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How the bible renders an expression of the source text; `lacking` where the translation does not have it."""

    source: str
    words: str
    lacking: bool = True


class Offers(QObject):
    """One for a workspace (`Offers.of`): the boxes say what is offered, the actions and the bar below read it."""

    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.renderings: tuple[Rendering, ...] = ()
        self.elsewhere: tuple[LineElsewhere, ...] = ()

    @classmethod
    def of(cls, workspace: Workspace) -> "Offers":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def show(self, renderings: tuple[Rendering, ...], elsewhere: tuple[LineElsewhere, ...]) -> None:
        """Offer something else."""
        if (renderings, elsewhere) != (self.renderings, self.elsewhere):
            self.renderings, self.elsewhere = renderings, elsewhere
            self.moved.emit()
            self._workspace.selection_changed.emit()
