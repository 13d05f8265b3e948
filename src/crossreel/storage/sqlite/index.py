"""The search index of an open catalog: kept by the commit door, filled by maintenance, asked by the search."""

import logging
from collections.abc import Collection

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from crossreel.domain.views.grid import SearchHit
from crossreel.storage.backend import Changed
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.mapping import Row
from crossreel.storage.sqlite import search, search_lines

log = logging.getLogger(__name__)
_LINES, _NAMES = search.TABLES
_Indexed = dict[str, list[tuple[int, str]]]


class FtsIndex:
    """The two FTS5 tables of a catalog. Once they were seen whole, none but another version takes that back."""

    def __init__(self) -> None:
        self._whole = False

    def is_current(self, connection: Connection) -> bool:
        """Tell whether the index is whole, and of this version."""
        current = search.is_current(connection)
        self._whole = self._whole or current
        return current

    def fill(self, connection: Connection) -> int:
        """Put some more rows into it; return how many, 0 when it is whole."""
        return 0 if search.fill(connection) else search.FILL_ROWS

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

    def settle(self, connection: Connection, changed: Changed) -> None:
        """Bring the index in line with what a transaction changed. One that contradicts it is thrown away, to be made anew."""
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


def _name_text(kind: str, row: Row | None) -> str:
    return "" if row is None else search.name_text(kind, row)
