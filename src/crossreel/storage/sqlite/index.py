"""The search index of an open catalog: kept by the commit door, filled by maintenance, asked by the search."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import DatabaseError

from crossreel.domain.views.grid import SearchHit
from crossreel.language.memory.keys import line_of
from crossreel.storage.backend import Changed
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.memory_pair import table as memory_pair
from crossreel.storage.kinds.track import table as track
from crossreel.storage.mapping import Row
from crossreel.storage.repository import read_meta
from crossreel.storage.sqlite import memory_index, search, search_lines
from crossreel.storage.sqlite.proposing import SAMPLED, propose, shares_of

log = logging.getLogger(__name__)
_LINES, _NAMES = search.TABLES
_Indexed = dict[str, list[tuple[int, str]]]


class FtsIndex:
    """The two FTS5 tables of a catalog. Once they were seen whole, none but another version takes that back."""

    def __init__(self) -> None:
        self._whole = False
        self._shares: dict[str, Counter[str]] = {}

    def is_current(self, connection: Connection) -> bool:
        """Tell whether the index is whole, and of this version."""
        current = search.is_current(connection)
        self._whole = self._whole or current
        return current and memory_index.is_current(connection)

    def fill(self, connection: Connection) -> int:
        """Put some more rows into it; return how many, 0 when it is whole."""
        return memory_index.fill(connection) if search.fill(connection) else search.FILL_ROWS

    def count_filled(self, connection: Connection) -> int:
        """Return how many lines of dialogue are in it."""
        reached = search.filling(connection)
        lines = select(func.count()).select_from(cue)
        if reached is not None:
            lines = lines.where(cue.c.id <= (reached.row_id if reached.kind == "cue" else search.LOWEST_ID))
        return connection.execute(lines).scalar() or 0

    def search(
        self,
        connection: Connection,
        asked: str,
        limit: int,
        *,
        title_id: int | None = None,
        language: str = "",
        roles: Collection[str] | None = None,
    ) -> list[SearchHit]:
        """Return titles, episodes, what else has a name, and lines of dialogue that hold the words asked for, names first."""
        return search.search(connection, asked, limit, title_id=title_id, language=language, roles=roles)

    def propose_pairs(self, connection: Connection, line: str, languages: tuple[str, str]) -> list[int]:
        """Return pairs from outside whose source may be like a line, by id."""
        if not memory_index.is_current(connection) or read_meta(connection, memory_index.KEY) is None:
            return []
        sampled = select(memory_pair.c.source).where(
            memory_pair.c.source_language == languages[0], memory_pair.c.language == languages[1]
        )
        shares = self._shares_of(connection, f"{languages}", sampled, memory_index.words_of)
        mark = memory_index.mark_of(*languages)
        ask = partial(_asked_of_pairs, connection, mark)
        return propose(ask, memory_index.words_of(line).split(), shares)

    def propose_lines(self, connection: Connection, line: str, language: str) -> list[int]:
        """Return lines of dialogue in a language that may be like a line, by the id of their cue."""
        sampled = select(cue.c.text).join(track, track.c.id == cue.c.track_id).where(track.c.language == language)
        shares = self._shares_of(connection, language, sampled, search.normalize)
        words = [word for word in search.normalize(line).split() if not any(map(str.isdecimal, word))]
        return propose(partial(search.lines_with, connection, language), words, shares)

    def _shares_of(self, connection: Connection, name: str, sampled: Select[Any], words_of: Callable[[str], str]) -> Counter[str]:
        """Return how frequent words are, looked up once for a language: it only says in which order to ask."""
        if name not in self._shares:
            lines = connection.execute(sampled.limit(SAMPLED)).scalars()
            self._shares[name] = shares_of(words_of(line_of(line)) for line in lines)
        return self._shares[name]

    def settle(self, connection: Connection, changed: Changed) -> None:
        """Bring the index in line with what a transaction changed. One that contradicts it is thrown away, to be made anew."""
        self._settle_pairs(connection, {id: rows for (kind, id), rows in changed.items() if kind == "memory_pair"})
        if not any(kind in search.KINDS or kind == "track" for kind, _id in changed):
            return
        reached = None if self._whole else search.filling(connection)
        self._whole = reached is None
        dropped, added = _moved(connection, changed, reached)
        try:
            for table in search.TABLES:
                search.drop(connection, table, dropped[table])
                search.add(connection, table, added[table])
        except DatabaseError as error:
            if not search.is_broken(error):
                raise
            log.warning("the search index was thrown away, to be made anew: %s", error.orig)
            search.start_anew(connection)  # it can be made from the rows: no text is given up for it
            self._whole = False

    def _settle_pairs(self, connection: Connection, changed: Mapping[int, tuple[Row | None, Row | None]]) -> None:
        try:
            memory_index.settle(connection, changed)
        except DatabaseError as error:
            if not search.is_broken(error):
                raise
            log.warning("the index of the memory was thrown away, to be made anew: %s", error.orig)
            memory_index.start_anew(connection)


def _moved(connection: Connection, changed: Changed, reached: search.Filling | None) -> tuple[_Indexed, _Indexed]:
    """Return what leaves each table and what enters it."""
    dropped: _Indexed = {table: [] for table in search.TABLES}
    added: _Indexed = {table: [] for table in search.TABLES}
    for (kind, row_id), rows in changed.items():
        if kind in search.NAMED and (reached is None or reached.holds(kind, row_id)):
            before, after = (_name_text(kind, row) for row in rows)
            if before != after:
                dropped[_NAMES] += [(row_id, before)] if before else []
                added[_NAMES] += [(row_id, after)] if after else []
    of = {wanted: {id: rows for (kind, id), rows in changed.items() if kind == wanted} for wanted in ("cue", "track", "episode")}
    dropped[_LINES], added[_LINES] = search_lines.moved(connection, of["cue"], of["track"], of["episode"])
    if reached is not None:  # what is not in it yet comes into it as it stands then
        for moved in (dropped, added):
            moved[_LINES] = [(row_id, line) for row_id, line in moved[_LINES] if reached.holds("cue", row_id)]
    return dropped, added


def _asked_of_pairs(connection: Connection, mark: str, query: str, limit: int) -> list[int]:
    return memory_index.ask(connection, f'"{mark}" AND {query}', limit)


def _name_text(kind: str, row: Row | None) -> str:
    return "" if row is None else search.name_text(kind, row)
