"""Reading and writing rows of any kind. Knows nothing of journals: `unit_of_work` does."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, cast

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql import ColumnElement

from crossreel.storage.mapping import E, Row, columns, to_entities
from crossreel.storage.registry import kind_of
from crossreel.storage.tables import meta

CHUNK = 5_000  # values of one IN list; SQLite takes 32,766 by default
T = TypeVar("T")


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


def find_rows(connection: Connection, entity_class: type, ids: Sequence[int]) -> dict[int, Row]:
    """Return the rows that exist of `ids`, by id."""
    table, names = kind_of(entity_class).table, columns(entity_class)
    found: dict[int, Row] = {}
    for some in chunks(ids):
        condition = table.c.id == some[0] if len(some) == 1 else table.c.id.in_(some)
        for values in connection.execute(_select(entity_class).where(condition)):
            row: Row = dict(zip(names, tuple(values), strict=True))
            found[cast(int, row["id"])] = row
    return found


def where(connection: Connection, entity_class: type[E], equals: dict[str, object]) -> list[E]:
    """Return the entities whose columns equal the given values (None, or any of a list), in the order of their kind."""
    table = kind_of(entity_class).table
    conditions: list[ColumnElement[bool]] = []
    long_list: tuple[str, list[object]] | None = None
    for name, wanted in equals.items():
        if isinstance(wanted, (list, tuple, set, frozenset)):
            values = list(wanted)
            if not values:
                return []
            if long_list is None and len(values) > CHUNK:
                long_list = (name, values)
                continue
            conditions.append(table.c[name].in_(values))
        else:
            conditions.append(table.c[name].is_(None) if wanted is None else table.c[name] == wanted)
    statement = _select(entity_class).where(*conditions)
    if long_list is None:
        return to_entities(entity_class, connection.execute(statement.order_by(*_order(entity_class))))
    name, values = long_list
    found: list[E] = []
    for some in chunks(values):
        found += to_entities(entity_class, connection.execute(statement.where(table.c[name].in_(some))))
    order = kind_of(entity_class).order
    return sorted(found, key=lambda entity: tuple(getattr(entity, part) for part in order))


def insert_rows(connection: Connection, entity_class: type, rows: Sequence[Row]) -> None:
    """Insert rows, many in one go."""
    if rows:
        connection.execute(insert(kind_of(entity_class).table), rows)


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
