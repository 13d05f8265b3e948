"""Checking a bag that came from anywhere: nothing in it is followed, waited for or believed, and everything wrong is named."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from crossreel.delivery.manifest import DECLARATION, DECLARED, INFO, PAYLOAD, TAGS, Flaw, oxum, read_manifest, shown
from crossreel.delivery.package_path import same_place
from crossreel.domain.errors import BadInput

MOST_FILES = 200_000
LARGEST_TAG_BYTES = 64 << 20
REPARSE_POINT = 0x400
ONLY_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFindings:
    """What a look at a bag gave: the payload files that are as their manifest says, and everything that is wrong."""

    good: tuple[str, ...]
    flaws: tuple[Flaw, ...]


def check_bag(folder: Path, watch: Callable[[int, int, str], None] = lambda done, total, path: None) -> BagFindings:
    """Compare a bag with its manifests: files missing, changed or extra, links, devices, names that lead out of it.

    Args:
        folder: the bag.
        watch: called before each file is read with how many are done, how many there are, and its path; what it raises stops it.

    Raises:
        BadInput: the folder is no bag at all.
    """
    if not all(os.path.lexists(folder / name) for name in (DECLARED, PAYLOAD)):
        raise BadInput("package.no_bag", path=str(folder))
    return _Check(folder, watch).run()


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


class _Check:
    """One look at one bag."""

    def __init__(self, folder: Path, watch: Callable[[int, int, str], None]) -> None:
        self._folder = folder
        self._watch = watch
        self._flaws: list[Flaw] = []
        self._sizes: dict[str, int] = {}
        self._refused: set[str] = set()

    def run(self) -> BagFindings:
        self._sizes = dict(self._walk())
        tags, payload = self._entries(TAGS), self._entries(PAYLOAD)
        total = len(tags) + len(payload)
        for done, (name, digest) in enumerate({**tags, **payload}.items()):
            self._watch(done, total, shown(name))
            self._compare(name, digest)
        known = {*tags, *payload, DECLARED, INFO, PAYLOAD, TAGS}
        self._say("package.extra", (name for name in self._sizes if name not in known))
        self._say("package.spelled_alike", _alike(payload))
        self._check_tags()
        bad = {flaw.path for flaw in self._flaws}
        return BagFindings(good=tuple(name for name in payload if shown(name) not in bad), flaws=tuple(self._flaws))

    def _refuse(self, code: str, name: str) -> None:
        """Name what is not looked at any further."""
        self._refused.add(name)
        self._say(code, [name])

    def _say(self, code: str, names: Iterable[str]) -> None:
        self._flaws += [Flaw(code=code, path=shown(name)) for name in names]

    def _walk(self) -> Iterator[tuple[str, int]]:
        """Yield the plain files below the folder with their sizes; what else is there is named."""
        seen = 0
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                entries = sorted(os.scandir(self._folder / below), key=lambda entry: entry.name)
            except OSError:
                self._say("package.unreadable", [below or "."])
                continue
            folders: list[str] = []
            for entry in entries:
                seen += 1
                name = f"{below}{entry.name}"
                if seen > MOST_FILES:
                    self._flaws.append(Flaw(code="package.too_many", path=shown(name)))
                    return
                try:
                    found = entry.stat(follow_symlinks=False)
                except OSError:
                    self._refuse("package.unreadable", name)
                    continue
                kind = _flaw_of(entry.name, found)
                if kind:
                    self._refuse(kind, name)
                elif stat.S_ISDIR(found.st_mode):
                    folders.append(f"{name}/")
                else:
                    yield name, found.st_size
            waiting += reversed(folders)

    def _entries(self, manifest: str) -> Mapping[str, str]:
        data = self._tag(manifest)
        if data is None:
            return {}
        entries, flaws = read_manifest(data, manifest)
        self._flaws += flaws
        return entries

    def _tag(self, name: str) -> bytes | None:
        """Return what stands in a tag file, None when it cannot be had, which is said."""
        if name in self._refused:
            return None
        if name not in self._sizes:
            self._refuse("package.missing", name)
            return None
        if self._sizes[name] > LARGEST_TAG_BYTES:
            self._refuse("package.too_large", name)
            return None
        try:
            with open_plain(self._folder / name) as file:
                return file.read(LARGEST_TAG_BYTES)
        except OSError:
            self._refuse("package.unreadable", name)
            return None

    def _compare(self, name: str, digest: str) -> None:
        if name in self._refused:
            return
        if name not in self._sizes:
            self._say("package.missing", [name])
            return
        try:
            with open_plain(self._folder / name) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            self._say("package.unreadable", [name])
            return
        if found != digest:
            self._say("package.changed", [name])

    def _check_tags(self) -> None:
        if DECLARED in self._sizes and self._tag(DECLARED) not in (DECLARATION, None):
            self._say("package.bad_declaration", [DECLARED])
        said = oxum(self._tag(INFO) or b"") if INFO in self._sizes else None
        sizes = [size for name, size in self._sizes.items() if name.startswith("data/")]
        if said is not None and said != f"{sum(sizes)}.{len(sizes)}":
            self._say("package.bad_oxum", [INFO])


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


def _alike(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that are one with another where case or the composition of letters makes no difference."""
    seen: set[str] = set()
    for path in paths:
        place = same_place(path)
        if place in seen:
            yield path
        seen.add(place)
