"""Taking sheets back: texts that people wrote in a spreadsheet go to the subtitles they belong to, cell by cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Origin
from crossreel.domain.cues.spine import Spine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import Cancelled, Fact
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.tables.return_plan import Decisions, ReturnKind, ReturnLine, ReturnPlan, Side, decision_on
from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.text.document import Notice
from crossreel.domain.text.inline import escape, plain_text
from crossreel.services.episode.cues import EpisodeCues, open_track, read_episode, write_spine
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.subtitles import items
from crossreel.services.jobs import JobContext
from crossreel.services.scripting.beside import SheetBeside, look, words_of
from crossreel.services.scripting.changes import CellChange, EpisodeChanges, changes_of
from crossreel.services.scripting.dub_back import DubChange, DubChanges, dub_changes, dub_column, read_dub_lines, said_of
from crossreel.services.scripting.dubbing import Dubbing
from crossreel.services.scripting.matched import MatchedEpisode
from crossreel.services.scripting.speakers import SpeakerChanges, speaker_changes, with_speakers
from crossreel.services.scripting.spoken import Spoken, spoken_changes
from crossreel.services.single_item import Attempt, alone

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.open_edit import OpenEdit
    from crossreel.storage.unit_of_work import UnitOfWork

ROWS_NAMED = 50  # rows without a subtitle of this title, and conflicts, that are named one by one


class Scripting:
    """The use cases on sheets that come back to one catalog.

    Args:
        database: the catalog.
        memory: what was said of the columns of sheets before.
    """

    def __init__(self, database: "Database", memory: SheetMemory | None = None) -> None:
        self._database = database
        self._memory = memory or SheetMemory(None)

    @property
    def dubbing(self) -> Dubbing:
        """What is dubbed: lines with their time, voices and statuses."""
        return Dubbing(self._database)

    def plan(
        self, path: Path, title_id: int, *, columns: str = "", episode: int | None = None, frame_rate: Fraction | None = None,
        keep: bool = True,
    ) -> ReturnPlan:  # fmt: skip
        """Return what a sheet would change, cell by cell, without writing anything.

        Args:
            path: the sheet.
            title_id: the title.
            columns: what its columns hold, as `--map` takes it.
            episode: the episode of rows that name none.
            frame_rate: for times that count frames; without it that of the title's videos.
            keep: whether what is said of the columns is remembered.

        Raises:
            BadInput: the file is no sheet.
            NotFound: there is no such title.
        """
        found = look(self._database, self._memory, path, title_id, columns=columns, episode=episode, rate=frame_rate, keep=keep)
        lines: list[ReturnLine] = []
        notices = list(found.notices)
        for each in found.episodes:
            changes = changes_of(each.cues, each.matched, found.columns_in(each), each.source)
            number = each.cues.episode.number
            dub = self._dub(found, each, changes)
            lines += _lines(number, ReturnKind.CONFLICT, changes.conflicts)
            lines += _lines(number, ReturnKind.CHANGE, [cell for cell in changes.cells if cell.before])
            lines += _lines(number, ReturnKind.FILL, [cell for cell in changes.cells if not cell.before])
            lines += _dub_lines(number, dub)
            notices += [
                Notice(code=item.code, facts=item.facts) for item in (*_left_alone(number, changes), *_dub_left(number, dub))
            ]
            notices += _said_of_lines(found, each)
        lines += [
            ReturnLine(where=row.where, kind=ReturnKind.UNMATCHED, episode=number, after=words_of(row))
            for number, row in found.lost
        ]
        return ReturnPlan(name=path.name, lines=tuple(lines), notices=tuple(notices))

    def import_script(
        self, path: Path, title_id: int, *, on_existing: OnExisting = OnExisting.FAIL, columns: str = "",
        episode: int | None = None, frame_rate: Fraction | None = None, decisions: Decisions | None = None,
        job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Set the texts that a sheet changes, over all its episodes and languages, as one edit with a part per episode.

        An empty cell with text becomes a follower of its source cue, with the track and the title's language where they were
        missing. Rows that belong to no cue of the title are reported as failed, and so is an episode that breaks; the others still
        count. A text that a person changed since the sheet went out is a conflict: it stays, and is reported as failed (`FAIL`) or
        told (`KEEP`), unless the sheet's are to be in force (`REPLACE`). What a person decided of one conflict (`decisions`) holds
        for that one.

        Raises:
            BadInput: the file is no sheet.
            NotFound: there is no such title.
        """
        job = job or JobContext()
        found = look(self._database, self._memory, path, title_id, columns=columns, episode=episode, rate=frame_rate)
        told = _Told(on_existing=OnExisting(on_existing), decisions=decisions or {}, notices=list(items(path.name, found.notices)))
        meant = [each for each in found.episodes if each.matched]
        header = EditHeader(label="edit.import_script", title_id=title_id, facts={"name": path.name})
        with self._database.edit(header, several_parts=len(meant) > 1) as open_edit:
            try:
                for at, each in enumerate(meant):
                    job.progress(at, len(meant), str(each.cues.episode.number))
                    with alone(str(each.cues.episode.number)) as attempt:
                        self._take(found, each, open_edit, told)
                    told.see(attempt)
            except Cancelled:
                told.cancelled = True
        return told.report(unmatched(found.lost), open_edit.edit if open_edit.edit.changes else None)

    def _take(self, found: SheetBeside, each: MatchedEpisode, open_edit: "OpenEdit", told: "_Told") -> None:
        """Take what a sheet says of one episode, as a part of the edit."""
        title_id = found.title.id
        with open_edit.part() as uow:
            cues = read_episode(uow, each.cues.episode.id, signs=each.cues.is_signs)
            changes = changes_of(cues, each.matched, found.columns_in(each), each.source)
            speakers = speaker_changes(cues, each.matched, uow.where(Character, title_id=title_id), title_id, uow.new_id)
            uow.put_all(speakers.made)
            spoken = spoken_changes(cues, each.matched, found.title.source_language)
            written = _write(uow, found.title, cues, told.wanted(changes), speakers.by_cue, spoken)
            dub = _dub_of(uow, found, each, written)
            uow.put_all(change.after for change in told.wanted_of_dub(dub))
        told.add(cues, changes)
        told.add_dub(cues, dub)
        told.add_speakers(cues, speakers, spoken)

    def _dub(self, found: SheetBeside, each: MatchedEpisode, changes: EpisodeChanges) -> DubChanges:
        """Return what a sheet says of the dubbing of an episode, before its texts are written."""
        if not any(match.row.dub for match in each.matched):
            return DubChanges()
        with self._database.read() as uow:
            dubs = read_dub_lines(uow, each.cues)
        column = dub_column(found.columns_in(each), each.source)
        filled = {cell.line_id: cell.text for cell in changes.cells if cell.column == column and cell.line_id is not None}
        return dub_changes(each.cues, each.matched, column, dubs, lambda: 0, filled)


