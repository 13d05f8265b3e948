"""A note that is in the catalog while it is written: taken with its first words, changed with the next, removed if dropped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from crossreel.domain.edits.edit import Edit
from crossreel.kernel.ids import IdMaker
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.typing_rest import TypingRest

_steps = IdMaker()
Use = Callable[[str, int, int, str], Callable[[], Edit]]


class TypedNote(QObject):
    """Follows a line; `begin` says what its words become. All of one note is one step of undo."""

    def __init__(self, workspace: Workspace, line: QLineEdit) -> None:
        super().__init__(line)
        self._workspace, self._line = workspace, line
        self._use: Use | None = None
        self._note_id = self._step_id = 0
        self._handed_on = ""
        self._rest = TypingRest(self)
        self._rest.due.connect(self.hand_on)
        workspace.handing_on.connect(self.hand_on)
        line.textEdited.connect(self._rest.touch)

    def begin(self, use: Use) -> None:
        """Begin a note: `use(words, note id, step id, words before)` gives the use case that takes it, or gives it other words."""
        self._use, self._handed_on = use, ""
        self._note_id, self._step_id = self._workspace.desk.database.new_id(), _steps.new_id()

    def hand_on(self) -> None:
        """Have what was written so far kept."""
        self._rest.stop()
        words = self._line.text().strip()
        if self._use is not None and words and words != self._handed_on:
            base, self._handed_on = self._handed_on, words
            use, note_id, step_id = self._use, self._note_id, self._step_id

            def make(value: str, seen: str) -> Callable[[], Edit]:
                return use(value, note_id, step_id, seen)

            PendingWrites.of(self._workspace).write(("note", note_id), words, base, make)
        elif self._use is not None and not words:
            self._remove()

    def finish(self) -> None:
        """Keep the note as it is now."""
        self.hand_on()
        self._use = None

    def drop(self) -> None:
        """Remove what was kept of the note."""
        self._rest.stop()
        if self._use is not None:
            self._remove()
        self._use = None

    def _remove(self) -> None:
        if self._handed_on:
            self._handed_on = ""
            remove = self._workspace.desk.screening.remove_note
            self._workspace.perform(partial(remove, self._note_id, step_id=self._step_id))
