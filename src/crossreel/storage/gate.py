"""Locks between processes and threads: lock files beside the catalog, never the catalog itself.

Opening and closing the catalog file a second time would drop SQLite's own POSIX locks, so nothing here touches it.
"""

import os
import random
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crossreel.domain.errors import StorageFailed

PATIENCE_S = 60.0
TURN_S = 0.002  # what a process that just wrote leaves to the others, who look every millisecond


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class LockFile:
    """A lock that the system frees when its process ends, however it ends.

    Raises:
        OSError: the file cannot be made, for example on a read-only medium.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        flags = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
        self._handle = os.open(path, flags | (os.O_CREAT if create else 0), 0o644)

    def try_lock(self) -> bool:
        """Take the lock if nobody has it; tell whether it was taken."""
        return _lock(self._handle)

    def unlock(self) -> None:
        """Give the lock back."""
        _unlock(self._handle)

    def close(self, *, remove: bool = False) -> None:
        """Free the lock and the file; `remove` deletes the file as well."""
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        os.close(self._handle)
        if remove and sys.platform == "win32":
            self.path.unlink(missing_ok=True)


class Queue:
    """Lets threads through one at a time, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._busy = False
        self._holder = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn for the length of the block.

        Raises:
            RuntimeError: this thread holds it already and would wait for itself.
        """
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("an edit was opened inside a part of another edit")
        with self._lock:
            my_turn = threading.Event()
            if self._busy:
                self._waiting.append(my_turn)
            else:
                self._busy = True
                my_turn.set()
        my_turn.wait()
        self._holder = me
        try:
            yield
        finally:
            with self._lock:
                self._holder = 0
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._busy = False


class Gate:
    """The one door to writing a catalog: one transaction at a time, over all threads and processes."""

    def __init__(self, path: Path) -> None:
        self._queue = Queue()
        self._file = LockFile(path)
        self._left_at = 0.0

    @contextmanager
    def hold(self, patience_s: float = PATIENCE_S) -> Iterator[None]:
        """Hold the gate for the length of the block.

        Raises:
            StorageFailed: another process held it for longer than `patience_s` seconds.
        """
        with self._queue.turn():
            if time.monotonic() - self._left_at < TURN_S:
                time.sleep(TURN_S)
            deadline = time.monotonic() + patience_s
            while not self._file.try_lock():
                if time.monotonic() > deadline:
                    raise StorageFailed("storage.busy", path=str(self._file.path))
                time.sleep(random.uniform(0.0005, 0.0015))
            try:
                yield
            finally:
                self._file.unlock()
                self._left_at = time.monotonic()

    def close(self) -> None:
        """Free the lock file."""
        self._file.close()
