"""Where panels and actions reach the place of records: which kind to show, and what is wanted of it."""

from PySide6.QtCore import QObject, Signal

from crossreel.ui.hub.workspace import Workspace

PLACE = "records"


class RecordShelf(QObject):
    """One for a workspace (`RecordShelf.of`). `asked(what)` is what an action wants.

    `wanted` is the kind that the place shows when it is next read, "" for the one it shows; `chosen` how many rows are under the
    hands, `may_add` whether one more can be.
    """

    asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.wanted = ""
        self.chosen = 0
        self.may_add = False

    @classmethod
    def of(cls, workspace: Workspace) -> "RecordShelf":
        """Return the workspace's one shelf, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace)

    def show(self, record_id: str) -> None:
        """Go to the place of records, a kind shown there."""
        self.wanted = record_id
        self._workspace.show_place(PLACE)

    def turn(self, chosen: int, *, may_add: bool) -> None:
        """Say how many rows are under the hands now, and whether one more can be."""
        if (self.chosen, self.may_add) != (chosen, may_add):
            self.chosen, self.may_add = chosen, may_add
            self._workspace.selection_changed.emit()


def ask(what: str, workspace: Workspace) -> None:
    """Let the place do what an action wants."""
    RecordShelf.of(workspace).asked.emit(what)


def may_add(workspace: Workspace) -> bool:
    """Offer where one more record can be added."""
    return RecordShelf.of(workspace).may_add


def has_one(workspace: Workspace) -> bool:
    """Offer where one record is under the hands."""
    return RecordShelf.of(workspace).chosen == 1


def has_some(workspace: Workspace) -> bool:
    """Offer where records are under the hands."""
    return RecordShelf.of(workspace).chosen > 0
