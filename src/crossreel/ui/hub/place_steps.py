"""Steps a place takes back by itself: what is not in the catalog yet, or what it alone knows whose it is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from crossreel.ui.hub.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What going back and forth does in a place; each tells whether it had something to do."""

    take_back: Callable[[], bool]
    do_again: Callable[[], bool]


class PlaceSteps(QObject):
    """One for a workspace (`PlaceSteps.of`): places say here how undo and redo go on in them."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._steps: dict[str, Steps] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> "PlaceSteps":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def put(self, place: str, steps: Steps) -> None:
        """Say how a place goes back and forth."""
        self._steps[place] = steps

    def is_here(self) -> bool:
        """Tell whether the place that is shown has steps of its own."""
        return self._workspace.place in self._steps

    def take_back(self) -> bool:
        """Take back a step of the place that is shown; False where it has none of its own."""
        steps = self._steps.get(self._workspace.place)
        return steps is not None and steps.take_back()

    def do_again(self) -> bool:
        """Do such a step again; False where there is none."""
        steps = self._steps.get(self._workspace.place)
        return steps is not None and steps.do_again()
