"""Taking a whole file into a package: cloned or linked where the file system can, else copied; hashed in that one reading."""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from crossreel.delivery.hashing import Hashing
from crossreel.domain.catalog.content_key import SAMPLE_BYTES, file_key, key_of
from crossreel.domain.errors import BadInput
from crossreel.kernel.atomic import sync_handle

CHUNK = 1 << 18
FICLONE = 0x40049409  # linux/fs.h: another file over the same blocks, each written apart from then on
READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
WRITING = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file that goes into a package as it is.

    `content_key` is that by which the catalog knows it, "" where it knows none; another one stops the build. With `link` the file
    in the package may be the same as this one (a hard link); without it, it shares no byte that changes.
    """

    path: Path
    content_key: str = ""
    link: bool = False


class DigestMemory(Protocol):
    """Remembers the hashes of files that have not changed since: by place, size, time and number on the disk."""

    def find(self, path: Path, found: os.stat_result) -> Mapping[str, str]:
        """Return the hashes that are known of a file as it is now, by kind."""

    def keep(self, path: Path, found: os.stat_result, digests: Mapping[str, str]) -> None:
        """Remember hashes of a file that was like `found` before and after it was read."""


class NothingRemembered:
    """Remembers nothing: every file is read."""

    def find(self, path: Path, found: os.stat_result) -> Mapping[str, str]:
        """Return nothing."""
        return {}

    def keep(self, path: Path, found: os.stat_result, digests: Mapping[str, str]) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file came to: its size, its hashes by kind, and how it was taken: "clone", "link", "copy", or "named"."""

    size: int
    digests: Mapping[str, str]
    way: str


def take(
    origin: Origin, place: Path, kinds: Collection[str], memory: DigestMemory, check: Callable[[], None] = lambda: None
) -> Taken:
    """Make a new file of another one and bring it onto the disk; nothing is ever written over.

    Args:
        origin: what to take.
        place: the new file; its folder is there.
        kinds: the hashes to make of it.
        memory: knows hashes of files that did not change; asked only where no byte is copied.
        check: called now and then; what it raises stops the copy.

    Raises:
        BadInput: the file to take cannot be read, is another one than the catalog knows, or changed meanwhile.
        FileExistsError: `place` is taken.
        OSError: the disk refused.
    """
    return _opened(origin, place, kinds, memory, check)


def read_only(
    origin: Origin, kinds: Collection[str], memory: DigestMemory, check: Callable[[], None] = lambda: None
) -> Taken:  # fmt: skip
    """Return what a file comes to that stays where it is, read once or not at all where its hashes are remembered.

    Raises:
        BadInput: as `take` does.
    """
    return _opened(origin, None, kinds, memory, check)


def nothing_read(origin: Origin) -> Taken:
    """Tell nothing of a file."""
    return Taken(size=0, digests={}, way="named")


def _opened(
    origin: Origin, place: Path | None, kinds: Collection[str], memory: DigestMemory, check: Callable[[], None]
) -> Taken:  # fmt: skip
    source = origin.path.resolve()
    try:
        handle = os.open(source, READING)
    except OSError as error:
        raise _gone(origin, error) from error
    try:
        taking = _Taking(origin, source, handle, kinds, memory, check)
        return taking.read_only() if place is None else taking.run(place)
    finally:
        os.close(handle)


