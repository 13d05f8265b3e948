"""Empty cells that the memory has a line for: found as a plan first, then filled as one edit with a part an episode."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Cancelled
from crossreel.domain.item import Item
from crossreel.domain.remembering.fill_plan import FillLine, FillPlan
from crossreel.domain.remembering.match import EXACT, SAME_BUT_NUMBERS, MemoryMatch
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import is_signs, language_of
from crossreel.domain.text.inline import plain_text
from crossreel.language.memory.keys import key_of, line_of
from crossreel.services.episode.cues import EpisodeCues, checked_column, open_track, read_groups, write_spine
from crossreel.services.jobs import JobContext
from crossreel.services.remembering.matching import Hit, Remembered
from crossreel.services.remembering.tables import MemoryTables
from crossreel.services.single_item import alone
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

MOST_OF_A_LINE = 50  # rows that are looked at for one line
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
        done, failed, cancelled = list[Item](), list[Item](), False
        with self._database.edit(header, several_parts=len(by_episode) > 1) as open_edit:
            try:
                for at, (episode_id, lines) in enumerate(by_episode.items()):
                    number = lines[0].episode_number
                    job.progress(at, len(by_episode), str(number))
                    with alone(str(number)) as attempt, open_edit.part() as uow:
                        count = _fill(uow, uow.get(Title, title_id), episode_id, lines)
                    if attempt.failed:
                        failed.append(attempt.item)
                    elif count:
                        done.append(Item(name=str(number), code="memory.filled", facts={"episode": number, "count": count}))
            except Cancelled:
                cancelled = True
        left = (Item(name="", code="memory.nothing_for", facts={"count": plan.left}),) if plan.left else ()
        edit = open_edit.edit if open_edit.edit.changes else None
        return Report(done=tuple(done), failed=tuple(failed), notices=left, edit=edit, cancelled=cancelled)

    def _hits(
        self, uow: UnitOfWork, empty: Sequence[_Empty], least: int, job: JobContext
    ) -> Iterator[tuple[tuple[tuple[str, str], str], list[Hit]]]:
        """Give the rows that may be for lines, by their languages and key: equal keys at once, others one by one."""
        wanted: dict[tuple[str, str], set[str]] = {}
        for cell in empty:
            wanted.setdefault(cell.languages, set()).add(key_of(cell.line))
        total = sum(map(len, wanted.values()))
        done = 0
        for languages, keys in wanted.items():
            equal = self._tables.equal(uow, languages, keys)
            for key in sorted(keys):
                if done % STEP == 0:
                    job.progress(done, total)
                done += 1
                if key in equal:
                    yield (languages, key), [(100.0, row_id) for row_id in equal[key][-MOST_OF_A_LINE:]]
                elif least < SAME_BUT_NUMBERS:
                    yield (languages, key), self._tables.find(uow, languages, key, least, MOST_OF_A_LINE)


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


def _fill(uow: UnitOfWork, title: Title, episode_id: int, lines: Sequence[FillLine]) -> int:
    """Write what was planned for an episode, where its cells are empty still and their source is the one that was looked for."""
    count = 0
    for group in read_groups(uow, [episode_id]):
        opened, after = group, group.spine
        for column in dict.fromkeys(line.column for line in lines if is_signs(line.column) is group.is_signs):
            mine = [line for line in lines if line.column == column]
            empty = {cell.cue.id: cell.cue.text for cell in _empty_cells(opened, column)}
            wanted = [line for line in mine if empty.get(line.spine_cue_id) == line.source]
            if not wanted:
                continue
            opened, track = open_track(uow, title, opened, column)
            after = replace(after, track_id=opened.spine.track_id)
            for line in wanted:
                after = _with_line(after, line, track.id, uow.new_id())
            count += len(wanted)
        write_spine(uow, opened, after)
    return count


def _with_line(before: laws.Spine, line: FillLine, track_id: int, new_id: int) -> laws.Spine:
    here = laws.cell(before, line.spine_cue_id, track_id)
    if here is None:
        after, made = laws.fill(before, line.spine_cue_id, track_id, line.match.text, new_id), new_id
    else:
        after, made = laws.mapped(before, [here.id], lambda cue: replace(cue, text=line.match.text)), here.id
        after = laws.confirm(after, [made])
    return laws.mapped(after, [made], lambda cue: replace(cue, origin=Origin.MEMORY))
