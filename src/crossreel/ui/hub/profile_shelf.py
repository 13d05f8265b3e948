"""Where the window's parts and actions reach the place of delivery profiles: which one to show, and what is wanted of it."""

from PySide6.QtCore import QObject, Signal

from crossreel.ui.hub.workspace import Workspace

PLACE = "profiles"


class ProfileShelf(QObject):
    """One for a workspace (`ProfileShelf.of`). `asked(what)` is what an action wants.

    `shown` is the id of the profile under the hands, `is_own` whether it is one's own, `is_changed` whether it waits to be saved.
    `wanted` is the one that the place shows when it is next read, "" for any. `changed` says that one was saved or removed.
    """

    asked = Signal(str)
    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.shown, self.wanted = "", ""
        self.is_own = self.is_changed = False

    @classmethod
    def of(cls, workspace: Workspace) -> "ProfileShelf":
        """Return the workspace's one shelf, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace)

    def show(self, profile_id: str) -> None:
        """Go to the place of delivery profiles, one chosen there."""
        self.wanted = profile_id
        self._workspace.show_place(PLACE)

    def turn(self, shown: str, *, is_own: bool, is_changed: bool) -> None:
        """Say which profile is under the hands now."""
        if (shown, is_own, is_changed) != (self.shown, self.is_own, self.is_changed):
            self.shown, self.is_own, self.is_changed = shown, is_own, is_changed
            self._workspace.selection_changed.emit()


def ask(what: str, workspace: Workspace) -> None:
    """Let the place do what an action wants."""
    ProfileShelf.of(workspace).asked.emit(what)


def has_one(workspace: Workspace) -> bool:
    """Offer where a profile is under the hands."""
    return bool(ProfileShelf.of(workspace).shown)


def has_own(workspace: Workspace) -> bool:
    """Offer where the profile under the hands is one's own."""
    return has_one(workspace) and ProfileShelf.of(workspace).is_own


def has_changes(workspace: Workspace) -> bool:
    """Offer where the profile under the hands waits to be saved."""
    return has_own(workspace) and ProfileShelf.of(workspace).is_changed