class _Taking:
    """One file on its way."""

    def __init__(
        self, origin: Origin, source: Path, handle: int, kinds: Collection[str], memory: DigestMemory, check: Callable[[], None]
    ) -> None:  # fmt: skip
        self._origin = origin
        self._source = source
        self._handle = handle
        self._before = os.fstat(handle)
        self._kinds = kinds
        self._memory = memory
        self._check = check

        if not stat.S_ISREG(self._before.st_mode):
            raise BadInput("package.source_gone", path=str(origin.path), detail=os.strerror(errno.EINVAL))

    def read_only(self) -> Taken:
        return self._taken(self._known() or self._read(None), "named")

    def run(self, place: Path) -> Taken:
        target = os.open(place, WRITING, 0o666)
        try:
            way = "clone" if _clone(self._handle, target) else "copy"
            if way == "copy" and self._origin.link and self._link(place):
                way = "link"
            digests = self._known() if self._origin.link and way != "copy" else None
            if digests is None:
                digests = self._read(target if way == "copy" else None)
            if way != "link":
                sync_handle(target)
        finally:
            os.close(target)
        return self._taken(digests, way)

    def _taken(self, digests: Mapping[str, str], way: str) -> Taken:
        after = os.fstat(self._handle)
        if (after.st_size, after.st_mtime_ns) != (self._before.st_size, self._before.st_mtime_ns):
            raise self._changed()
        self._memory.keep(self._source, self._before, digests)
        return Taken(size=self._before.st_size, digests=digests, way=way)

    def _link(self, place: Path) -> bool:
        """Give the file a second name in place of the new one, where the file system can."""
        beside = place.with_name(f".{secrets.token_hex(8)}.partial")
        try:
            os.link(self._source, beside)
        except OSError:
            return False
        if not os.path.samestat(beside.lstat(), self._before):
            beside.unlink()
            raise self._changed()
        try:
            beside.replace(place)
        except OSError:  # where an open file cannot give way
            beside.unlink()
            return False
        return True

    def _known(self) -> Mapping[str, str] | None:
        """Return the hashes that are remembered, None where one is missing."""
        known = self._memory.find(self._source, self._before)
        if not set(self._kinds) <= set(known):
            return None
        self._compare(self._sample(0), self._sample(max(0, self._before.st_size - SAMPLE_BYTES)))
        return {kind: known[kind] for kind in self._kinds}

    def _sample(self, offset: int) -> bytes:
        os.lseek(self._handle, offset, os.SEEK_SET)
        return os.read(self._handle, SAMPLE_BYTES)

    def _read(self, target: int | None) -> Mapping[str, str]:
        """Read the file once, from end to end, into the new one where there is one to fill."""
        hashing, head, tail, done = Hashing(self._kinds), b"", b"", 0
        late = self._before.st_size - SAMPLE_BYTES
        for chunk in self._chunks():
            self._check()
            hashing.update(chunk)
            if done < SAMPLE_BYTES:
                head += bytes(chunk[: SAMPLE_BYTES - done])
            done += len(chunk)
            if done > late:
                tail = (tail + bytes(chunk))[-SAMPLE_BYTES:]
            while target is not None and chunk:
                chunk = chunk[os.write(target, chunk) :]
        if done != self._before.st_size:
            raise self._changed()
        self._compare(head, tail)
        return hashing.digests()

    def _chunks(self) -> Iterator[memoryview]:
        """Yield the file in pieces, each of which holds until the next: memory taken anew for each is most of what a copy costs."""
        held = memoryview(bytearray(CHUNK))
        try:
            with os.fdopen(self._handle, "rb", buffering=0, closefd=False) as file:
                while size := file.readinto(held):
                    yield held[:size]
        except OSError as error:
            raise _gone(self._origin, error) from error

    def _compare(self, head: bytes, tail: bytes) -> None:
        key = file_key(self._origin.content_key)
        if key and key != key_of(self._before.st_size, head, tail):
            raise self._changed()

    def _changed(self) -> BadInput:
        return BadInput("package.source_changed", path=str(self._origin.path))


def _gone(origin: Origin, error: OSError) -> BadInput:
    return BadInput("package.source_gone", path=str(origin.path), detail=error.strerror or str(error))


if sys.platform == "linux":
    import fcntl

    def _clone(source: int, target: int) -> bool:
        """Let an empty file share the blocks of another one, each written apart from then on; tell whether that can be."""
        try:
            fcntl.ioctl(target, FICLONE, source)
        except OSError:
            return False
        return True

else:

    def _clone(source: int, target: int) -> bool:
        """Tell that files share no blocks here."""
        return False