@dataclass(slots=True)
class _Told:
    """What became of each episode so far."""

    on_existing: OnExisting
    decisions: Decisions
    notices: list[Item]
    done: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    cancelled: bool = False

    def wanted(self, changes: EpisodeChanges) -> list[CellChange]:
        """Return the cells to write."""
        return [*changes.cells, *(cell for cell in changes.conflicts if self._is_taken(cell))]

    def _is_taken(self, cell: CellChange) -> bool:
        side = decision_on(self.decisions, cell.line_id, cell.column)
        return side is Side.THEIRS if side is not None else self.on_existing is OnExisting.REPLACE

    def add(self, cues: EpisodeCues, changes: EpisodeChanges) -> None:
        """Tell what a sheet changes in an episode, and what it leaves alone."""
        number = cues.episode.number
        count = len(self.wanted(changes))
        if count:
            self.done.append(Item(name=str(number), code="script.applied", facts={"episode": number, "count": count}))
        kept = [cell for cell in changes.conflicts if not self._is_taken(cell)]
        open_ones = [cell for cell in kept if decision_on(self.decisions, cell.line_id, cell.column) is None]
        if self.on_existing is OnExisting.FAIL:
            self.failed += [_conflict(number, cell) for cell in open_ones[:ROWS_NAMED]]
            kept = [cell for cell in kept if cell not in open_ones]
        self.notices += [_conflict(number, cell) for cell in kept[:ROWS_NAMED]]
        replaced = sum(self._is_taken(cell) for cell in changes.conflicts)
        if replaced:
            facts: dict[str, Fact] = {"episode": number, "count": replaced}
            self.notices.append(Item(name=str(number), code="script.replaced", facts=facts))
        self.notices += _left_alone(number, changes)

    def wanted_of_dub(self, changes: DubChanges) -> list[DubChange]:
        """Return what is to be written of the dubbing of lines."""
        return [change for change in changes.lines if not change.conflict or self._is_dub_taken(change)]

    def _is_dub_taken(self, change: DubChange) -> bool:
        side = decision_on(self.decisions, change.line_id, change.column)
        return side is Side.THEIRS if side is not None else self.on_existing is OnExisting.REPLACE

    def add_dub(self, cues: EpisodeCues, changes: DubChanges) -> None:
        """Tell how many lines have another voice or status now, what stays against the sheet, and what nobody understands."""
        number, count = cues.episode.number, len(self.wanted_of_dub(changes))
        if count:
            self.done.append(Item(name=str(number), code="script.dub_lines", facts={"episode": number, "count": count}))
        kept = [change for change in changes.lines if change.conflict and not self._is_dub_taken(change)]
        told = [_dub_conflict(number, change) for change in kept[:ROWS_NAMED]]
        if self.on_existing is OnExisting.FAIL:
            self.failed += told
        else:
            self.notices += told
        self.notices += _dub_left(number, changes)

    def add_speakers(self, cues: EpisodeCues, changes: SpeakerChanges, spoken: Spoken) -> None:
        """Tell whose lines became somebody else's, names that are nobody's here, and what is spoken in another language now."""
        number = cues.episode.number
        if spoken:
            counted: dict[str, Fact] = {"episode": number, "count": len(spoken)}
            self.done.append(Item(name=str(number), code="script.spoken_in", facts=counted))
        if changes.by_cue:
            facts: dict[str, Fact] = {"episode": number, "count": len(changes.by_cue)}
            self.done.append(Item(name=str(number), code="script.speakers", facts=facts))
        if changes.unknown:
            names = list(dict.fromkeys(changes.unknown))[:ROWS_NAMED]
            told: dict[str, Fact] = {"episode": number, "count": len(changes.unknown), "names": names}
            self.notices.append(Item(name=str(number), code="script.unknown_speakers", facts=told))

    def see(self, attempt: Attempt) -> None:
        """Tell of an episode that failed."""
        if attempt.failed:
            self.failed.append(attempt.item)

    def report(self, unmatched: tuple[Item, ...], edit: Edit | None = None) -> Report:
        """Return all of it."""
        failed = (*self.failed, *unmatched)
        return Report(done=tuple(self.done), failed=failed, notices=tuple(self.notices), edit=edit, cancelled=self.cancelled)


