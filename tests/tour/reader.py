"""The tour's second look at the catalog: another connection that only reads, as another process would."""

import hashlib
from pathlib import Path

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.preferences import Preferences
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.views.grid import EpisodeSheet, Matrix
from crossreel.storage.registry import KINDS


class Reader:
    """Reads what a step of the tour has written."""

    def __init__(self, catalog: Path) -> None:
        self.desk = build_desk(catalog, "read", Preferences())

    def close(self) -> None:
        """Let go of the catalog."""
        self.desk.close()

    def title(self, code: str) -> Title:
        """Return a title."""
        found = self.desk.cataloging.find_title(code)
        assert found is not None, f"the catalog has no title {code}"
        return found

    def matrix(self, code: str) -> Matrix:
        """Return the matrix of a title."""
        return self.desk.cataloging.matrix(self.title(code).id)

    def sheet(self, code: str, episode: int) -> EpisodeSheet:
        """Return what the editor shows of an episode."""
        row = next(row for row in self.matrix(code).rows if row.episode.number == episode)
        return self.desk.translating.sheet(row.episode.id)

    def spine(self, code: str, episode: int) -> list[Cue]:
        """Return the source's cues of an episode."""
        return [row.cue for row in self.sheet(code, episode).rows if row.is_spine]

    def cue(self, code: str, episode: int, number: int, language: str) -> Cue | None:
        """Return the cue that stands in a row of the editor, counted from 1, in a language."""
        row = self.sheet(code, episode).rows[number - 1]
        return next(iter(row.followers.get(language, ())), None)

    def text(self, code: str, episode: int, number: int, language: str) -> str:
        """Return the text of a cell of the editor."""
        found = self.cue(code, episode, number, language)
        return found.text if found is not None else ""

    def errors(self, code: str, *languages: str) -> list[Finding]:
        """Return the open errors in some languages."""
        found = self.desk.checking.findings(self.title(code).id)
        return [each for each in found if each.severity is Severity.ERROR and each.language in languages]

    def digest(self) -> str:
        """Return a digest of every row that undo must bring back."""
        digest = hashlib.sha256()
        with self.desk.database.read() as uow:
            for kind in (each for each in KINDS if each.is_journaled):
                for entity in sorted(uow.where(kind.entity), key=lambda each: each.id):
                    digest.update(repr(entity).encode())
        return digest.hexdigest()
