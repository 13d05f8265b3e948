"""What people changed of drafts, back to whoever made them: for voices that are made anew, and for their memory."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track, spines_by_episode
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft, newest
from crossreel.domain.drafting.drafts_file import ChangedLine
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.drafts_json import write_changes
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.kernel.paths import legible
from crossreel.services.files.subtitles import save
from crossreel.services.single_item import alone
from crossreel.storage import journal, queries

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork

OWN_FORM = "json"


class DraftsBack:
    """The use cases on drafts that people changed.

    Args:
        database: the catalog.
    """

    def __init__(self, database: "Database") -> None:
        self._database = database

    def batches(self, title_id: int) -> list[tuple[DraftBatch, int]]:
        """Return where the drafts of a title are from, the oldest first, each with how many of its drafts are kept."""
        with self._database.read() as uow:
            batches = uow.where(DraftBatch, title_id=title_id)
            drafts = uow.where(Draft, batch_id=[batch.id for batch in batches]) if batches else []
        counts: dict[int, int] = {}
        for draft in drafts:
            counts[draft.batch_id] = counts.get(draft.batch_id, 0) + 1
        return [(batch, counts.get(batch.id, 0)) for batch in batches]

    def changes(self, title_id: int, column: str, *, maker: str = "", since_ms: int = 0) -> list[ChangedLine]:
        """Return the lines of a column that say something else than was drafted for them, in order.

        Args:
            title_id: the title.
            column: the language and role.
            maker: of drafts by this engine or vendor alone, "" for any.
            since_ms: of lines that somebody judged or changed since then (milliseconds since 1970), 0 for all.
        """
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            every = uow.where(DraftBatch, title_id=title_id)
            wanted = {batch.id for batch in every if batch.column == column and maker in ("", batch.maker)}
            drafts = newest(uow.where(Draft, batch_id=sorted(wanted))) if wanted else {}
            found = list(_changed(uow, title, column, drafts))
            if not since_ms:
                return found
            late = journal.changed_since(uow, "cue", "text", [line.cue_id for line in found], since_ms)
            return [line for line in found if line.cue_id in late or drafts[line.cue_id].judged_ms >= since_ms]

    def write(
        self, title_id: int, column: str, out: Path, *, format_id: str = OWN_FORM, maker: str = "", since_ms: int = 0
    ) -> Report:
        """Write those lines, and nothing else.

        As `json`, XLSX, CSV or TSV it is one file with what was drafted beside what stands now; as subtitles a file per episode,
        with the lines in their places in time.

        Args:
            title_id: the title.
            column: the language and role.
            out: the folder.
            format_id: the vendor's format.
            maker: of drafts by this engine or vendor alone, "" for any.
            since_ms: of lines that somebody judged or changed since then, 0 for all.

        Raises:
            BadInput: there is no such format, or it cannot be written.
        """
        changed = self.changes(title_id, column, maker=maker, since_ms=since_ms)
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
        done: list[Item] = []
        failed: list[Item] = []
        for name, data in _files(changed, title, column, format_id, maker):
            with alone(name) as attempt:
                save(out / name, data)
                done.append(Item(name=legible(out / name)))
            if attempt.failed:
                failed.append(attempt.item)
        return Report(done=tuple(done), failed=tuple(failed))


def _changed(uow: "UnitOfWork", title: Title, column: str, drafts: dict[int, Draft]) -> Iterable[ChangedLine]:
    episodes = {each.id: each.number for each in uow.where(Episode, title_id=title.id)}
    tracks = {each.id: each for each in uow.where(Track, episode_id=list(episodes))} if episodes else {}
    spines = spines_by_episode(tracks.values())
    by_track = queries.cues_by_track(uow, title.id)
    for track in sorted(tracks.values(), key=lambda each: episodes[each.episode_id]):
        if column_of(track) != column:
            continue
        sources = {cue.id: cue for cue in by_track.get(spines.get(track.episode_id, 0), ())}
        for cue in by_track.get(track.id, ()):
            draft = drafts.get(cue.id)
            if draft is not None and not cue.is_unseen and cue.text != draft.text:
                yield _line(episodes[track.episode_id], cue, draft, sources)


def _line(number: int, cue: Cue, draft: Draft, sources: dict[int, Cue]) -> ChangedLine:
    source = sources.get(cue.anchor_id or 0)
    return ChangedLine(
        episode=number, cue_id=cue.id, source_id=cue.anchor_id, start_ms=cue.start_ms, end_ms=cue.end_ms,
        source=source.text if source is not None else "", drafted=draft.text, text=cue.text,
    )  # fmt: skip


def _files(changed: Sequence[ChangedLine], title: Title, column: str, format_id: str, maker: str) -> Iterable[tuple[str, bytes]]:
    """Give the names and contents of the files."""
    name = f"{title.code}_{column}_changes"
    if format_id == OWN_FORM:
        data = write_changes(
            list(changed), title=title.code, language=column, source_language=title.source_language, maker=maker
        )  # fmt: skip
        yield f"{name}.json", data
        return
    chosen = get(format_id)
    extension = f".{chosen.extensions[0].removeprefix('.')}"
    if chosen.script:
        cues = tuple(_script_cue(line, title.source_language, column) for line in changed)
        written = write(Document(cues=cues, language=title.source_language, format_id=chosen.id), chosen, WriteOptions())
        yield f"{name}{extension}", written.data
        return
    for number in dict.fromkeys(line.episode for line in changed):
        cues = tuple(
            DocumentCue(start_ms=line.start_ms, end_ms=line.end_ms, text=line.text) for line in changed if line.episode == number
        )
        written = write(Document(cues=cues, language=column), chosen, WriteOptions())
        yield f"{title.code}_EP{number:03}_{column}_changes{extension}", written.data


def _script_cue(line: ChangedLine, source_language: str, column: str) -> DocumentCue:
    return DocumentCue(
        start_ms=line.start_ms, end_ms=line.end_ms, text=line.source, cue_id=line.source_id or line.cue_id,
        texts={column: line.text}, extras={"episode": line.episode, "note": line.drafted},
    )  # fmt: skip