def _said_of_lines(found: SheetBeside, each: MatchedEpisode) -> list[Notice]:
    """Return what a sheet changes of lines beside their texts: who speaks them, and in which language."""
    speakers = speaker_changes(each.cues, each.matched, found.people, found.title.id, lambda: 0)
    spoken = spoken_changes(each.cues, each.matched, found.title.source_language)
    counts = {"script.speakers": len(speakers.by_cue), "script.spoken_in": len(spoken)}
    number = each.cues.episode.number
    return [Notice(code=code, facts={"episode": number, "count": count}) for code, count in counts.items() if count]


def _lines(episode: int, kind: ReturnKind, cells: Sequence[CellChange]) -> list[ReturnLine]:
    return [
        ReturnLine(
            where=cell.where, kind=kind, episode=episode, language=cell.column, before=cell.before, after=cell.text, by=cell.by,
            stale=cell.stale, line_id=cell.line_id,
        )
        for cell in cells
    ]  # fmt: skip


def _dub_lines(episode: int, changes: DubChanges) -> list[ReturnLine]:
    return [
        ReturnLine(
            where=each.where, kind=ReturnKind.CONFLICT if each.conflict else ReturnKind.DUB, episode=episode, language=each.column,
            before=escape(said_of(each.before)), after=escape(said_of(each.after)), by=each.by, line_id=each.line_id,
        )
        for each in changes.lines
    ]  # fmt: skip


