"""The catalog: the one door to reading, editing and watching it."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select, text

from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import Cancelled, NotFound, ReadOnly, StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.kernel.ids import IdMaker
from crossreel.kernel.lock_file import LockFile
from crossreel.storage import journal, maintenance
from crossreel.storage.actors import Actors
from crossreel.storage.open_edit import OpenEdit, is_abandoned, left_behind
from crossreel.storage.sqlite import backup, catalog_file, search
from crossreel.storage.sqlite.gate import Gate
from crossreel.storage.sqlite.identity import Identity
from crossreel.storage.tables import SCHEMA_VERSION, metadata, title
from crossreel.storage.unit_of_work import UnitOfWork

Mode = Literal["window", "command", "read"]
OTHER_WINDOW = "storage.other_window"
READ_ONLY_MEDIUM = "storage.read_only_medium"
READING = "storage.opened_for_reading"


class Database:
    """A catalog file, opened.

    Use `open`. Safe to use from several threads; each unit of work belongs to the thread that asked for it.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        actor: Actor,
        gate: Gate | None,
        window: LockFile | None,
        reason: str,
        identity: Identity,
        notices: Sequence[Notice] = (),
    ) -> None:
        self.path = path
        self.file = path
        self.actor = actor
        self.actors = Actors()
        self.read_only_reason = reason
        self.notices = tuple(notices)
        self.read_only = bool(reason)
        self._engine = engine
        self._gate = gate
        self._window = window
        self._ids = IdMaker()
        self.session_id = self._ids.new_id()
        self._copy: Path | None = None
        self._closed = False
        self._refusal: StorageFailed | None = None
        self._former: list[Callable[[], object]] = []
        self._watch_lock = threading.Lock()
        self._identity = identity
        self._watch = engine.raw_connection()
        self._data_version = self._read_data_version()
        with self.read() as uow:
            self._seen = journal.last_closed(uow.connection)
            self.index_is_whole = search.is_current(uow.connection)  # none but another version takes that back
        identity.watch_log()

    @classmethod
    def open(cls, path: Path, *, mode: Mode = "command", author: Actor | str = "", create: bool = True) -> "Database":
        """Open a catalog.

        Args:
            path: the catalog file.
            mode: "window" for the one writing window (a second one opens read-only and says so in `read_only_reason`),
                "command" to write beside a window, "read" never to write.
            author: who edits where a header names no one; a name alone is a person known by it.
            create: make a catalog that does not exist, in a folder that does; never for reading.

        Raises:
            NotFound: there is no catalog and none may be made, or no folder to make it in.
            BadInput: the file is no catalog, damaged, or holds tables that are none of ours.
            NewerCatalog: a newer version wrote it.
            ReadOnly: an older catalog cannot be brought up to date where it stands.
            StorageFailed: the disk refused.
        """
        actor = Actor(name=author) if isinstance(author, str) else author
        path = Path(os.path.abspath(path))  # noqa: PTH100 - the name that was asked for stays the name of the catalog
        file = path.resolve()  # SQLite follows links: the locks stand where its log does, the same for every name
        with catalog_file.sorted_errors(path, system=True):
            if not file.exists():
                if mode == "read" or not create:
                    raise NotFound("storage.no_catalog", path=str(path))
                if not file.parent.is_dir():
                    raise NotFound("storage.no_folder", path=str(path), folder=str(file.parent))
            if catalog_file.on_read_only_medium(file) and file.exists():
                database = cls._open_frozen(file, actor)
            elif mode == "read":
                database = cls._open_reading(file, actor, READING)
            else:
                if file.exists():
                    catalog_file.check(file, immutable=False)  # before lock files appear beside what may not be a catalog
                database = cls._open_writing(file, actor, mode)
        database.path = path
        if database._copy is None:
            database._identity.name = path
        return database

    @classmethod
    def _open_frozen(cls, path: Path, actor: Actor) -> "Database":
        copied = catalog_file.readable_copy(path)
        try:
            if catalog_file.check(copied or path, immutable=copied is None) != SCHEMA_VERSION:
                raise ReadOnly("storage.older_read_only", path=str(path))
            catalog_file.refuse_strangers(copied or path, immutable=copied is None)
            identity = Identity(copied or path)
            engine = catalog_file.open_engine(copied or path, identity, read_only=True, immutable=copied is None)
            database = cls(path, engine, actor=actor, gate=None, window=None, reason=READ_ONLY_MEDIUM, identity=identity)
        except BaseException:
            if copied is not None:
                shutil.rmtree(copied.parent, ignore_errors=True)
            raise
        database._copy = copied
        return database

    @classmethod
    def _open_reading(cls, path: Path, actor: Actor, reason: str) -> "Database":
        if catalog_file.check(path, immutable=False) != SCHEMA_VERSION:
            raise ReadOnly("storage.older_read_only", path=str(path))
        catalog_file.refuse_strangers(path)
        identity = Identity(path)
        engine = catalog_file.open_engine(path, identity, read_only=True)
        return cls(path, engine, actor=actor, gate=None, window=None, reason=reason, identity=identity)

    @classmethod
    def _open_writing(cls, path: Path, actor: Actor, mode: Mode) -> "Database":
        gate = Gate(path.with_name(f"{path.name}-gate"))
        window = LockFile(path.with_name(f"{path.name}-window")) if mode == "window" else None
        try:
            if window is not None and not window.try_lock():
                window.close()
                gate.close()
                return cls._open_reading(path, actor, OTHER_WINDOW)
            with gate.hold():
                if not path.exists():
                    catalog_file.create(path)
                version = catalog_file.check(path, immutable=False)
                catalog_file.refuse_damage(path)
                if version != SCHEMA_VERSION:
                    catalog_file.migrate(path)
                removed = catalog_file.remove_strangers(path)
            notice = Notice(code="storage.strangers_removed", facts={"path": str(path), "names": list(removed)})
            identity, notices = Identity(path), [notice] if removed else []
            engine = catalog_file.open_engine(path, identity)
            database = cls(path, engine, actor=actor, gate=gate, window=window, reason="", identity=identity, notices=notices)
            database._recover()
        except BaseException:
            gate.close()
            if window is not None:
                window.close()
            raise
        return database

    @property
    def author(self) -> str:
        """Return the name of who edits."""
        return self.actor.name

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
            header: what is known of it; without an actor it is this database's.
            several_parts: whether more parts follow the first. Edits of one part need not say; one that goes on without
                having said so is only not marked as interrupted when the process is killed between its first two parts.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        open_edit = OpenEdit(self, header if header.actor else replace(header, actor=self.actor), several_parts=several_parts)
        try:
            yield open_edit
        except Cancelled:
            open_edit.finish(interrupted=False)
            raise
        except BaseException:
            open_edit.finish(interrupted=True)
            raise
        open_edit.finish(interrupted=False)

    @contextmanager
    def derived(self) -> Iterator[UnitOfWork]:
        """Give a unit of work for unjournaled rows: findings and deliveries; committed when the block ends well.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        with self.writing() as connection:
            uow = UnitOfWork(connection, self.new_id, derived=True, index_is_whole=self.index_is_whole)
            yield uow
            uow.settle(None)
        self.index_is_whole = self.index_is_whole and uow.index_is_whole

    def foreign_edits(self) -> tuple[Edit, ...]:
        """Return the edits that other processes finished since this was last asked; cheap when nothing moved.

        Raises:
            StorageFailed: the file under the catalog's name is gone, or another one.
        """
        self._identity.check()
        with self._watch_lock:
            version = self._read_data_version()
            if version == self._data_version:
                return ()
            with self.read() as uow:
                found = journal.foreign(uow, self.session_id, self._seen)
                self._seen = journal.last_closed(uow.connection)
            self._data_version = version
            return tuple(found)

    def backup(self, target: Path, *, cancelled: Callable[[], bool] = backup.never) -> tuple[Notice, ...]:
        """Copy the catalog as it is now to `target`, which appears whole and verified or not at all.

        It is read through what was opened: also when the file has gone meanwhile, or another one has its name.

        Returns:
            Faults that do not keep it from being used.

        Raises:
            Refused: `target` is a catalog in use.
            StorageFailed: pages of the catalog are lost, or the disk refused.
            Cancelled: `cancelled` said so.
        """
        with catalog_file.sorted_errors(target, system=True), self._source() as source:
            return backup.copy(source, target, of=self.path, cancelled=cancelled)

    @contextmanager
    def _source(self) -> Iterator[Any]:
        """Give a connection to copy from: one of its own, or the one that stands open where the file has gone."""
        try:
            own = self._engine.raw_connection()
        except StorageFailed:
            with self._watch_lock:
                yield self._watch.driver_connection
            return
        try:
            yield own.driver_connection
        finally:
            own.close()

    def files(self) -> tuple[Path, Path]:
        """Return the catalog's file and its log."""
        return self.file, self.file.with_name(f"{self.file.name}-wal")

    def has_titles(self) -> bool:
        """Tell whether there is anything in the catalog."""
        with self.read() as uow:
            return uow.connection.execute(select(title.c.id).limit(1)).first() is not None

    def needs_maintenance(self) -> bool:
        """Tell whether the search index or the figures of titles have yet to be made by this version."""
        with self.read() as uow:
            return maintenance.is_needed(uow.connection)

    def maintain(self, on_progress: Callable[[int, int], None]) -> None:
        """Make search index and figures anew, in parts that edits come in between; told of are (done, all) titles and lines.

        What `on_progress` raises stops it; the next call goes on where it was.

        Raises:
            ReadOnly: this catalog cannot be written.
            StorageFailed: the disk refused.
        """
        with self.read() as uow:
            done, total = maintenance.progress(uow.connection)
        taken = 1
        while taken:
            on_progress(min(done, total), total)
            with self.writing() as connection:
                taken = maintenance.go_on(connection)
            done += taken
        self.index_is_whole = True

    def mend_indexes(self) -> None:
        """Make every index anew from its table, one a transaction."""
        for table in metadata.tables.values():
            for index in table.indexes:
                with self.writing() as connection:
                    connection.execute(text(f"REINDEX {index.name}"))

    def refuse_edits(self, error: StorageFailed) -> None:
        """Let no edit through any more, but raise `error`: pages of the catalog were found to be lost."""
        self._refusal = error

    def continue_in(self, target: Path) -> None:
        """Copy the catalog to `target` and go on in the copy: whoever holds this catalog edits that file from now on.

        Raises:
            ReadOnly: this catalog cannot be written, so there is nothing to go on with.
            Refused: `target` is a catalog in use.
            StorageFailed: the disk refused.
        """
        self._check_may_write()
        assert self._gate is not None
        with self._gate.hold():
            self.backup(target)
            copy = Database.open(target, mode="window" if self._window is not None else "command", author=self.actor, create=False)
            copy._closed = True
            self._former = [*self._former, self._watch.close, self._engine.dispose, self._gate.close]
            self._former += [self._window.close] if self._window is not None else []
            with self._watch_lock:
                self._identity, self._engine, self._gate, self._window = copy._identity, copy._engine, copy._gate, copy._window
                self._watch, self._data_version = copy._watch, copy._data_version
                self.path, self.file = copy.path, copy.file

    def close(self) -> None:
        """Free the file and its locks; once is enough, twice does no harm."""
        if self._closed:
            return
        self._closed = True
        for let_go in self._former:
            let_go()
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
    def writing(self) -> Iterator[Connection]:
        """Give the connection of a writing transaction, behind the gate; for this package only."""
        self._check_may_write()
        assert self._gate is not None
        if self._refusal is not None:
            raise self._refusal
        self._identity.check()
        with catalog_file.sorted_errors(self.path), self._gate.hold(), self._engine.connect() as connection:
            connection = connection.execution_options(**{catalog_file.IMMEDIATE: True})
            with connection.begin():
                yield connection
                self._identity.check()

    def _read_data_version(self) -> int:
        cursor = self._watch.cursor()
        try:
            cursor.execute("PRAGMA data_version")
            row = cursor.fetchone()
            return int(row[0]) if row is not None else 0
        finally:
            cursor.close()

    def _recover(self) -> None:
        """Close what killed processes left open."""
        with self.read() as uow:
            left = journal.open_edits(uow.connection)
        locks = left_behind(self.file)
        if not left and not locks:
            return
        with self.writing() as connection:
            for edit_id in journal.open_edits(connection):
                if is_abandoned(self.file, edit_id):
                    journal.close(connection, edit_id, interrupted=True)
            for edit_id in locks:
                is_abandoned(self.file, edit_id)  # removes the lock of an edit that never began, or ended, in a killed process
