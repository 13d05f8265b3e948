"""The files of a package that came from anywhere: nothing in it is followed or waited for, and what is no plain file is named."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from io import BufferedReader
from pathlib import Path

from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.hashing import Hashing

MOST_FILES = 200_000
LARGEST_TAG_BYTES = 64 << 20
CHUNK = 1 << 18
REPARSE_POINT = 0x400
ONLY_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def open_plain(path: Path) -> BufferedReader:
    """Open a regular file to read, and nothing else: no link, no device, no pipe that would make us wait.

    Raises:
        OSError: it is none, or cannot be read.
    """
    handle = os.open(path, ONLY_READ)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is no plain file")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


class Tree:
    """The plain files below a folder with their `sizes` in bytes, by path; what is wrong with anything else stands in `flaws`.

    Args:
        folder: the package.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.flaws: list[Flaw] = []
        self.refused: set[str] = set()
        self.sizes: dict[str, int] = {}
        self.sizes.update(self._walk())

    def say(self, code: str, names: Iterable[str]) -> None:
        """Name what is wrong with some files."""
        self.flaws += [Flaw(code=code, path=shown(name)) for name in names]

    def read(self, name: str) -> bytes | None:
        """Return what stands in a small file, None when it cannot be had, which is said."""
        if name in self.refused:
            return None
        if name not in self.sizes:
            self._refuse("package.missing", name)
            return None
        if self.sizes[name] > LARGEST_TAG_BYTES:
            self._refuse("package.too_large", name)
            return None
        try:
            with open_plain(self._folder / name) as file:
                return file.read(LARGEST_TAG_BYTES)
        except OSError:
            self._refuse("package.unreadable", name)
            return None

    def digests(self, name: str, kinds: Collection[str]) -> dict[str, str] | None:
        """Return the hashes of a file, by kind, in one reading; None when it cannot be read, which is said."""
        hashing = Hashing(kinds)
        held = memoryview(bytearray(min(CHUNK, self.sizes[name] + 1)))
        try:
            with open_plain(self._folder / name) as file:
                while size := file.raw.readinto(held):
                    hashing.update(held[:size])
        except OSError:
            self.say("package.unreadable", [name])
            return None
        return hashing.digests()

    def _refuse(self, code: str, name: str) -> None:
        """Name what is not looked at any further."""
        self.refused.add(name)
        self.say(code, [name])

    def _walk(self) -> Iterator[tuple[str, int]]:
        """Yield the plain files below the folder with their sizes; what else is there is named."""
        seen = 0
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                entries = sorted(os.scandir(self._folder / below), key=lambda entry: entry.name)
            except OSError:
                self.say("package.unreadable", [below or "."])
                continue
            folders: list[str] = []
            for entry in entries:
                seen += 1
                name = f"{below}{entry.name}"
                if seen > MOST_FILES:
                    self.say("package.too_many", [name])
                    return
                found = self._looked_at(entry, name)
                if found is not None and stat.S_ISDIR(found.st_mode):
                    folders.append(f"{name}/")
                elif found is not None:
                    yield name, found.st_size
            waiting += reversed(folders)

    def _looked_at(self, entry: "os.DirEntry[str]", name: str) -> os.stat_result | None:
        """Return what a plain file or a folder is; None for anything else, which is named."""
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:
            self._refuse("package.unreadable", name)
            return None
        kind = _flaw_of(entry.name, found)
        if kind:
            self._refuse(kind, name)
            return None
        return found


def _flaw_of(name: str, found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & REPARSE_POINT:
        return "package.link"
    if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        return "package.special"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "package.name_not_utf8"
    return ""