def _dub_conflict(episode: int, change: DubChange) -> Item:
    facts: dict[str, Fact] = {
        "episode": episode, "where": change.where, "language": change.column,
        "here": said_of(change.before)[:200], "there": said_of(change.after)[:200],
    }  # fmt: skip
    return Item(name=change.where, code="script.conflict", facts=facts)


def _dub_left(episode: int, changes: DubChanges) -> list[Item]:
    """Tell of statuses that are no words for one, and of lines that nobody can speak because they have no text."""
    found: list[Item] = []
    if changes.unknown:
        words = list(dict.fromkeys(changes.unknown))[:ROWS_NAMED]
        found.append(Item(name=str(episode), code="dub.unknown_status", facts={"episode": episode, "words": words}))
    if changes.unspoken:
        found.append(Item(name=str(episode), code="dub.unspoken", facts={"episode": episode, "count": changes.unspoken}))
    return found


def _dub_of(uow: "UnitOfWork", found: SheetBeside, each: MatchedEpisode, written: EpisodeCues) -> DubChanges:
    """Return what a sheet says of the dubbing of an episode whose texts have been written."""
    if not any(match.row.dub for match in each.matched):
        return DubChanges()
    column = dub_column(found.columns_in(each), each.source)
    return dub_changes(written, each.matched, column, read_dub_lines(uow, written), uow.new_id)


def _conflict(episode: int, cell: CellChange) -> Item:
    facts: dict[str, Fact] = {
        "episode": episode, "where": cell.where, "language": cell.column,
        "here": plain_text(cell.before)[:200], "there": plain_text(cell.text)[:200],
    }  # fmt: skip
    return Item(name=cell.where, code="script.conflict", facts=facts)


def _left_alone(episode: int, changes: EpisodeChanges) -> list[Item]:
    counts = (("script.cleared_cells", changes.cleared), ("script.other_source", changes.other_source))
    return [Item(name=str(episode), code=code, facts={"episode": episode, "count": count}) for code, count in counts if count]


def unmatched(lost: Sequence[tuple[int | None, SheetRow]]) -> tuple[Item, ...]:
    """Name the rows that belong to no subtitle, by their id where that is the reason, else by what they say."""
    named: list[Item] = []
    for _number, row in lost[:ROWS_NAMED]:
        if row.cue_id is not None:
            named.append(Item(name=str(row.cue_id), code="script.unknown_id", facts={"id": str(row.cue_id), "where": row.where}))
        else:
            facts: dict[str, Fact] = {"where": row.where, "text": plain_text(words_of(row))[:80]}
            named.append(Item(name=row.where, code="script.unmatched_row", facts=facts))
    rest = len(lost) - len(named)
    return (*named, *([Item(name="…", code="script.unknown_ids", facts={"count": rest})] if rest else []))


def _write(
    uow: "UnitOfWork", title: Title, cues: EpisodeCues, cells: list[CellChange], speakers: Mapping[int, int], spoken: Spoken
) -> EpisodeCues:  # fmt: skip
    """Apply the changes of one episode and return it: texts of the spine first, so that translations are digested against them."""
    if not cells and not speakers and not spoken:
        return cues
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
    after = with_speakers(after, speakers)
    after = laws.mapped(after, spoken, lambda cue: replace(cue, spoken_in=spoken[cue.id]))
    write_spine(uow, opened, after)
    return replace(opened, spine=after)


def _with_texts(before: Spine, texts: dict[int | None, CellChange]) -> Spine:
    """Set texts; a translation counts as made from the present source unless the translator saw another one."""
    ids = [id for id in texts if id is not None]
    after = laws.mapped(before, set(ids), lambda cue: replace(cue, text=texts[cue.id].text, origin=Origin.TYPED))
    after = laws.confirm(after, {id for id in ids if not texts[id].stale})
    return laws.mapped(after, {id for id in ids if texts[id].stale}, lambda cue: replace(cue, source_digest=""))
