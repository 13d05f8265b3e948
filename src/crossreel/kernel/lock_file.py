"""Locks between processes: a file that one of them holds, and that the system frees when that one ends, however it ends."""

import os
import sys
from pathlib import Path

from crossreel.kernel.access import open_handle

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
        self._handle = open_handle(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), create=create)

    def try_lock(self) -> bool:
        """Take the lock if nobody has it; tell whether it was taken."""
        return _lock(self._handle)

    def unlock(self) -> None:
        """Give the lock back."""
        _unlock(self._handle)

    def is_in_place(self) -> bool:
        """Tell whether the file is still the one its name leads to: a former holder may have removed it meanwhile."""
        try:
            return os.path.samestat(os.fstat(self._handle), self.path.lstat())
        except FileNotFoundError:
            return False

    def read(self, most: int = 4096) -> bytes:
        """Return what stands in the file."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, most)

    def write(self, data: bytes) -> None:
        """Let the file say this, durably."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.ftruncate(self._handle, 0)
        os.write(self._handle, data)
        os.fsync(self._handle)

    def close(self, *, remove: bool = False) -> None:
        """Free the lock and the file; `remove` deletes the file as well."""
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        os.close(self._handle)
        if remove and sys.platform == "win32":
            self.path.unlink(missing_ok=True)
