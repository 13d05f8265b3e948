"""Taking scripts back: texts that people changed in a spreadsheet return to their cues by id, never by time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Origin
from crossreel.domain.cues.spine import Spine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Cancelled
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.document import DocumentCue, ReadResult
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.services.episode.cues import EpisodeCues, open_track, read_episode, read_episodes, write_spine
from crossreel.services.files.subtitles import items, read_file
from crossreel.services.jobs import JobContext
from crossreel.services.scripting.changes import CellChange, EpisodeChanges, changes_of
from crossreel.services.single_item import Attempt, alone

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork

UNKNOWN_NAMED = 50  # rows without a cue of this title that are named one by one


class Scripting:
    """The use cases on scripts that come back to one catalog."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def plan(self, path: Path, title_id: int) -> Report:
        """Return what a script would change, episode by episode, without writing anything.

        Raises:
            BadInput: the file is no script, or carries no cue ids.
            NotFound: there is no such title.
        """
        result = _read_script(path)
        rows = _rows(result)
        title_id = self._title(title_id).id
        every = self._read(title_id)
        told = _Told(notices=list(items(path.name, result.notices)))
        for cues in every:
            with alone(str(cues.episode.number)) as attempt:
                mine = _own_rows(cues, rows)
                told.add(cues, changes_of(cues, mine, result.document) if mine else EpisodeChanges())
            told.see(attempt)
        return told.report(_unknown(rows, every))

    def import_script(self, path: Path, title_id: int, *, job: JobContext | None = None) -> Report:
        """Set the texts that a script changes, over all its episodes and languages, as one edit with a part per episode.

        An empty cell with text becomes a follower of its source cue, with the track and the title's language where they were
        missing. Rows whose id is no cue of the title are reported as failed, and so is an episode that breaks; the others still
        count.

        Args:
            path: the script.
            title_id: the title it went out of.
            job: progress and cancel; cancelling keeps the episodes that are finished, and one undo takes all of them back.

        Raises:
            BadInput: the file is no script, or carries no cue ids.
            NotFound: there is no such title.
        """
        job = job or JobContext()
        result = _read_script(path)
        rows = _rows(result)
        title = self._title(title_id)
        every = self._read(title_id)
        meant = [cues.episode for cues in every if _own_rows(cues, rows)]
        told = _Told(notices=list(items(path.name, result.notices)))
        header = EditHeader(label="edit.import_script", title_id=title_id, facts={"name": path.name})
        with self._database.edit(header, several_parts=len(meant) > 1) as open_edit:
            try:
                for at, episode in enumerate(meant):
                    job.progress(at, len(meant), str(episode.number))
                    with alone(str(episode.number)) as attempt:
                        with open_edit.part() as uow:
                            cues = read_episode(uow, episode.id)
                            found = changes_of(cues, _own_rows(cues, rows), result.document)
                            _write(uow, title, cues, found.cells)
                        told.add(cues, found)
                    told.see(attempt)
            except Cancelled:
                told.cancelled = True
        return told.report(_unknown(rows, every), open_edit.edit if open_edit.edit.changes else None)

    def _title(self, title_id: int) -> Title:
        with self._database.read() as uow:
            return uow.get(Title, title_id)

    def _read(self, title_id: int) -> list[EpisodeCues]:
        with self._database.read() as uow:
            return read_episodes(uow, [episode.id for episode in uow.where(Episode, title_id=title_id)])


@dataclass(slots=True)
class _Told:
    """What became of each episode so far."""

    notices: list[Item]
    done: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    cancelled: bool = False

    def add(self, cues: EpisodeCues, found: EpisodeChanges) -> None:
        """Tell what a script changes in an episode, and what it leaves alone."""
        self.done += _counted(cues, found)
        self.notices += _left_alone(cues, found)

    def see(self, attempt: Attempt) -> None:
        """Tell of an episode that failed."""
        if attempt.failed:
            self.failed.append(attempt.item)

    def report(self, unknown: tuple[Item, ...], edit: Edit | None = None) -> Report:
        """Return all of it."""
        failed = (*self.failed, *unknown)
        return Report(done=tuple(self.done), failed=failed, notices=tuple(self.notices), edit=edit, cancelled=self.cancelled)


