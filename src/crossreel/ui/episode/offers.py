"""What is offered for the text being worked on: renderings of the bible, the same line elsewhere, and what the memory has."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crossreel.domain.remembering.match import MemoryMatch
from crossreel.domain.views.grid import LineElsewhere
from crossreel.ui.hub.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How the bible renders an expression of the source text; `lacking` where the translation does not have it."""

    source: str
    words: str
    lacking: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """All that is offered for a text. `twins` counts the translations of the same line in the title that say something else."""

    renderings: tuple[Rendering, ...] = ()
    elsewhere: tuple[LineElsewhere, ...] = ()
    remembered: tuple[MemoryMatch, ...] = ()
    twins: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is."""
        return not (self.renderings or self.elsewhere or self.remembered)


class Offers(QObject):
    """One for a workspace (`Offers.of`): the boxes say what is offered, the actions and the bar below read it."""

    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.now = Offered()

    @classmethod
    def of(cls, workspace: Workspace) -> "Offers":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def show(self, offered: Offered) -> None:
        """Offer something else."""
        if offered != self.now:
            self.now = offered
            self.moved.emit()
            self._workspace.selection_changed.emit()
