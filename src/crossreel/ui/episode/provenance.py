"""Who drafted the line under the hands, asked once for each line that no person has been through."""

from PySide6.QtCore import QObject, Signal

from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.beside import DraftOrigin
from crossreel.domain.edits.edit import Edit
from crossreel.ui.hub.draft_words import maker_words
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace


class Provenance(QObject):
    """`known` says that `words` answers anew for the line it was asked of last."""

    known = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found: dict[int, DraftOrigin | None] = {}
        self._asked = 0
        workspace.changed.connect(self._follow)
        workspace.opened_episode.connect(lambda _episode: self._found.clear())

    def words(self, cue: Cue) -> str:
        """Return who drafted a line, with what and how sure; "" where nobody said, while it is read, and once a person saw it."""
        if not cue.is_unseen:
            return ""
        if cue.id not in self._found:
            self._ask(cue.id)
        found = self._found.get(cue.id)
        return maker_words(found.maker, found.model, found.confidence) if found is not None else ""

    def _ask(self, cue_id: int) -> None:
        if self._asked == cue_id:
            return
        self._asked = cue_id

        def took(found: dict[int, DraftOrigin]) -> None:
            self._asked = 0
            self._found[cue_id] = found.get(cue_id)
            self.known.emit()

        read = call(self._workspace.desk.reviewing.origins, [cue_id])
        self._workspace.compute(read, then=took, failed=lambda _error: None, topic="editor.provenance")

    def _follow(self, edit: Edit) -> None:
        if edit.ids("draft"):
            self._found.clear()