def _rows(result: ReadResult) -> dict[int, DocumentCue]:
    return {row.cue_id: row for row in result.document.cues if row.cue_id is not None}


def _read_script(path: Path) -> ReadResult:
    result = read(read_file(path), path.name)
    if not get(result.format_id).script:
        raise BadInput("script.not_a_script", name=path.name)
    if all(row.cue_id is None for row in result.document.cues):
        raise BadInput("script.no_ids", name=path.name)
    return result


def _own_rows(cues: EpisodeCues, rows: dict[int, DocumentCue]) -> list[DocumentCue]:
    return [rows[cue.id] for cue in (*cues.spine.cues, *cues.spine.followers) if cue.id in rows]


def _counted(cues: EpisodeCues, found: EpisodeChanges) -> list[Item]:
    if not found.cells:
        return []
    facts = {"episode": cues.episode.number, "count": len(found.cells)}
    return [Item(name=str(cues.episode.number), code="script.applied", facts=facts)]


def _left_alone(cues: EpisodeCues, found: EpisodeChanges) -> list[Item]:
    counts = (("script.both_changed", found.both_changed), ("script.cleared_cells", found.cleared))
    return [
        Item(name=str(cues.episode.number), code=code, facts={"episode": cues.episode.number, "count": count})
        for code, count in counts
        if count
    ]


def _unknown(rows: Collection[int], every: list[EpisodeCues]) -> tuple[Item, ...]:
    known = {cue.id for cues in every for cue in (*cues.spine.cues, *cues.spine.followers)}
    unknown = [cue_id for cue_id in rows if cue_id not in known]
    named = [Item(name=str(id), code="script.unknown_id", facts={"id": str(id)}) for id in unknown[:UNKNOWN_NAMED]]
    rest = len(unknown) - len(named)
    return (*named, *([Item(name="…", code="script.unknown_ids", facts={"count": rest})] if rest else []))


def _write(uow: "UnitOfWork", title: Title, cues: EpisodeCues, cells: list[CellChange]) -> None:
    """Apply the changes of one episode: texts of the spine first, so that translations are digested against them."""
    if not cells:
        return
    opened = cues
    after = cues.spine
    spine_ids = {cue.id for cue in cues.spine.cues}
    texts = {cell.cue_id: cell for cell in cells if cell.cue_id is not None}
    after = _with_texts(after, {id: cell for id, cell in texts.items() if id in spine_ids})
    after = _with_texts(after, {id: cell for id, cell in texts.items() if id not in spine_ids})
    by_column: dict[str, list[CellChange]] = defaultdict(list)
    for cell in cells:
        if cell.spine_cue_id is not None:
            by_column[cell.column].append(cell)
    for column, made in by_column.items():
        opened, track = open_track(uow, title, opened, column)
        after = replace(after, track_id=opened.spine.track_id)
        for cell in made:
            new_id = uow.new_id()
            after = laws.fill(after, cell.spine_cue_id or 0, track.id, cell.text, new_id)
            if cell.stale:
                after = laws.mapped(after, [new_id], lambda cue: replace(cue, source_digest=""))
    write_spine(uow, opened, after)


def _with_texts(before: Spine, texts: dict[int | None, CellChange]) -> Spine:
    """Set texts; a translation counts as made from the present source unless the translator saw another one."""
    ids = [id for id in texts if id is not None]
    after = laws.mapped(before, set(ids), lambda cue: replace(cue, text=texts[cue.id].text, origin=Origin.TYPED))
    after = laws.confirm(after, {id for id in ids if not texts[id].stale})
    return laws.mapped(after, {id for id in ids if texts[id].stale}, lambda cue: replace(cue, source_digest=""))
