"""Locks between processes and threads: lock files beside the catalog, never the catalog itself.

Opening and closing the catalog file a second time would drop SQLite's own POSIX locks, so nothing here touches it.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crossreel.domain.errors import StorageFailed
from crossreel.kernel.lock_file import LockFile

PATIENCE_S = 60.0
TURN_S = 0.002  # what a process that just wrote leaves to the others, who look every millisecond


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
