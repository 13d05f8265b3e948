"""Where actions of the screening reach the place: they say what is wanted, the place does it."""

from PySide6.QtCore import QObject, Signal

from crossreel.ui.hub.workspace import Workspace


class Booth(QObject):
    """One for a workspace (`Booth.of`). `asked(what)` is what an action wants; `has_episode` whether one is on."""

    asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.has_episode = False

    @classmethod
    def of(cls, workspace: Workspace) -> "Booth":
        """Return the workspace's one booth, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace)


def has_episode(workspace: Workspace) -> bool:
    """Offer an action while there is an episode on."""
    return Booth.of(workspace).has_episode


def ask(what: str, workspace: Workspace) -> None:
    """Let the place do what an action wants."""
    Booth.of(workspace).asked.emit(what)
