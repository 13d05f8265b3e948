"""What SQLAlchemy compiles is kept for all engines of a test process, as a window that keeps one catalog open keeps it.

An engine keeps compiled statements for itself; tests open some thousand catalogs, and compiling took nearly half of their time.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_compiled: dict[Any, Any] = {}


class _SameDialect:
    """Makes dialects of one class equal, by which compiled statements are told apart."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_compiled)


def keep_compiled() -> None:
    """Share from now on, over every engine."""
    SQLiteDialect_pysqlite.__eq__ = _SameDialect.__eq__  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__hash__ = _SameDialect.__hash__  # type: ignore[method-assign]
    event.listen(Engine, "engine_connect", _share)
