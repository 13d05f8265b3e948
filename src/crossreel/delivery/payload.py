"""Writing the files of a package: the one place that opens them, and it opens none outside."""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from crossreel.delivery.hashing import MD5, SHA256, XXH64, Hashing
from crossreel.delivery.package_path import path_fault
from crossreel.delivery.packager import Sink
from crossreel.delivery.taking import DigestMemory, NothingRemembered, Origin, take
from crossreel.delivery.written import Written
from crossreel.domain.errors import BadInput
from crossreel.kernel.atomic import sync_handle

CHUNK = 1 << 18
HANDS = 4  # disks take several syncs together
PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Payload:
    """The files of one package below a folder that was made for it a moment ago.

    Args:
        folder: the folder.
        kinds: the hashes to make of each file; SHA-256 is always among them.
        memory: knows hashes of files outside that did not change.
    """

    def __init__(self, folder: Path, kinds: Collection[str] = (), memory: DigestMemory | None = None) -> None:
        self._folder = folder
        self._kinds = tuple(dict.fromkeys((SHA256, *kinds)))
        self._memory = memory or NothingRemembered()
        self._meant: dict[str, Written] = {}
        self._settled: set[str] = set()
        self._folders: dict[str, Path] = {"": folder}

    @contextmanager
    def new_file(self, path: str) -> Iterator[Sink]:
        """Give a new file to write into.

        Args:
            path: its path in the package, parts joined by "/".

        Raises:
            BadInput: the path leads out of the package, cannot be written everywhere, or is taken.
            OSError: the disk refused.
        """
        place = self._place_of(path)
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN, 0o666)
        except FileExistsError as error:
            raise BadInput("package.path_refused", path=path) from error
        with os.fdopen(handle, "wb", buffering=CHUNK) as file:
            tally = _Tally(file, self._kinds)
            yield tally
        self._meant[path] = _written(path, tally.size, tally.hashing.digests())

    def take(self, path: str, origin: Origin, check: Callable[[], None] = lambda: None) -> None:
        """Make a file of the package of one that lies outside; it is on the disk then, and not read again.

        Args:
            path: its path in the package.
            origin: the file outside.
            check: called now and then; what it raises stops the copy.

        Raises:
            BadInput: as `new_file` does; the file outside cannot be read, or is another one than it was.
            OSError: the disk refused.
        """
        try:
            taken = take(origin, self._place_of(path), self._kinds, self._memory, check)
        except FileExistsError as error:
            raise BadInput("package.path_refused", path=path) from error
        self._meant[path] = _written(path, taken.size, taken.digests)
        self._settled.add(path)

    def write(self, path: str, data: bytes) -> None:
        """Write a new file whole; raises as `new_file` does."""
        with self.new_file(path) as file:
            file.write(data)

    def meant(self, path: str) -> Written:
        """Return what a file that was written must be when it is read back."""
        return self._meant[path]

    def settle(self, paths: Iterable[str]) -> Iterator[Written]:
        """Bring files onto the disk and read them back from there, in the order given; those that were taken stand as they are.

        Raises:
            BadInput: what came back is not what was written.
            OSError: the disk refused.
        """
        with ThreadPoolExecutor(HANDS, thread_name_prefix="settle") as pool:
            try:
                for found in pool.map(self._read_back, tuple(paths)):
                    if found != self._meant[found.path]:
                        raise BadInput("package.read_back", path=found.path)
                    yield found
            finally:
                pool.shutdown(cancel_futures=True)

    def _read_back(self, path: str) -> Written:
        if path in self._settled:
            return self._meant[path]
        handle = os.open(self._folder.joinpath(*path.split("/")), os.O_RDWR | PLAIN)
        try:
            sync_handle(handle)
            if hasattr(os, "posix_fadvise"):  # what is read next comes from the disk, not from memory
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            hashing, size = Hashing([SHA256]), os.fstat(handle).st_size
            while chunk := os.read(handle, min(CHUNK, size + 1)):
                hashing.update(chunk)
            return replace(self._meant[path], size=size, sha256=hashing.digests()[SHA256])
        finally:
            os.close(handle)

    def _place_of(self, path: str) -> Path:
        """Return where a file of the package lies, its folder made.

        Raises:
            BadInput: nothing may lie there.
        """
        if path_fault(path) is not None:
            raise BadInput("package.path_refused", path=path)
        return self._folder_of(path) / path.rpartition("/")[2]

    def _folder_of(self, path: str) -> Path:
        """Return the folder of a file, made where it is missing; one that was made here is not looked at again."""
        above, _, _ = path.rpartition("/")
        known = self._folders.get(above)
        if known is not None:
            return known
        folder = self._folder_of(above) / above.rpartition("/")[2]
        try:
            folder.mkdir()
        except FileExistsError as error:
            if not stat.S_ISDIR(folder.lstat().st_mode):
                raise BadInput("package.path_refused", path=path) from error
        self._folders[above] = folder
        return folder


class _Tally:
    """Counts and hashes what passes through into a file."""

    def __init__(self, file: Sink, kinds: Collection[str]) -> None:
        self._file = file
        self.size = 0
        self.hashing = Hashing(kinds)

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self.hashing.update(data)
        self.size += len(data)
        return len(data)


def _written(path: str, size: int, digests: Mapping[str, str]) -> Written:
    return Written(path=path, size=size, sha256=digests[SHA256], md5=digests.get(MD5, ""), xxh64=digests.get(XXH64, ""))
