"""The index of pairs from outside: a contentless FTS5 table that is made with the first of them.

It holds what lines are compared by, without places in the line, behind a mark, a private-use character, that says the two
languages. It is kept by the commit door, and made anew by maintenance where it is another version's or was never made.
"""

from collections.abc import Iterable, Mapping
from zlib import crc32

from sqlalchemy import Connection, column, delete, select, text

from crossreel.language.memory.keys import key_of, line_of
from crossreel.storage.kinds.memory_pair import table as memory_pair
from crossreel.storage.mapping import Row
from crossreel.storage.repository import read_meta, write_meta
from crossreel.storage.sqlite import search
from crossreel.storage.tables import meta

TABLE = "search_memory"
VERSION = f"{search.NORMALIZER_VERSION}.1"
KEY, FILLING = "memory_index", "memory_index_filling"
OPTIONS = "content='', detail='none', tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
DDL = f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(text, {OPTIONS})"
FILL_ROWS = 2_000


def words_of(line: str) -> str:
    """Return a line as the index holds it, words parted by spaces."""
    return search.normalize(key_of(line))


def mark_of(source_language: str, language: str) -> str:
    """Return the mark of two languages; two pairs of languages may have the same, so what is found is still compared."""
    return chr(0xE000 + crc32(f"{source_language}>{language}".encode()) % 6_400)


def settle(connection: Connection, changed: Mapping[int, tuple[Row | None, Row | None]]) -> None:
    """Bring the index in line with pairs that came, changed or went, right before the commit."""
    if not changed:
        return
    reached = _reached(connection, [row_id for row_id, (before, _after) in changed.items() if before is None])
    if reached == search.LOWEST_ID:
        return  # nothing of it was filled yet: maintenance does it all
    connection.execute(text(DDL))
    held = {row_id: rows for row_id, rows in changed.items() if reached is None or row_id <= reached}
    _write(connection, "'delete', ", ((row_id, before) for row_id, (before, _after) in held.items() if before is not None))
    _write(connection, "", ((row_id, after) for row_id, (_before, after) in held.items() if after is not None))
    if reached is None:
        write_meta(connection, KEY, VERSION)


def _write(connection: Connection, command: str, rows: Iterable[tuple[int, Row]]) -> None:
    columns = f"{TABLE}, rowid, text" if command else "rowid, text"
    values = [{"id": row_id, "text": _text(row)} for row_id, row in rows]
    if values:
        connection.execute(text(f"INSERT INTO {TABLE}({columns}) VALUES ({command}:id, :text)"), values)


def _text(row: Mapping[str, object]) -> str:
    mark = mark_of(str(row["source_language"]), str(row["language"]))
    return f"{mark} {words_of(line_of(str(row['source'])))}"


def is_current(connection: Connection) -> bool:
    """Tell whether all pairs are in the index, as this version makes it."""
    return read_meta(connection, KEY) == VERSION or connection.execute(select(memory_pair.c.id).limit(1)).first() is None


def _reached(connection: Connection, made: list[int]) -> int | None:
    """Return up to which pair the index is filled; None for all, which it is as well where these are the first ones."""
    if read_meta(connection, KEY) == VERSION:
        return None
    there = connection.execute(select(memory_pair.c.id).limit(len(made) + 1)).all()
    if made and len(there) == len(made):
        return None
    version, _, row_id = (read_meta(connection, FILLING) or "").partition(" ")
    return int(row_id) if version == VERSION else search.LOWEST_ID


def fill(connection: Connection) -> int:
    """Put some more pairs into an index that is not whole; return how many, 0 when it is."""
    if is_current(connection):
        return 0
    version, _, written = (read_meta(connection, FILLING) or "").partition(" ")
    reached = int(written) if version == VERSION else search.LOWEST_ID
    if reached == search.LOWEST_ID:
        connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))
        connection.execute(text(DDL))
    columns = (memory_pair.c.id, memory_pair.c.source_language, memory_pair.c.language, memory_pair.c.source)
    rows = connection.execute(select(*columns).where(memory_pair.c.id > reached).order_by(memory_pair.c.id).limit(FILL_ROWS)).all()
    _write(connection, "", ((row.id, dict(row._mapping)) for row in rows))
    if len(rows) == FILL_ROWS:
        write_meta(connection, FILLING, f"{VERSION} {rows[-1].id}")
    else:
        write_meta(connection, KEY, VERSION)
    return max(1, len(rows))


def start_anew(connection: Connection) -> None:
    """Throw the index away; maintenance fills it anew."""
    connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))
    connection.execute(delete(meta).where(meta.c.key.in_((KEY, FILLING))))


def ask(connection: Connection, query: str, limit: int) -> list[int]:
    """Return pairs that hold what a query asks for, by id."""
    matching = text(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :query LIMIT :limit").columns(column("rowid"))
    return list(connection.execute(matching, {"query": query, "limit": limit}).scalars())
