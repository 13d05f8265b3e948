"""Where the window's parts and actions reach the review queue: which lines to show, and what is wanted of the present one."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from crossreel.ui.hub.workspace import Workspace

PLACE = "review"


class ReviewShelf(QObject):
    """One for a workspace (`ReviewShelf.of`). `asked(what)` is what an action wants; `has_line` whether a line is under the hands.

    `cells` are those of the open title, as (episode id, column), that the place is to show alone; `wished` says that others are.
    """

    asked = Signal(str)
    wished = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.has_line = False
        self.cells: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(cls, workspace: Workspace) -> "ReviewShelf":
        """Return the workspace's one shelf, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace)

    def show(self, cells: Collection[tuple[int, str]] = ()) -> None:
        """Go to the queue of the open title, to these cells of it alone where there are any."""
        self.cells = frozenset(cells)
        self._workspace.show_place(PLACE)
        self.wished.emit()

    def turn(self, *, has_line: bool) -> None:
        """Say whether a line is under the hands."""
        if has_line != self.has_line:
            self.has_line = has_line
            self._workspace.selection_changed.emit()


def ask(what: str, workspace: Workspace) -> None:
    """Let the place do what an action wants."""
    ReviewShelf.of(workspace).asked.emit(what)


def has_line(workspace: Workspace) -> bool:
    """Offer an action while a line is under the hands."""
    return ReviewShelf.of(workspace).has_line
