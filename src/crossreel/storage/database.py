"""The catalog: the one door to reading, editing and watching it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine

from crossreel.domain.edit import Change, Edit, EditHeader
from crossreel.domain.errors import Cancelled, NotFound, ReadOnly
from crossreel.kernel.ids import IdMaker
from crossreel.storage import backup, catalog_file, journal, search
from crossreel.storage.gate import Gate, LockFile
from crossreel.storage.unit_of_work import UnitOfWork

Mode = Literal["window", "command", "read"]
OTHER_WINDOW = "storage.other_window"
READ_ONLY_MEDIUM = "storage.read_only_medium"
READING = "storage.opened_for_reading"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class OpenEdit:
    """An edit while it runs: parts are added one by one, each durable when its block ends."""

    def __init__(self, database: "Database", header: EditHeader, *, several_parts: bool) -> None:
        self._database = database
        self._header = header
        self._id = database.new_id()
        self._at_ms = _now_ms()
        self._changes: dict[tuple[str, int], Change] = {}
        self._written = False
        self._alive: LockFile | None = None
        self._several_parts = several_parts
        self._finished: Edit | None = None

    @property
    def id(self) -> int:
        """Return the id the edit has, or will have once something changed."""
        return self._id

    @property
    def edit(self) -> Edit:
        """Return what changed, as committed so far; after the block of `Database.edit`, the whole edit."""
        if self._finished is not None:
            return self._finished
        return Edit(id=self._id, header=self._header, at_ms=self._at_ms, changes=tuple(self._changes.values()))

    @contextmanager
    def part(self) -> Iterator[UnitOfWork]:
        """Run one transaction of this edit; it is recorded and committed when the block ends well, else nothing is written.

        Raises:
            Refused: the rows would contradict each other: two of one place, or a row still referred to.
            StorageFailed: the disk refused.
        """
        with self._database._writing() as connection:
            uow = UnitOfWork(connection, self._database.new_id, journaled=True, derived=True)
            yield uow
            changes = uow.changes()
            uow.settle(self._at_ms if changes else None)
            recorded = (
                bool(changes) or self._header.reverts_id is not None
            )  # an undo moves the stacks even when rows end as they were
            if recorded:
                self._record(connection, changes)
        if recorded:
            self._written = True
            for change in changes:
                self._remember(change)

    def _record(self, connection: Connection, changes: tuple[Change, ...]) -> None:
        open_on = self._several_parts or self._written
        if open_on and self._alive is None:
            self._alive = self._database._stay_alive(self._id)
        if not self._written:
            journal.add_header(connection, self._id, self._header, self._database.session_id, self._at_ms, closed=not open_on)
        else:
            journal.reopen(connection, self._id)
        journal.add_part(connection, self._id, self._at_ms, changes)

    def _remember(self, change: Change) -> None:
        key = (change.kind, change.id)
        former = self._changes.pop(key, None)
        merged = change if former is None else replace(change, before=former.before)
        if merged.before is not None or merged.after is not None:
            self._changes[key] = merged

    def _finish(self, *, interrupted: bool) -> None:
        if self._written and (self._alive is not None or interrupted):
            with self._database._writing() as connection:
                journal.close(connection, self._id, interrupted=interrupted)
        if self._alive is not None:
            self._alive.close(remove=True)
            self._alive = None
        self._finished = replace(self.edit, interrupted=interrupted)


class Database:
    """A catalog file, opened.

    Use `open`. Safe to use from several threads; each unit of work belongs to the thread that asked for it.
    """

    def __init__(self, path: Path, engine: Engine, *, author: str, gate: Gate | None, window: LockFile | None, reason: str) -> None:
        self.path = path
        self.author = author
        self.read_only_reason = reason
        self.read_only = bool(reason)
        self.session_id = 0
        self._engine = engine
        self._gate = gate
        self._window = window
        self._ids = IdMaker()
        self.session_id = self._ids.new_id()
        self._copy: Path | None = None
        self._watch_lock = threading.Lock()
        self._watch = engine.raw_connection()
        self._data_version = self._read_data_version()
        with self.read() as uow:
            self._seen = journal.last_closed(uow.connection)

    @classmethod
    def open(cls, path: Path, *, mode: Mode = "command", author: str = "") -> "Database":
        """Open a catalog; one that does not exist is made, except for reading.

        Args:
            path: the catalog file.
            mode: "window" for the one writing window (a second one opens read-only and says so in `read_only_reason`),
                "command" to write beside a window, "read" never to write.
            author: who edits; the author of edits whose header names none.

        Raises:
            NotFound: there is nothing to read.
            BadInput: the file is no catalog, or damaged.
            NewerCatalog: a newer version wrote it.
            ReadOnly: an older catalog cannot be brought up to date where it stands.
            StorageFailed: the disk refused.
        """
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link to another name of the lock files
        with catalog_file.sorted_errors(path, system=True):
            if mode == "read" and not path.exists():
                raise NotFound("storage.no_catalog", path=str(path))
            if catalog_file.on_read_only_medium(path) and path.exists():
                return cls._open_frozen(path, author)
            if mode == "read":
                return cls._open_reading(path, author, READING)
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls._open_writing(path, author, mode)

    @classmethod
    def _open_frozen(cls, path: Path, author: str) -> "Database":
        copied = catalog_file.readable_copy(path)
        try:
            if catalog_file.check(copied or path, immutable=copied is None) != catalog_file.SCHEMA_VERSION:
                raise ReadOnly("storage.older_read_only", path=str(path))
            engine = catalog_file.open_engine(copied or path, read_only=True, immutable=copied is None)
            database = cls(path, engine, author=author, gate=None, window=None, reason=READ_ONLY_MEDIUM)
        except BaseException:
            if copied is not None:
                shutil.rmtree(copied.parent, ignore_errors=True)
            raise
        database._copy = copied
        return database

    @classmethod
    def _open_reading(cls, path: Path, author: str, reason: str) -> "Database":
        if catalog_file.check(path, immutable=False) != catalog_file.SCHEMA_VERSION:
            raise ReadOnly("storage.older_read_only", path=str(path))
        engine = catalog_file.open_engine(path, read_only=True)
        return cls(path, engine, author=author, gate=None, window=None, reason=reason)

    @classmethod
    def _open_writing(cls, path: Path, author: str, mode: Mode) -> "Database":
        gate = Gate(path.with_name(f"{path.name}-gate"))
        window = LockFile(path.with_name(f"{path.name}-window")) if mode == "window" else None
        try:
            if window is not None and not window.try_lock():
                window.close()
                gate.close()
                return cls._open_reading(path, author, OTHER_WINDOW)
            with gate.hold():
                if not path.exists():
                    catalog_file.create(path)
                version = catalog_file.check(path, immutable=False)
                if version != catalog_file.SCHEMA_VERSION:
                    catalog_file.migrate(path, version)
            database = cls(path, catalog_file.open_engine(path), author=author, gate=gate, window=window, reason="")
            database._recover()
        except BaseException:
            gate.close()
            if window is not None:
                window.close()
            raise
        return database

    def new_id(self) -> int:
        """Return a row id that nobody else has."""
        return self._ids.new_id()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that only reads; all of it sees one state of the catalog."""
        with catalog_file.sorted_errors(self.path), self._engine.connect() as connection, connection.begin():
            yield UnitOfWork(connection, self.new_id)

    @contextmanager
    def edit(self, header: EditHeader, *, several_parts: bool = False) -> Iterator[OpenEdit]:
        """Open one user action. Nothing is kept of an edit that changes nothing.

        Args:
            header: what is known of it; an empty author is this database's author.
            several_parts: whether more parts follow the first. Edits of one part need not say; one that goes on without
                having said so is only not marked as interrupted when the process is killed between its first two parts.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        open_edit = OpenEdit(self, header if header.author else replace(header, author=self.author), several_parts=several_parts)
        try:
            yield open_edit
        except Cancelled:
            open_edit._finish(interrupted=False)
            raise
        except BaseException:
            open_edit._finish(interrupted=True)
            raise
        open_edit._finish(interrupted=False)

    @contextmanager
    def derived(self) -> Iterator[UnitOfWork]:
        """Give a unit of work for unjournaled rows: findings and deliveries; committed when the block ends well.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        with self._writing() as connection:
            uow = UnitOfWork(connection, self.new_id, derived=True)
            yield uow
            uow.settle(None)

    def foreign_edits(self) -> tuple[Edit, ...]:
        """Return the edits that other processes finished since this was last asked; cheap when nothing moved."""
        with self._watch_lock:
            version = self._read_data_version()
            if version == self._data_version:
                return ()
            with self.read() as uow:
                found = journal.foreign(uow, self.session_id, self._seen)
                self._seen = journal.last_closed(uow.connection)
            self._data_version = version
            return tuple(found)

    def backup(self, target: Path) -> None:
        """Copy the catalog as it is now to `target`, which appears whole or not at all.

        Raises:
            StorageFailed: the disk refused.
        """
        with catalog_file.sorted_errors(target, system=True):
            source = self._engine.raw_connection()
            try:
                backup.copy(source.driver_connection, target)  # type: ignore[arg-type]
            finally:
                source.close()

    def close(self) -> None:
        """Free the file and its locks."""
        self._watch.close()
        self._engine.dispose()
        if self._gate is not None:
            self._gate.close()
        if self._window is not None:
            self._window.close()
        if self._copy is not None:
            shutil.rmtree(self._copy.parent, ignore_errors=True)

    def _check_may_write(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only_reason, path=str(self.path))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._check_may_write()
        assert self._gate is not None
        with catalog_file.sorted_errors(self.path), self._gate.hold(), self._engine.connect() as connection:
            connection = connection.execution_options(**{catalog_file.IMMEDIATE: True})
            with connection.begin():
                yield connection

    def _read_data_version(self) -> int:
        cursor = self._watch.cursor()
        try:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])
        finally:
            cursor.close()

    def _alive_path(self, edit_id: int) -> Path:
        return self.path.with_name(f"{self.path.name}-edit-{edit_id}")

    def _stay_alive(self, edit_id: int) -> LockFile:
        """Take the lock that tells other processes that this edit is still going on."""
        lock = LockFile(self._alive_path(edit_id))
        lock.try_lock()
        return lock

    def _recover(self) -> None:
        """Close what killed processes left open, and renew an index of an older normalizer."""
        with self.read() as uow:
            left, stale = journal.open_edits(uow.connection), not search.is_current(uow.connection)
        if not left and not stale:
            return
        with self._writing() as connection:
            for edit_id in journal.open_edits(connection):
                if self._is_abandoned(edit_id):
                    journal.close(connection, edit_id, interrupted=True)
            if stale:
                search.rebuild(UnitOfWork(connection, self.new_id))

    def _is_abandoned(self, edit_id: int) -> bool:
        try:
            lock = LockFile(self._alive_path(edit_id), create=False)
        except FileNotFoundError:
            return True
        free = lock.try_lock()
        lock.close(remove=free)
        return free
