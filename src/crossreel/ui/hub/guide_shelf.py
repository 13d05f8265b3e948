"""Where the window's parts and actions reach the place of style guides: which set to show, and what is wanted of it."""

from PySide6.QtCore import QObject, Signal

from crossreel.domain.quality.guide_file import GuideFile
from crossreel.ui.hub.workspace import Workspace

PLACE = "guides"


class GuideShelf(QObject):
    """One for a workspace (`GuideShelf.of`). `asked(what)` is what an action wants; `shown` the set under the hands.

    `wanted` is the set that the place shows when it is next read, "" for any. `changed` says that a file was written or removed.
    """

    asked = Signal(str)
    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.shown: GuideFile | None = None
        self.wanted = ""

    @classmethod
    def of(cls, workspace: Workspace) -> "GuideShelf":
        """Return the workspace's one shelf, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace)

    def show(self, guide_id: str) -> None:
        """Go to the place of style guides, a set chosen there."""
        self.wanted = guide_id
        self._workspace.show_place(PLACE)

    def turn(self, shown: GuideFile | None) -> None:
        """Say which set is under the hands now."""
        self.shown = shown
        self._workspace.selection_changed.emit()


def ask(what: str, workspace: Workspace) -> None:
    """Let the place do what an action wants."""
    GuideShelf.of(workspace).asked.emit(what)


def has_sound(workspace: Workspace) -> bool:
    """Offer where the set under the hands can be read."""
    shown = GuideShelf.of(workspace).shown
    return shown is not None and bool(shown.digest)


def has_own_sound(workspace: Workspace) -> bool:
    """Offer where the set under the hands is one of the user's own, and can be read."""
    return has_own(workspace) and has_sound(workspace)


def may_use(workspace: Workspace) -> bool:
    """Offer where a title is open, and the set under the hands can be read."""
    return workspace.title_id is not None and not workspace.read_only and has_sound(workspace)


def has_own(workspace: Workspace) -> bool:
    """Offer where the set under the hands is one of the user's own."""
    shown = GuideShelf.of(workspace).shown
    return shown is not None and not shown.shipped
