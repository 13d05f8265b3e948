"""Whether a catalog is sound: at a glance when it is opened for writing, and row by row when there is time."""

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import LargeBinary, Text

from crossreel.domain.text.document import Notice
from crossreel.storage.kind import Kind
from crossreel.storage.mapping import json_shapes, known_values
from crossreel.storage.registry import KINDS, metadata

WHOLE_PAGES = 1024  # so many pages (4 MB) are checked whole in 10 ms
WALKED_PAGES = 16_384  # of so many (64 MB) each is visited, in 30 ms; of more, samples are read
SEEKS = 64  # rows read from each table of a large catalog, at places drawn at random
MOST = 20  # faults named of a kind
POLL_S = 0.1
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged catalog raises; the second where SQLite's own words repeat bytes of it."""
_INDEX = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


def glance(connection: sqlite3.Connection) -> str:
    """Return what is wrong with a catalog as far as it shows in some milliseconds, "" for nothing.

    A small one is checked whole. Of a larger one every page is visited and the sizes of its cells are looked at; of a very large
    one both ends of every tree and rows at random.
    """
    connection.text_factory = legible
    try:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if pages <= WHOLE_PAGES:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            return "" if found == "ok" else str(found)
        if pages <= WALKED_PAGES:
            _walk(connection)
            return ""
        _sample_all(connection)
    except DAMAGE as error:
        return str(error)
    finally:
        connection.text_factory = str
    return ""


def legible(written: bytes) -> str:
    """Return text of a damaged catalog, which may be anything."""
    return written.decode("utf-8", "replace")


def _walk(connection: sqlite3.Connection) -> None:
    """Visit every page of every tree: counting rows reads no row, but each page, whose cells are measured as it is read."""
    connection.execute("PRAGMA cell_size_check=ON")
    names = connection.execute("SELECT type, name, tbl_name FROM sqlite_master WHERE rootpage > 0").fetchall()
    for kind, name, table in names:
        if kind == "index" and " WHERE " in _sql(connection, name):
            continue  # SQLite counts by it only where its condition is asked for
        by = "NOT INDEXED" if kind == "table" else f'INDEXED BY "{name}"'
        connection.execute(f'SELECT count(*) FROM "{table}" {by}').fetchone()


def _sql(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] or "")


def _sample_all(connection: sqlite3.Connection) -> None:
    """Read rows of each of our tables, and both ends of each of our indexes, as far as a catalog of its version has them."""
    there = _columns(connection)
    indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    tables = [table for table in metadata.tables.values() if table.name in there]
    for table in tables:
        _sample(connection, table.name, there[table.name][-1])
    for index in (index for table in tables for index in table.indexes):
        if index.dialect_options["sqlite"]["where"] is not None or index.name not in indexes:
            continue  # no order goes by the former: the whole table would be sorted
        assert index.table is not None
        first = next(iter(index.columns)).name
        for order in ("ASC", "DESC"):
            connection.execute(f"SELECT {first} FROM {index.table.name} ORDER BY {first} {order} LIMIT 1").fetchone()


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of each table that a catalog has: one of an older version lacks some of ours."""
    found: dict[str, list[str]] = {}
    query = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY c.cid"
    for table, column in connection.execute(query):
        found.setdefault(table, []).append(column)
    return found


def _sample(connection: sqlite3.Connection, name: str, last_column: str) -> None:
    """Read the row after each of some places drawn at random, to its last column, which lies on its last page."""
    lowest, highest = connection.execute(f"SELECT (SELECT min(rowid) FROM {name}), (SELECT max(rowid) FROM {name})").fetchone()
    if lowest is None:
        return
    places = [lowest, highest, *(random.randint(lowest, highest) for _ in range(SEEKS))]
    row = f"SELECT length({last_column}) FROM {name} WHERE rowid >= place.column1 ORDER BY rowid LIMIT 1"
    marks = ", ".join("(?)" for _ in places)
    connection.execute(f"SELECT ({row}) FROM (VALUES {marks}) AS place", places).fetchall()


@contextmanager
def interruptible(connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let a statement that takes minutes stop, with `sqlite3.OperationalError`, soon after `cancelled` says so."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_S):
            if cancelled():
                connection.interrupt()

    watcher = threading.Thread(target=watch, name="interrupt")
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def check(connection: sqlite3.Connection, cancelled: Callable[[], bool] = lambda: False) -> tuple[Notice, ...]:
    """Return every fault of a catalog that can be found by reading all of it, at most 20 of a kind.

    Raises:
        sqlite3.OperationalError: it was cancelled.
    """
    connection.text_factory = legible
    with interruptible(connection, cancelled):
        try:
            told = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST})")]
            if told != ["ok"]:
                return _of_pages(told)
            return tuple(_of_links(connection) + _of_rows(connection))
        except sqlite3.OperationalError:
            raise
        except DAMAGE as error:
            return _of_pages([str(error)])
        finally:
            connection.text_factory = str


def is_deadly(faults: tuple[Notice, ...]) -> bool:
    """Tell whether a catalog with these faults must not be written: pages of it are lost."""
    return any(fault.code == "storage.fault_pages" for fault in faults)


def is_of_indexes(faults: tuple[Notice, ...]) -> bool:
    """Tell whether all that is wrong is in indexes, which can be made anew from their tables."""
    return bool(faults) and all(fault.code == "storage.fault_index" for fault in faults)


def is_of_index(detail: str) -> bool:
    """Tell whether what SQLite says is wrong is in an index."""
    return any(words in detail for words in _INDEX)


def _of_pages(told: list[str]) -> tuple[Notice, ...]:
    code = "storage.fault_index" if all(map(is_of_index, told)) else "storage.fault_pages"
    return tuple(Notice(code=code, facts={"detail": each}) for each in told)


def _of_links(connection: sqlite3.Connection) -> list[Notice]:
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    return [Notice(code="storage.fault_link", facts={"table": table, "row": row, "parent": to}) for table, row, to, _key in found]


def _of_rows(connection: sqlite3.Connection) -> list[Notice]:
    found: list[Notice] = []
    there = _columns(connection)
    for kind in (each for each in KINDS if each.name in there):
        wrong = " OR ".join(condition for name, condition in wrong_columns(kind).items() if name in there[kind.name])
        rows = connection.execute(f"SELECT id FROM {kind.name} WHERE {wrong} LIMIT {MOST}").fetchall()
        found += [Notice(code="storage.fault_row", facts={"table": kind.name, "row": row_id}) for (row_id,) in rows]
    return found


def wrong_columns(kind: Kind) -> dict[str, str]:
    """Return, by column, the SQL condition of a value that nobody wrote: of another type, no JSON, none of the known words."""
    shapes, known = json_shapes(kind.entity), known_values(kind.entity)
    conditions: dict[str, str] = {}
    for column in kind.table.columns:
        name = column.name
        if name in shapes:
            conditions[name] = f"CASE WHEN json_valid({name}) THEN json_type({name}) <> '{shapes[name]}' ELSE 1 END"
        elif name in known:
            words = ", ".join(f"'{word}'" for word in known[name])
            conditions[name] = f"{name} NOT IN ({words})"
        else:
            stored = "text" if isinstance(column.type, Text) else "blob" if isinstance(column.type, LargeBinary) else "integer"
            allowed = f"('{stored}', 'null')" if column.nullable else f"('{stored}')"
            conditions[name] = f"typeof({name}) NOT IN {allowed}"
    return conditions
