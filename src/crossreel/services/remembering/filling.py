"""Empty cells that the memory has a line for: found as a plan first, then filled as one edit with a part an episode."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Cancelled
from crossreel.domain.item import Item
from crossreel.domain.remembering.fill_plan import FillLine, FillPlan
from crossreel.domain.remembering.match import EXACT, SAME_BUT_NUMBERS, MemoryMatch
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import is_signs, language_of
from crossreel.domain.text.inline import plain_text
from crossreel.language.memory.keys import key_of, line_of
from crossreel.services.episode.cues import EpisodeCues, checked_column, open_track, read_groups
from crossreel.services.episode.drafts import put_drafts
from crossreel.services.jobs import JobContext
from crossreel.services.remembering.matching import Hit, Remembered
from crossreel.services.remembering.tables import MemoryTables
from crossreel.services.single_item import alone
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

MOST_OF_A_LINE = 50  # rows that are looked at for one line
MAKER = "memory"
"""What batches of drafts say that come from here."""
STEP = 40  # lines compared between two words about how far it is


@dataclass(frozen=True, slots=True)
class _Empty:
    """An empty cell."""

    episode: Episode
    source_language: str
    column: str
    cue: Cue

    @property
    def languages(self) -> tuple[str, str]:
        return self.source_language, language_of(self.column)

    @property
    def line(self) -> str:
        return line_of(self.cue.text)


class Filling:
    """The use cases that fill cells from the memory; part of `remembering`."""

    _database: Database
    _tables: MemoryTables

    def plan_fill(
        self, title_id: int, columns: Collection[str], *, least: int = EXACT, episode_ids: Collection[int] | None = None,
        job: JobContext | None = None,
    ) -> FillPlan:  # fmt: skip
        """Return what the memory has for the empty cells of a title, without writing anything.

        Args:
            title_id: the title.
            columns: the columns to fill.
            least: how like a remembered line must be, 0 to 100: 100 for the same, 99 also with other numbers.
            episode_ids: of these episodes alone, None for all.
            job: progress and cancel.

        Raises:
            BadInput: a column is no language.
            NotFound: there is no such title.
        """
        job = job or JobContext()
        named = [checked_column(column) for column in columns]
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            ids = [each.id for each in uow.where(Episode, title_id=title_id) if episode_ids is None or each.id in episode_ids]
            empty = [cell for group in read_groups(uow, ids) for column in named for cell in _empty_cells(group, column)]
            hits = dict(self._hits(uow, empty, least, job))
            rows = Remembered.read(uow, [row_id for several in hits.values() for _score, row_id in several])
        lines: list[FillLine] = []
        for cell in empty:
            best = rows.matches(cell.line, hits.get((cell.languages, key_of(cell.line)), ()), near_id=title.id, most=1)
            if best and best[0].score >= least:
                lines.append(_planned(cell, best[0]))
        return FillPlan(lines=tuple(lines), left=len(empty) - len(lines))

    def fill(
        self, title_id: int, columns: Collection[str], *, least: int = EXACT, episode_ids: Collection[int] | None = None,
        job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Fill the empty cells that `plan_fill` tells of, as drafts from the memory: one edit with a part an episode.

        A cell that somebody filled meanwhile stays as it is. An episode that breaks is reported, and the others still count.
        """
        job = job or JobContext()
        plan = self.plan_fill(title_id, columns, least=least, episode_ids=episode_ids, job=job)
        by_episode: dict[int, list[FillLine]] = {}
        for line in plan.lines:
            by_episode.setdefault(line.episode_id, []).append(line)
        header = EditHeader(label="edit.fill_from_memory", title_id=title_id, facts={"count": len(plan.lines)})
        batches = {column: self._batch(title_id, column) for column in plan.by_column()}
        done, failed, cancelled = list[Item](), list[Item](), False
        with self._database.edit(header, several_parts=len(by_episode) > 1) as open_edit:
            try:
                for at, (episode_id, lines) in enumerate(by_episode.items()):
                    number = lines[0].episode_number
                    job.progress(at, len(by_episode), str(number))
                    with alone(str(number)) as attempt, open_edit.part() as uow:
                        count = _fill(uow, uow.get(Title, title_id), episode_id, lines, batches)
                    if attempt.failed:
                        failed.append(attempt.item)
                    elif count:
                        done.append(Item(name=str(number), code="memory.filled", facts={"episode": number, "count": count}))
            except Cancelled:
                cancelled = True
        left = (Item(name="", code="memory.nothing_for", facts={"count": plan.left}),) if plan.left else ()
        edit = open_edit.edit if open_edit.edit.changes else None
        return Report(done=tuple(done), failed=tuple(failed), notices=left, edit=edit, cancelled=cancelled)

    def _batch(self, title_id: int, column: str) -> DraftBatch:
        return DraftBatch(
            id=self._database.new_id(), title_id=title_id, stage=Stage.TRANSLATING, maker=MAKER, column=column,
            made_ms=time.time_ns() // 10**6,
        )  # fmt: skip

    def _hits(
        self, uow: UnitOfWork, empty: Sequence[_Empty], least: int, job: JobContext
    ) -> Iterator[tuple[tuple[tuple[str, str], str], list[Hit]]]:
        """Give the rows that may be for lines, by their languages and key: equal keys at once, others one by one."""
        wanted: dict[tuple[str, str], dict[str, str]] = {}
        for cell in empty:
            wanted.setdefault(cell.languages, {})[key_of(cell.line)] = cell.line
        total = sum(map(len, wanted.values()))
        done = 0
        for languages, lines in wanted.items():
            equal = self._tables.equal(uow, languages, lines.values())
            for key, line in lines.items():
                if done % STEP == 0:
                    job.progress(done, total)
                done += 1
                if key in equal:
                    yield (languages, key), [(100.0, row_id) for row_id in equal[key][-MOST_OF_A_LINE:]]
                elif least < SAME_BUT_NUMBERS:
                    yield (languages, key), self._tables.find(uow, languages, line, least, MOST_OF_A_LINE)


