"""Taking scripts back: texts that people changed in a spreadsheet return to their cues by id, never by time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain import spine as laws
from crossreel.domain.cue import Origin
from crossreel.domain.document import DocumentCue, ReadResult
from crossreel.domain.edit import EditHeader
from crossreel.domain.episode import Episode
from crossreel.domain.errors import BadInput
from crossreel.domain.report import Item, Report
from crossreel.domain.spine import Spine
from crossreel.domain.title import Title
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.services.episode_cues import EpisodeCues, open_track, read_episode, write_spine
from crossreel.services.jobs import JobContext
from crossreel.services.script_return import CellChange, EpisodeChanges, changes_of
from crossreel.services.subtitle_files import items, read_file

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
        with self._database.read() as uow:
            uow.get(Title, title_id)
            every = [read_episode(uow, episode.id) for episode in uow.where(Episode, title_id=title_id)]
        rows = {row.cue_id: row for row in result.document.cues if row.cue_id is not None}
        done: list[Item] = []
        notices = list(items(path.name, result.notices))
        for cues in every:
            mine = _own_rows(cues, rows)
            found = changes_of(cues, mine, result.document) if mine else EpisodeChanges()
            done += _counted(cues, found)
            notices += _left_alone(cues, found)
        return Report(done=tuple(done), failed=_unknown(rows, every), notices=tuple(notices))

    def import_script(self, path: Path, title_id: int, *, job: JobContext | None = None) -> Report:
        """Set the texts that a script changes, over all its episodes and languages, as one edit.

        An empty cell with text becomes a follower of its source cue, with the track and the title's language where they were
        missing. Rows whose id is no cue of the title are reported as failed, the others still count.

        Args:
            path: the script.
            title_id: the title it went out of.
            job: progress and cancel; cancelling writes nothing.

        Raises:
            BadInput: the file is no script, or carries no cue ids.
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        job = job or JobContext()
        result = _read_script(path)
        rows = {row.cue_id: row for row in result.document.cues if row.cue_id is not None}
        done: list[Item] = []
        notices = list(items(path.name, result.notices))
        every: list[EpisodeCues] = []
        header = EditHeader(label="edit.import_script", title_id=title_id, author="", facts={"name": path.name})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            title = uow.get(Title, title_id)
            episodes = uow.where(Episode, title_id=title_id)
            for at, episode in enumerate(episodes):
                job.progress(at, len(episodes), str(episode.number))
                cues = read_episode(uow, episode.id)
                every.append(cues)
                mine = _own_rows(cues, rows)
                found = changes_of(cues, mine, result.document) if mine else EpisodeChanges()
                _write(uow, title, cues, found.cells)
                done += _counted(cues, found)
                notices += _left_alone(cues, found)
        edit = open_edit.edit if open_edit.edit.changes else None
        return Report(done=tuple(done), failed=_unknown(rows, every), notices=tuple(notices), edit=edit)


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
