"""Reading and writing rows of any kind. Knows nothing of journals: `unit_of_work` does."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar, cast

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.compiler import SQLCompiler

from crossreel.storage.mapping import E, Row, columns, to_entities
from crossreel.storage.registry import kind_of
from crossreel.storage.tables import meta

CHUNK = 5_000  # values of one IN list; SQLite takes 32,766 by default
T = TypeVar("T")


class _How(Enum):
    """What is asked of a column: no value, one value, any of some."""

    NONE = "none"
    ONE = "one"
    ANY = "any"


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that one IN list can hold."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _order(entity_class: type) -> list[ColumnElement[object]]:
    kind = kind_of(entity_class)
    return [kind.table.c[name] for name in kind.order]


def _select(entity_class: type) -> Select[tuple[object, ...]]:
    table = kind_of(entity_class).table
    return select(*(table.c[name] for name in columns(entity_class)))


@lru_cache(maxsize=512)
def _asking(entity_class: type, shape: tuple[tuple[str, _How], ...]) -> Select[tuple[object, ...]]:
    """Return the SELECT of rows whose columns are as asked; made once, since building it costs more than running it."""
    table = kind_of(entity_class).table
    conditions: list[ColumnElement[bool]] = []
    for name, how in shape:
        column = table.c[name]
        if how is _How.NONE:
            conditions.append(column.is_(None))
        elif how is _How.ONE:
            conditions.append(column == bindparam(name, type_=column.type))
        else:
            conditions.append(column.in_(bindparam(name, type_=column.type, expanding=True)))
    return _select(entity_class).where(*conditions).order_by(*_order(entity_class))


def find_rows(connection: Connection, entity_class: type, ids: Sequence[int]) -> dict[int, Row]:
    """Return the rows that exist of `ids`, by id."""
    names = columns(entity_class)
    found: dict[int, Row] = {}
    statement = _asking(entity_class, (("id", _How.ANY),))
    for some in chunks(ids):
        for values in connection.execute(statement, {"id": list(some)}):
            row: Row = dict(zip(names, tuple(values), strict=True))
            found[cast(int, row["id"])] = row
    return found


def where(connection: Connection, entity_class: type[E], equals: dict[str, object]) -> list[E]:
    """Return the entities whose columns equal the given values (None, or any of a list), in the order of their kind."""
    shape: list[tuple[str, _How]] = []
    given: dict[str, object] = {}
    long_list: tuple[str, list[object]] | None = None
    for name, wanted in equals.items():
        if isinstance(wanted, (list, tuple, set, frozenset)):
            values = list(wanted)
            if not values:
                return []
            if long_list is None and len(values) > CHUNK:
                long_list = (name, values)
            shape.append((name, _How.ANY))
            given[name] = values
        elif wanted is None:
            shape.append((name, _How.NONE))
        else:
            shape.append((name, _How.ONE))
            given[name] = wanted
    statement = _asking(entity_class, tuple(shape))
    if long_list is None:
        return to_entities(entity_class, connection.execute(statement, given))
    name, values = long_list
    found: list[E] = []
    for some in chunks(values):
        found += to_entities(entity_class, connection.execute(statement, given | {name: some}))
    order = kind_of(entity_class).order
    return sorted(found, key=lambda entity: tuple(getattr(entity, part) for part in order))


def insert_rows(connection: Connection, entity_class: type, rows: Sequence[Row]) -> None:
    """Insert rows, many in one go. Values go as they are: no column of `storage/columns.py` asks for more."""
    if rows:
        statement, names = _inserting(kind_of(entity_class).table, connection.dialect)
        given = rows if names is None else list(map(itemgetter(*names), rows))
        connection.exec_driver_sql(statement, given)


@lru_cache(maxsize=256)
def _inserting(table: Table, dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """Return the INSERT of a table as a database reads it, with the order of its values; None where it reads them by name."""
    compiled = insert(table).compile(dialect=dialect)
    names = compiled.positiontup if isinstance(compiled, SQLCompiler) else None
    return str(compiled), tuple(names) if names else None


def update_rows(connection: Connection, entity_class: type, rows: Sequence[Row]) -> None:
    """Write every column of rows that exist."""
    if not rows:
        return
    table: Table = kind_of(entity_class).table
    names = [name for name in columns(entity_class) if name != "id"]
    statement = update(table).where(table.c.id == bindparam("id_")).values({name: bindparam(f"{name}_") for name in names})
    connection.execute(statement, [{f"{name}_": row[name] for name in (*names, "id")} for row in rows])


def delete_rows(connection: Connection, entity_class: type, ids: Iterable[int]) -> None:
    """Delete rows by id."""
    table = kind_of(entity_class).table
    for some in chunks(list(ids)):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def delete_where(connection: Connection, entity_class: type, equals: dict[str, object]) -> None:
    """Delete the rows whose columns equal the given values (or any of a list)."""
    table = kind_of(entity_class).table
    conditions = [
        table.c[name].in_(list(wanted)) if isinstance(wanted, (list, tuple, set, frozenset)) else table.c[name] == wanted
        for name, wanted in equals.items()
    ]
    connection.execute(delete(table).where(*conditions))


def read_meta(connection: Connection, key: str) -> str | None:
    """Return what the catalog says of itself under a key."""
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return found


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Make the catalog say something of itself under a key."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))