def _empty_cells(group: EpisodeCues, column: str) -> Iterator[_Empty]:
    """Give the cells of a column that nothing stands in and no translation of other cues covers."""
    if is_signs(column) is not group.is_signs or group.spine.track_id is None:
        return
    track, positions, taken = group.columns.get(column), group.spine.positions(), set[int]()
    if track is not None and track.id == group.spine.track_id:
        return
    for follower in group.spine.followers:
        ends = laws.span_ends(positions, follower) if track is not None and follower.track_id == track.id else None
        if ends is not None and _says(follower):
            taken.update(range(ends[0], ends[1] + 1))
    source = group.tracks[group.spine.track_id].language
    for at, cue in enumerate(group.spine.cues):
        if at not in taken and any(char.isalnum() for char in plain_text(cue.text)):
            yield _Empty(group.episode, source, column, cue)


def _says(cue: Cue) -> bool:
    return bool(plain_text(cue.text).strip())


def _planned(cell: _Empty, match: MemoryMatch) -> FillLine:
    return FillLine(
        episode_id=cell.episode.id, episode_number=cell.episode.number, column=cell.column, spine_cue_id=cell.cue.id,
        start_ms=cell.cue.start_ms, source=cell.cue.text, match=match,
    )  # fmt: skip


def _fill(
    uow: UnitOfWork, title: Title, episode_id: int, lines: Sequence[FillLine], batches: Mapping[str, DraftBatch]
) -> int:  # fmt: skip
    """Write what was planned for an episode, where its cells are empty still and their source is the one that was looked for."""
    count = 0
    for column in dict.fromkeys(line.column for line in lines):
        for group in read_groups(uow, [episode_id]):
            empty = {cell.cue.id: cell.cue.text for cell in _empty_cells(group, column)}
            wanted = [line for line in lines if line.column == column and empty.get(line.spine_cue_id) == line.source]
            if wanted:
                opened, track = open_track(uow, title, group, column)
                drafted = {line.spine_cue_id: Drafted(text=line.match.text, confidence=line.match.score * 10) for line in wanted}
                count += len(put_drafts(uow, opened, track.id, _known(uow, batches[column]), drafted, Origin.MEMORY).drafts)
    return count


def _known(uow: UnitOfWork, batch: DraftBatch) -> DraftBatch:
    """Return a batch after a look at its row, which an earlier part may have written."""
    return uow.find(DraftBatch, batch.id) or batch
