"""Saving what can be read of a damaged catalog into a new one, and saying what was lost.

Rows are read from both ends of each table to where it breaks, then one by one by the ids that the indexes still know. What an
index knows and no table gives is lost; of cues it also tells the track and the time.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, create_engine

from crossreel.domain.backup import Salvage
from crossreel.domain.errors import BadInput, Cancelled, NotFound, Refused
from crossreel.domain.text.document import Notice
from crossreel.kernel.atomic import publish
from crossreel.storage import journal, summaries
from crossreel.storage.backend import never
from crossreel.storage.mapping import json_shapes
from crossreel.storage.registry import KINDS, metadata
from crossreel.storage.sqlite import catalog_file, search, soundness
from crossreel.storage.tables import SCHEMA_VERSION

DERIVED = frozenset({"track_summary", "title_summary", "delivered_cell", "meta"})
JOURNAL = frozenset({"actor", "journal_edit", "journal_part", "journal_change", "journal_created"})
CHUNK = 500
_EMPTY = {"object": "{}", "array": "[]"}


def salvage(damaged: Path, target: Path, *, cancelled: Callable[[], bool] = never) -> Salvage:
    """Write everything that can still be read of `damaged` to the new catalog `target`; the damaged file is left as it is.

    Raises:
        NotFound: there is no such file.
        BadInput: nothing of a catalog can be read in it.
        Refused: `target` exists.
        Cancelled: `cancelled` said so; nothing was written.
        StorageFailed: the disk refused.
    """
    if not damaged.is_file():
        raise NotFound("storage.no_catalog", path=str(damaged))
    if target.exists():
        raise Refused("storage.target_exists", path=str(target))
    partial = target.with_name(f".{target.name}.salvaged")
    partial.unlink(missing_ok=True)
    with catalog_file.sorted_errors(target, system=True):
        try:
            catalog_file.create(partial)
            with closing(_open(damaged)) as source, closing(sqlite3.connect(partial, isolation_level=None)) as made:
                found = _Salvaging(source, made, cancelled)
                kept, lost = found.run()
            engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite3.connect(partial), hide_parameters=True)
            _derive(engine)
            publish(partial, target)
        finally:
            partial.unlink(missing_ok=True)
    return Salvage(path=target, kept=kept, lost=tuple(lost))


def _open(damaged: Path) -> sqlite3.Connection:
    """Open a damaged catalog so that as much as possible of it is read."""
    for immutable in (False, True):
        try:
            connection = catalog_file.connect(damaged, immutable=immutable, look=True)
        except soundness.DAMAGE:
            continue
        connection.text_factory = soundness.legible
        try:
            connection.execute("PRAGMA writable_schema=ON")  # statements of the schema that make no sense are passed over
            connection.execute("PRAGMA cell_size_check=OFF")
            if connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('title', 'cue')").fetchone()[0]:
                return connection
        except soundness.DAMAGE:
            pass
        connection.close()
    raise BadInput("storage.nothing_to_salvage", path=str(damaged))


class _Salvaging:
    def __init__(self, source: sqlite3.Connection, made: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
        self._source, self._made, self._cancelled = source, made, cancelled
        self._lost: dict[str, set[int]] = {}
        self._broken: Counter[str] = Counter()

    def run(self) -> tuple[dict[str, int], list[Notice]]:
        self._made.execute("PRAGMA foreign_keys=OFF")
        self._made.execute("PRAGMA synchronous=OFF")  # it has no name yet, and is synced before it gets one
        self._made.execute("BEGIN")
        unknown: list[str] = []
        for table in metadata.tables.values():
            if table.name in DERIVED or (not self._is_of_this_version() and (table.name in JOURNAL or not self._has(table))):
                continue
            if not self._copy(table):
                unknown.append(table.name)
        self._drop_broken_rows()
        self._drop_loose_rows()
        kept = {
            table.name: self._made.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
            for table in metadata.tables.values()
            if table.name not in DERIVED
        }
        notices = [*self._lost_cues(), *self._lost_rows(unknown)]
        self._made.execute("COMMIT")
        return kept, notices

    def _is_of_this_version(self) -> bool:
        try:
            row = self._source.execute("SELECT version_num FROM alembic_version").fetchone()
        except soundness.DAMAGE:
            return True
        return row is None or row[0] == SCHEMA_VERSION

    def _has(self, table: Table) -> bool:
        """Tell whether the damaged catalog ever had a table, as far as it can be told."""
        try:
            return self._source.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone() is not None
        except soundness.DAMAGE:
            return True

    def _copy(self, table: Table) -> bool:
        """Copy the rows of a table; tell whether all that there ever were are known, kept or lost."""
        names = ", ".join(column.name for column in table.columns)
        marks = ", ".join("?" for _ in table.columns)
        put = f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})"
        read, whole = set[int](), False
        rows: list[tuple[Any, ...]] = []
        for row_id, *values in self._rows(table.name, names, read):
            if self._cancelled():
                raise Cancelled
            if row_id is None:
                whole = True
                continue
            rows.append(tuple(values))
            if len(rows) >= CHUNK:
                self._made.executemany(put, rows)
                rows.clear()
        self._made.executemany(put, rows)
        if whole:
            return True
        known = self._indexed_ids(table)
        missing = (known or set()) - read
        for row_id in sorted(missing):
            row = self._one(table.name, names, row_id)
            if row is not None:
                self._made.execute(put, row)
                missing.discard(row_id)
        self._lost[table.name] = missing
        return known is not None

    def _rows(self, table: str, names: str, read: set[int]) -> Iterator[tuple[Any, ...]]:
        """Yield (rowid, values…) from both ends of a table, and (None,) at the end of one that is whole."""
        for order in ("ASC", "DESC"):
            try:
                for row in self._source.execute(f"SELECT rowid, {names} FROM {table} ORDER BY rowid {order}"):
                    if row[0] in read:
                        return
                    read.add(row[0])
                    yield row
                if order == "ASC":
                    yield (None,)
                return
            except soundness.DAMAGE:
                continue

    def _one(self, table: str, names: str, row_id: int) -> tuple[Any, ...] | None:
        try:
            row = self._source.execute(f"SELECT {names} FROM {table} WHERE rowid = ?", (row_id,)).fetchone()
        except soundness.DAMAGE:
            return None
        return None if row is None else tuple(row)

    def _indexed_ids(self, table: Table) -> set[int] | None:
        """Return the ids that the indexes of a table know, None if none of them can be read to its end."""
        found: set[int] = set()
        whole = False
        for index in table.indexes:
            if index.dialect_options["sqlite"]["where"] is not None:
                continue
            first = next(iter(index.columns)).name
            for order in ("ASC", "DESC"):
                try:
                    statement = f"SELECT rowid FROM {table.name} INDEXED BY {index.name} ORDER BY {first} {order}"
                    found.update(row[0] for row in self._source.execute(statement))
                    whole = True
                    break
                except soundness.DAMAGE:
                    continue
        return found if whole else (found or None)

    def _drop_broken_rows(self) -> None:
        for kind in KINDS:
            for name, wrong in soundness.wrong_columns(kind).items():
                shape = json_shapes(kind.entity).get(name)
                if shape is not None:
                    self._made.execute(f"UPDATE {kind.name} SET {name} = ? WHERE {wrong}", (_EMPTY[shape],))
                else:
                    self._broken[kind.name] += self._made.execute(f"DELETE FROM {kind.name} WHERE {wrong}").rowcount

        self._made.execute("UPDATE journal_edit SET facts = '{}' WHERE NOT json_valid(facts)")
        broken = "NOT json_valid(before) OR (after IS NOT NULL AND NOT json_valid(after))"
        self._broken["journal_change"] += self._made.execute(f"DELETE FROM journal_change WHERE {broken}").rowcount

    def _drop_loose_rows(self) -> None:
        """Cut links that lead nowhere; what cannot be without its link goes with it."""
        while True:
            loose = self._made.execute("PRAGMA foreign_key_check").fetchall()
            if not loose:
                return
            for table, row_id, _parent, key in loose:
                column = next(row[3] for row in self._made.execute(f"PRAGMA foreign_key_list({table})") if row[0] == key)
                if metadata.tables[table].columns[column].nullable:
                    self._made.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (row_id,))
                elif self._made.execute(f"DELETE FROM {table} WHERE rowid = ?", (row_id,)).rowcount:
                    self._broken[table] += 1

    def _lost_cues(self) -> Iterator[Notice]:
        lost = self._lost.pop("cue", set())
        by_track: dict[int, list[int]] = {}
        try:
            rows = self._source.execute("SELECT track_id, start_ms, rowid FROM cue INDEXED BY ix_cue_track_id_start_ms")
            for track_id, start_ms, row_id in rows if lost else ():
                if row_id in lost:
                    by_track.setdefault(track_id, []).append(start_ms)
                    lost = lost - {row_id}
        except soundness.DAMAGE:
            pass
        place = (
            "SELECT title.name, episode.number, track.language FROM track JOIN episode ON episode.id = track.episode_id"
            " JOIN title ON title.id = episode.title_id WHERE track.id = ?"
        )
        for track_id, starts in by_track.items():
            row = self._made.execute(place, (track_id,)).fetchone()
            if row is None:
                lost = lost | set(starts)
                continue
            facts = {"title": row[0], "number": row[1], "language": row[2], "count": len(starts)}
            yield Notice(code="storage.lost_cues", facts={**facts, "first_ms": min(starts), "last_ms": max(starts)})
        if lost:
            yield Notice(code="storage.lost_rows", facts={"table": "cue", "count": len(lost)})

    def _lost_rows(self, unknown: list[str]) -> Iterator[Notice]:
        for table, ids in self._lost.items():
            count = len(ids) + self._broken.pop(table, 0)
            if count:
                yield Notice(code="storage.lost_rows", facts={"table": table, "count": count})
        for table, count in self._broken.items():
            if count:
                yield Notice(code="storage.lost_rows", facts={"table": table, "count": count})
        for table in unknown:
            yield Notice(code="storage.lost_unknown", facts={"table": table})


def _derive(engine: Engine) -> None:
    """Make the search index and the figures of a salvaged catalog; what was done in it can be read, but not undone."""
    with engine.begin() as connection:
        search.rebuild(connection)
        summaries.rebuild(connection)
        journal.close_undo(connection)
    engine.dispose()
