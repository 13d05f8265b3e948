"""BagIt (RFC 8493) bags: the tag files and SHA-256 manifests, written and checked without moving the payload."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crossreel.domain.errors import BadInput

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK = 1 << 20
PAYLOAD = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a bag: a code and the path in it."""

    code: str
    path: str


def write_bag(folder: Path, info: Mapping[str, str], watch: Callable[[str], None] = lambda path: None) -> str:
    """Make a bag of a folder whose payload already stands in `folder/data`, and return the SHA-256 of its payload manifest.

    Args:
        folder: the bag.
        info: lines of `bag-info.txt`; `Payload-Oxum` is added.
        watch: called with each path before it is hashed.

    Raises:
        OSError: the disk refused.
    """
    lines: list[str] = []
    size = 0
    for path in _files(folder / "data"):
        name = path.relative_to(folder).as_posix()
        watch(name)
        lines.append(f"{sha256(path)}  {_escape(name)}\n")
        size += path.stat().st_size
    tags = {
        "bag-info.txt": "".join(
            f"{key}: {_one_line(value)}\n" for key, value in {**info, "Payload-Oxum": f"{size}.{len(lines)}"}.items()
        ),
        "bagit.txt": DECLARATION,
        PAYLOAD: "".join(lines),
    }
    for name, text in tags.items():
        (folder / name).write_bytes(text.encode())
    (folder / TAGS).write_bytes("".join(f"{sha256(folder / name)}  {name}\n" for name in tags).encode())
    return sha256(folder / PAYLOAD)


def check_bag(folder: Path, watch: Callable[[str], None] = lambda path: None) -> Iterator[Flaw]:
    """Yield what is wrong with a bag: files missing, changed or extra, tag files missing or changed.

    Raises:
        BadInput: the folder is no bag at all.
    """
    if not (folder / "bagit.txt").is_file() or not (folder / PAYLOAD).is_file():
        raise BadInput("package.no_bag", path=str(folder))
    if (folder / "bagit.txt").read_bytes() != DECLARATION.encode():
        yield Flaw(code="package.bad_declaration", path="bagit.txt")
    for manifest in (TAGS, PAYLOAD):
        if not (folder / manifest).is_file():
            yield Flaw(code="package.missing", path=manifest)
            continue
        entries, bad = read_manifest(folder / manifest)
        yield from (Flaw(code="package.bad_line", path=f"{manifest}:{line}") for line in bad)
        yield from _compare(folder, entries, watch)
        if manifest == PAYLOAD:
            there = {path.relative_to(folder).as_posix() for path in _files(folder)} - {TAGS}
            known = {*entries, "bagit.txt", "bag-info.txt", PAYLOAD}
            yield from (Flaw(code="package.extra", path=name) for name in sorted(there - known))
    if not _oxum_holds(folder):
        yield Flaw(code="package.bad_oxum", path="bag-info.txt")


def read_manifest(path: Path) -> tuple[dict[str, str], list[int]]:
    """Return path to digest of a manifest, and the numbers of lines that are none."""
    entries: dict[str, str] = {}
    bad: list[int] = []
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
        digest, _, name = line.partition(" ")
        name = _unescape(name.strip())
        if len(digest) != 64 or not name or ".." in Path(name).parts or name.startswith("/"):
            bad.append(number)
        else:
            entries[name] = digest.lower()
    return entries, bad


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as 64 hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _compare(folder: Path, entries: Mapping[str, str], watch: Callable[[str], None]) -> Iterator[Flaw]:
    for name, digest in entries.items():
        watch(name)
        path = folder / name
        if not path.is_file():
            yield Flaw(code="package.missing", path=name)
        elif sha256(path) != digest:
            yield Flaw(code="package.changed", path=name)


def _oxum_holds(folder: Path) -> bool:
    info = folder / "bag-info.txt"
    if not info.is_file():
        return True
    for line in info.read_bytes().decode("utf-8", "replace").splitlines():
        key, _, value = line.partition(":")
        if key == "Payload-Oxum":
            files = list(_files(folder / "data"))
            return value.strip() == f"{sum(path.stat().st_size for path in files)}.{len(files)}"
    return True


def _files(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def _escape(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unescape(name: str) -> str:
    return name.replace("%0A", "\n").replace("%0a", "\n").replace("%0D", "\r").replace("%0d", "\r").replace("%25", "%")


def _one_line(value: str) -> str:
    return " ".join(value.split())
