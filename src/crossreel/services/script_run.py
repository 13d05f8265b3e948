"""Carrying out the import of a script: one edit, one part per episode."""

from collections.abc import Sequence
from pathlib import Path

from crossreel.domain.document import Document, DocumentCue
from crossreel.domain.edit import EditHeader
from crossreel.domain.episode import Episode
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError
from crossreel.domain.report import Item, Report
from crossreel.domain.title import Title
from crossreel.formats.reading import read
from crossreel.services.jobs import JobContext
from crossreel.services.script_import import rows_by_episode, write_rows
from crossreel.storage.database import Database
from crossreel.storage.open_edit import OpenEdit


class ScriptRun:
    """Writes one script file into one title, once."""

    def __init__(self, database: Database, path: Path, title_id: int) -> None:
        self._database = database
        self._path = path
        self._document = _read(path)
        with database.read() as uow:
            self._title = uow.get(Title, title_id)
            self._rows, unknown = rows_by_episode(uow, title_id, self._document)
            self._numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
        self._done: list[Item] = []
        self._skipped: list[Item] = []
        self._failed = unknown

    def apply(self, job: JobContext) -> Report:
        """Write the rows; cancelling keeps the episodes that are finished."""
        facts = {"title": self._title.name, "name": self._path.name}
        header = EditHeader(label="edit.import_script", title_id=self._title.id, author="", facts=facts)
        order = sorted(self._rows, key=lambda episode_id: self._numbers[episode_id])
        cancelled = False
        with self._database.edit(header, several_parts=len(order) > 1) as open_edit:
            try:
                for at, episode_id in enumerate(order):
                    job.progress(at, len(order), str(self._numbers[episode_id]))
                    self._episode(open_edit, episode_id, self._rows[episode_id])
            except Cancelled:
                cancelled = True
        return Report(
            done=tuple(self._done),
            skipped=tuple(self._skipped),
            failed=tuple(self._failed),
            edit=open_edit.edit if open_edit.edit.changes else None,
            cancelled=cancelled,
        )

    def _episode(self, open_edit: OpenEdit, episode_id: int, rows: Sequence[DocumentCue]) -> None:
        name = str(self._numbers[episode_id])
        try:
            with open_edit.part() as uow:
                report = write_rows(uow, self._title, episode_id, rows, self._document.language)
        except CrossreelError as error:
            self._failed.append(Item(name=name, code=error.code, facts=error.facts))
            return
        self._failed += report.failed
        facts = {"episode": self._numbers[episode_id], "count": report.changed}
        where = self._done if report.changed else self._skipped
        where.append(Item(name=name, code="import.script_episode", facts=facts))


def _read(path: Path) -> Document:
    try:
        document = read(path.read_bytes(), path.name).document
    except OSError as error:
        raise BadInput("import.unreadable", path=str(path), detail=error.strerror or str(error)) from error
    if not any(row.cue_id is not None for row in document.cues):
        raise BadInput("import.script_without_ids", path=str(path))
    return document
