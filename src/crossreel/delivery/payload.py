"""Writing the files of a package: the one place that opens them, and it opens none outside."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from crossreel.delivery.package_path import path_fault
from crossreel.delivery.packager import Sink
from crossreel.delivery.written import Written
from crossreel.domain.errors import BadInput
from crossreel.kernel.atomic import sync_handle

CHUNK = 1 << 20
HANDS = 4  # disks take several syncs together
PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Payload:
    """The files of one package below a folder that was made for it a moment ago."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._meant: dict[str, Written] = {}

    @contextmanager
    def new_file(self, path: str) -> Iterator[Sink]:
        """Give a new file to write into.

        Args:
            path: its path in the package, parts joined by "/".

        Raises:
            BadInput: the path leads out of the package, cannot be written everywhere, or is taken.
            OSError: the disk refused.
        """
        fault = path_fault(path)
        if fault is not None:
            raise BadInput("package.path_refused", path=path)
        place = self._folder_of(path) / path.rpartition("/")[2]
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN, 0o666)
        except FileExistsError as error:
            raise BadInput("package.path_refused", path=path) from error
        with os.fdopen(handle, "wb", buffering=CHUNK) as file:
            tally = _Tally(file)
            yield tally
        self._meant[path] = Written(path=path, size=tally.size, sha256=tally.digest.hexdigest())

    def write(self, path: str, data: bytes) -> None:
        """Write a new file whole; raises as `new_file` does."""
        with self.new_file(path) as file:
            file.write(data)

    def meant(self, path: str) -> Written:
        """Return what a file that was written must be when it is read back."""
        return self._meant[path]

    def settle(self, paths: Iterable[str]) -> Iterator[Written]:
        """Bring files onto the disk and read them back from there, in the order given.

        Raises:
            BadInput: what came back is not what was written.
            OSError: the disk refused.
        """
        with ThreadPoolExecutor(HANDS, thread_name_prefix="settle") as pool:
            try:
                for found in pool.map(self._settled, tuple(paths)):
                    if found != self._meant[found.path]:
                        raise BadInput("package.read_back", path=found.path)
                    yield found
            finally:
                pool.shutdown(cancel_futures=True)

    def _settled(self, path: str) -> Written:
        handle = os.open(self._folder.joinpath(*path.split("/")), os.O_RDWR | PLAIN)
        try:
            sync_handle(handle)
            if hasattr(os, "posix_fadvise"):  # what is read next comes from the disk, not from memory
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            with os.fdopen(os.dup(handle), "rb", buffering=0) as file:
                digest = hashlib.file_digest(file, "sha256")
            return Written(path=path, size=os.fstat(handle).st_size, sha256=digest.hexdigest())
        finally:
            os.close(handle)

    def _folder_of(self, path: str) -> Path:
        folder = self._folder
        for part in path.split("/")[:-1]:
            folder /= part
            try:
                folder.mkdir()
            except FileExistsError as error:
                if not stat.S_ISDIR(folder.lstat().st_mode):
                    raise BadInput("package.path_refused", path=path) from error
        return folder


class _Tally:
    """Counts and hashes what passes through into a file."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)
