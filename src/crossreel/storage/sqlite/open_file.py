"""An open catalog file: its connections, its gate and window lock, its feed and the marks of edits that run in it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from crossreel.domain.errors import StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.kernel.lock_file import LockFile
from crossreel.storage.backend import Copies, Index, Mode
from crossreel.storage.sqlite import catalog_file, running
from crossreel.storage.sqlite.copies import FileCopies
from crossreel.storage.sqlite.gate import Gate
from crossreel.storage.sqlite.identity import Identity
from crossreel.storage.sqlite.index import FtsIndex
from crossreel.storage.sqlite.running import RunningFile


class OpenFile:
    """A `Backend` over one file.

    Args:
        file: the file itself; `place` may be a link to it.
        engine: its connections.
        identity: what tells it from another file under its name.
        mode: what it was opened for.
        gate: the gate of its writers; None where nothing is written.
        window: held by the one writing window.
        reason: why nothing can be written.
        notices: what opening it had to tell.
        copied: a private copy that is read instead, gone when this is closed.
    """

    def __init__(
        self,
        file: Path,
        engine: Engine,
        identity: Identity,
        mode: Mode,
        *,
        gate: Gate | None = None,
        window: LockFile | None = None,
        reason: str = "",
        notices: tuple[Notice, ...] = (),
        copied: Path | None = None,
    ) -> None:
        self.address = str(file)
        self.place = file
        self.mode: Mode = mode
        self.read_only_reason = reason
        self.notices = notices
        self.engine = engine
        self.index: Index = FtsIndex()
        self.copies: Copies | None = FileCopies(self, file)
        self._file = file
        self._identity = identity
        self._gate = gate
        self._window = window
        self._copied = copied
        self._watch_lock = threading.Lock()
        self._watch = engine.raw_connection()
        try:
            with self.reading() as connection:
                self.index.is_current(connection)
        except BaseException:
            self._watch.close()
            engine.dispose()
            raise
        identity.watch_log()

    def name(self, path: Path) -> None:
        """Call it by the name it was asked for by, which may be a link to it."""
        self.place, self.address = path, str(path)
        if self._copied is None:
            self._identity.name = path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the catalog."""
        with catalog_file.sorted_errors(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a writing transaction behind the gate."""
        self.check()
        with catalog_file.sorted_errors(self.place), self.gate(), self.engine.connect() as connection:
            connection = connection.execution_options(**{catalog_file.IMMEDIATE: True})
            with connection.begin():
                yield connection
                self.check()

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Hold the gate."""
        assert self._gate is not None
        with self._gate.hold():
            yield

    def check(self) -> None:
        """Make sure that the file under the catalog's name is the one that was opened."""
        self._identity.check()

    def version(self) -> int:
        """Return SQLite's count of the commits of others, which also moves on our own."""
        with self._watch_lock:
            cursor = self._watch.cursor()
            try:
                cursor.execute("PRAGMA data_version")
                row = cursor.fetchone()
                return int(row[0]) if row is not None else 0
            finally:
                cursor.close()

    @contextmanager
    def source(self) -> Iterator[Any]:
        """Give a driver's connection to copy from: one of its own, or the one that stands open where the file has gone."""
        try:
            own = self.engine.raw_connection()
        except StorageFailed:
            with self._watch_lock:
                yield self._watch.driver_connection
            return
        try:
            yield own.driver_connection
        finally:
            own.close()

    def run(self, edit_id: int) -> RunningFile:
        """Mark an edit as running."""
        return RunningFile(self._file, edit_id)

    def left_behind(self) -> list[int]:
        """Return the edits that are marked as running."""
        return running.left_behind(self._file)

    def is_abandoned(self, edit_id: int) -> bool:
        """Tell whether nobody runs an edit any more."""
        return running.is_abandoned(self._file, edit_id)

    def close(self) -> None:
        """Free the file and its locks."""
        self._watch.close()
        self.engine.dispose()
        if self._gate is not None:
            self._gate.close()
        if self._window is not None:
            self._window.close()
        if self._copied is not None:
            shutil.rmtree(self._copied.parent, ignore_errors=True)
