"""What the bible of the open title says, at hand while one types: read once, and again when it changes."""

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.title import Character, Term, renderings
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.known_word import KnownWord
from crossreel.services.desk import Desk
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

KINDS = frozenset({"term", "character", "title", "title_text", "known_word"})
Read = tuple[tuple[Term, ...], tuple[Character, ...], tuple[KnownWord, ...]]


class TitleWords(QObject):
    """One for a workspace (`TitleWords.of`). `moved` says that the words are others now."""

    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.terms: tuple[Term, ...] = ()
        self.characters: tuple[Character, ...] = ()
        self.known: tuple[KnownWord, ...] = ()
        workspace.opened_title.connect(self._reopen)
        workspace.changed.connect(self._follow)
        self.refresh()

    @classmethod
    def of(cls, workspace: Workspace) -> "TitleWords":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def renderings(self, source_language: str, language: str) -> list[tuple[str, str]]:
        """Return the expressions and names that a language renders in one way, with how it does."""
        return renderings(source_language, self.terms, self.characters, language)

    def refresh(self) -> None:
        """Read the words again."""
        title_id = self._workspace.title_id
        if title_id is not None:
            read = call(_read, self._workspace.desk, title_id)
            self._workspace.compute(read, then=self._take, failed=lambda _error: None, topic="editor.title_words")

    def _reopen(self, _title_id: object) -> None:
        self.terms, self.characters, self.known = (), (), ()
        self.refresh()

    def _follow(self, edit: Edit) -> None:
        if edit.header.title_id in (None, self._workspace.title_id) and any(change.kind in KINDS for change in edit.changes):
            self.refresh()

    def _take(self, read: Read) -> None:
        if read != (self.terms, self.characters, self.known):
            self.terms, self.characters, self.known = read
            self.moved.emit()


def _read(desk: Desk, title_id: int) -> Read:
    return desk.cataloging.terms(title_id), desk.cataloging.characters(title_id), desk.spelling.known_words(title_id)
