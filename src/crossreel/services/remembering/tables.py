"""The lines of the memory as they are held: read once for a pair of languages, then followed by what changes."""

from dataclasses import dataclass
from threading import Lock

from crossreel.kernel.kept import Kept
from crossreel.language.memory.keys import key_of, line_of
from crossreel.language.memory.table import MemoryTable
from crossreel.storage import remembered
from crossreel.storage.unit_of_work import UnitOfWork

Languages = tuple[str, str]
MOST_BYTES = 256 * 2**20
MOST_HELD = 500_000
"""Pairs of two languages that are held in memory; of more, the search index proposes candidates."""
PAIRS = 0  # the group of what came from outside, which belongs to no episode


@dataclass(slots=True)
class _Held:
    """A table, and up to which change it is what the catalog says."""

    table: MemoryTable
    mark: int


class MemoryTables:
    """The tables of one catalog. Safe to use from several threads: one of them at a time reads and compares."""

    def __init__(self) -> None:
        self._held: Kept[Languages, _Held] = Kept(MOST_BYTES, lambda held: held.table.held_bytes)
        self._lock = Lock()

    def find(self, uow: UnitOfWork, languages: Languages, key: str, least: float, most: int) -> list[tuple[float, int]]:
        """Return the ids of remembered cues and pairs whose lines are most like one: (likeness, id), the likest first."""
        with self._lock:
            return self._current(uow, languages).find(key, least, most)

    def equal(self, uow: UnitOfWork, languages: Languages, keys: set[str]) -> dict[str, list[int]]:
        """Return the ids of remembered cues and pairs whose lines have one of several keys, by key."""
        with self._lock:
            return self._current(uow, languages).equal(keys)

    def _current(self, uow: UnitOfWork, languages: Languages) -> MemoryTable:
        held = self._held.get(languages)
        if held is None:
            held = self._held[languages] = _read(uow, languages)
            return held.table
        touched = remembered.touched(uow, held.mark)
        if touched.everything:
            held = self._held[languages] = _read(uow, languages)
        elif touched.episode_ids or touched.pair_ids:
            _follow(uow, languages, held.table, touched)
        held.mark = touched.mark
        return held.table


def _read(uow: UnitOfWork, languages: Languages) -> _Held:
    mark, table, shared = remembered.mark(uow), MemoryTable(), dict[str, str]()
    for line in remembered.lines(uow, *languages):
        key = key_of(line_of(line.source))
        table.add(line.episode_id, line.cue_id, shared.setdefault(key, key))
    for pair_id, source in remembered.pairs(uow, *languages):
        key = key_of(line_of(source))
        table.add(PAIRS, pair_id, shared.setdefault(key, key))
    return _Held(table, mark)


def _follow(uow: UnitOfWork, languages: Languages, table: MemoryTable, touched: remembered.Touched) -> None:
    for episode_id in touched.episode_ids:
        table.drop(episode_id)
    for line in remembered.lines(uow, *languages, touched.episode_ids) if touched.episode_ids else ():
        table.add(line.episode_id, line.cue_id, key_of(line_of(line.source)))
    if touched.pair_ids:
        table.drop_rows(PAIRS, touched.pair_ids)
        for pair_id, source in remembered.pairs(uow, *languages, touched.pair_ids):
            table.add(PAIRS, pair_id, key_of(line_of(source)))
