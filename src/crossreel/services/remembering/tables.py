"""The lines of the memory as they are held: read once for a pair of languages, then followed by what changes.

What is too much to be held is proposed by the search index, line by line; how like each proposal is, is told here all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from threading import Lock

from crossreel.kernel.kept import Kept
from crossreel.language.memory.keys import key_of, line_of
from crossreel.language.memory.table import MemoryTable, likeness
from crossreel.storage import remembered
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

Languages = tuple[str, str]
Hit = tuple[float, int]
MOST_BYTES = 256 * 2**20
MOST_HELD = 500_000
"""Lines of two languages that are held; of more, the search index proposes candidates."""
PAIRS = 0  # the group of what came from outside, which belongs to no episode


@dataclass(slots=True)
class _Held:
    """A table, up to which change it is what the catalog says, and what it leaves to the index: lines, and pairs from outside."""

    table: MemoryTable
    mark: int
    lines_proposed: bool
    pairs_proposed: bool


class MemoryTables:
    """The tables of one catalog. Safe to use from several threads: one of them at a time reads and compares.

    Args:
        database: the catalog.
        most_held: lines of two languages that are held.
    """

    def __init__(self, database: Database, most_held: int = MOST_HELD) -> None:
        self._database = database
        self._most_held = most_held
        self._held: Kept[Languages, _Held] = Kept(MOST_BYTES, lambda held: held.table.held_bytes)
        self._lock = Lock()

    def find(self, uow: UnitOfWork, languages: Languages, line: str, least: float, most: int) -> list[Hit]:
        """Return the ids of remembered cues and pairs that are most like a line: (likeness, id), the likest first."""
        with self._lock:
            held = self._current(uow, languages)
            found = held.table.find(key_of(line), least, most)
        return nlargest(most, [*found, *self._proposed(uow, languages, held, line, least)])

    def equal(self, uow: UnitOfWork, languages: Languages, lines: Iterable[str]) -> dict[str, list[int]]:
        """Return the ids of remembered cues and pairs with the keys of some lines, by key."""
        wanted = {key_of(line): line for line in lines}
        with self._lock:
            held = self._current(uow, languages)
            found = held.table.equal(wanted)
        if held.lines_proposed or held.pairs_proposed:
            for key, line in wanted.items():
                more = [row_id for _score, row_id in self._proposed(uow, languages, held, line, 100.0)]
                if more:
                    found.setdefault(key, []).extend(more)
        return found

    def _proposed(self, uow: UnitOfWork, languages: Languages, held: _Held, line: str, least: float) -> list[Hit]:
        rows: list[tuple[int, str]] = []
        if held.lines_proposed:
            ids = self._database.index.propose_lines(uow.connection, line, languages[0])
            rows += [(each.cue_id, each.source) for each in remembered.lines_of_sources(uow, *languages, ids)]
        if held.pairs_proposed:
            ids = self._database.index.propose_pairs(uow.connection, line, languages)
            rows += remembered.pairs(uow, *languages, ids)
        key = key_of(line)
        rated = ((likeness(key, key_of(line_of(source))), row_id) for row_id, source in rows)
        return [hit for hit in rated if hit[0] >= least]

    def _current(self, uow: UnitOfWork, languages: Languages) -> _Held:
        held = self._held.get(languages)
        if held is None:
            held = self._held[languages] = self._read(uow, languages)
            return held
        touched = remembered.touched(uow, held.mark)
        if touched.everything:
            held = self._held[languages] = self._read(uow, languages)
        elif touched.episode_ids or touched.pair_ids:
            _follow(uow, languages, held, touched)
        held.mark = touched.mark
        return held

    def _read(self, uow: UnitOfWork, languages: Languages) -> _Held:
        lines, pairs = remembered.counts(uow, *languages)
        many = lines > self._most_held
        held = _Held(MemoryTable(), remembered.mark(uow), many, pairs + (0 if many else lines) > self._most_held)
        shared: dict[str, str] = {}
        for line in () if held.lines_proposed else remembered.lines(uow, *languages):
            key = key_of(line_of(line.source))
            held.table.add(line.episode_id, line.cue_id, shared.setdefault(key, key))
        for pair_id, source in () if held.pairs_proposed else remembered.pairs(uow, *languages):
            key = key_of(line_of(source))
            held.table.add(PAIRS, pair_id, shared.setdefault(key, key))
        return held


def _follow(uow: UnitOfWork, languages: Languages, held: _Held, touched: remembered.Touched) -> None:
    if touched.episode_ids and not held.lines_proposed:
        for episode_id in touched.episode_ids:
            held.table.drop(episode_id)
        for line in remembered.lines(uow, *languages, touched.episode_ids):
            held.table.add(line.episode_id, line.cue_id, key_of(line_of(line.source)))
    if touched.pair_ids and not held.pairs_proposed:
        held.table.drop_rows(PAIRS, touched.pair_ids)
        for pair_id, source in remembered.pairs(uow, *languages, touched.pair_ids):
            held.table.add(PAIRS, pair_id, key_of(line_of(source)))
