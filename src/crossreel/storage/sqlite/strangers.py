"""The schema of a catalog compared with the one the migrations make: what stands in it that is none of ours.

A trigger or a view of a foreign catalog would run on our edits, outside the journal; a table of another shape would take them in.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table, Text

from crossreel.storage.registry import metadata
from crossreel.storage.sqlite import memory_index, search

_SHADOWS = ("data", "idx", "docsize", "config", "content")
_VERSION_TABLE = {"alembic_version": [("version_num", "VARCHAR(32)", 1, 1)]}
_OWN_RULES = re.compile(r"\b(check|unique|collate|generated|without rowid)\b")
_SEARCH = re.compile(r"create virtual table (\w+) using fts5\(text, content='', ")  # the options are its version's
_LITERAL = re.compile(r"null|-?\d+|'[^']*'", re.IGNORECASE)
_SPACES, _QUOTES = re.compile(r"\s+"), str.maketrans("", "", '"`[]')


_Shape = tuple[list[tuple[str, str, int, int]], set[tuple[str, str, str, str]]]
"""The columns and the links of a table."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """What a catalog holds that is none of ours.

    `removable` are (type, name) of triggers, views and indexes, which hold no rows; `tables` are names of tables we do not make,
    and of our own in another shape; `missing` are the names of our indexes that are not there.
    """

    removable: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def find_strangers(connection: sqlite3.Connection) -> Strangers:
    """Return what stands in a catalog of the present version beside, or instead of, what the migrations make."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    written = blake2b(repr(rows).encode()).digest()
    found = Strangers() if written in _known(metadata) else _strangers_in(connection, rows)
    if found == Strangers():
        _known(metadata).add(written)
    return found


def _strangers_in(connection: sqlite3.Connection, rows: Sequence[tuple[str, str, str, str]]) -> Strangers:
    tables = {name: sql for kind, name, _table, sql in rows if kind == "table"}
    indexes = {name: sql for kind, name, _table, sql in rows if kind == "index" and sql is not None}
    ours, wanted = _shapes(metadata), _indexes(metadata)
    removable = [(kind, name) for kind, name, _table, _sql in rows if kind in ("trigger", "view")]
    removable += [("index", name) for name, sql in indexes.items() if wanted.get(name) != _plain(sql)]
    indexes_of_words = (*search.TABLES, memory_index.TABLE)
    known = {*ours, *_VERSION_TABLE, *indexes_of_words, *(f"{name}_{part}" for name in indexes_of_words for part in _SHADOWS)}
    strange = {name for name in tables if name not in known and not name.startswith("sqlite_")}
    strange |= {name for name in (*ours, *search.TABLES) if name not in tables}
    there = [name for name in indexes_of_words if name in search.TABLES or name in tables]
    strange |= {name for name in there if not _SEARCH.match(_plain(tables.get(name) or ""))}
    strange |= _of_another_shape(connection, ours, tables)
    missing = sorted(name for name, sql in wanted.items() if _plain(indexes.get(name) or "") != sql)
    return Strangers(tuple(removable), tuple(sorted(strange)), tuple(missing))


def find_programs(connection: sqlite3.Connection) -> Strangers:
    """Return the triggers and views of a catalog of any version: we never made one."""
    rows = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")
    return Strangers(removable=tuple((kind, name) for kind, name in rows))


def put_right(connection: sqlite3.Connection, strangers: Strangers) -> None:
    """Drop the triggers, views and indexes that are none of ours, and make our own indexes that are missing."""
    for kind, name in strangers.removable:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind.upper()} IF EXISTS "{quoted}"')
    for table in metadata.tables.values():
        for index in table.indexes:
            if index.name in strangers.missing:
                connection.execute(_index_sql(index))


def _of_another_shape(connection: sqlite3.Connection, ours: dict[str, _Shape], tables: dict[str, str]) -> set[str]:
    columns: dict[str, list[tuple[str, str, int, int]]] = {}
    hidden: set[str] = set()
    query = (
        'SELECT m.name, c.name, c.type, c."notnull", c.pk, c.hidden, c.dflt_value FROM sqlite_master AS m,'
        " pragma_table_xinfo(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.cid"
    )
    for table, name, kind, required, key, is_hidden, default in connection.execute(query):
        columns.setdefault(table, []).append((name, kind.upper(), required, int(bool(key))))
        if is_hidden or not _LITERAL.fullmatch(default or "null"):
            hidden.add(table)
    links: dict[str, set[tuple[str, str, str, str]]] = {}
    query = (
        'SELECT m.name, k."from", k."table", coalesce(k."to", \'id\'), k.on_delete || k.on_update FROM sqlite_master AS m,'
        " pragma_foreign_key_list(m.name) AS k WHERE m.type = 'table'"
    )
    for table, *link in connection.execute(query):
        links.setdefault(table, set()).add(tuple(link))
    strange = {name for name, wanted in _VERSION_TABLE.items() if columns.get(name) != wanted}
    for name, shape in ours.items():
        same = (sorted(columns.get(name, [])), links.get(name, set())) == shape
        if not same or name in hidden or _OWN_RULES.search(_plain(tables.get(name) or "")):
            strange.add(name)
    return strange


@cache
def _known(_ours: MetaData) -> set[bytes]:
    """Return the digests of schemas that were looked through and hold nothing strange: a schema is the words it is written in."""
    return set()


@cache
def _shapes(ours: MetaData) -> dict[str, _Shape]:
    return {table.name: (sorted(map(_column, table.columns)), _links(table)) for table in ours.tables.values()}


@cache
def _indexes(ours: MetaData) -> dict[str, str]:
    return {str(index.name): _index_sql(index) for table in ours.tables.values() for index in table.indexes}


def _column(column: Column[Any]) -> tuple[str, str, int, int]:
    kind = "TEXT" if isinstance(column.type, Text) else "BLOB" if isinstance(column.type, LargeBinary) else "INTEGER"
    return column.name, kind, int(not column.nullable), int(column.primary_key)


def _links(table: Table) -> set[tuple[str, str, str, str]]:
    return {(key.parent.name, key.column.table.name, key.column.name, "NO ACTIONNO ACTION") for key in table.foreign_keys}


def _index_sql(index: Index) -> str:
    table = index.table
    assert table is not None
    where = index.dialect_options["sqlite"]["where"]
    kind = "unique index" if index.unique else "index"
    columns = ", ".join(column.name for column in index.columns)
    if where is None:
        return f"create {kind} {index.name} on {table.name} ({columns})".lower()
    condition = str(where.compile(compile_kwargs={"literal_binds": True})).replace(f"{table.name}.", "")
    return _plain(f"create {kind} {index.name} on {table.name} ({columns}) where {condition}")


def _plain(sql: str) -> str:
    """Return SQL without what makes no difference: case, quotes and spaces."""
    return _SPACES.sub(" ", sql.translate(_QUOTES)).replace("( ", "(").replace(" )", ")").strip().lower()
