"""BagIt (RFC 8493) bags: the tag files and SHA-256 manifests of what was written, and the entries of manifests from anywhere."""

import re
from collections.abc import Callable, Iterable, Mapping

from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.hashing import SHA256, hash_of
from crossreel.delivery.package_path import leaves
from crossreel.delivery.written import Written

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DECLARED = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"
FETCH = "fetch.txt"
LINE_END = re.compile(rb"\r\n|\r|\n")
ENTRY = re.compile(rb"([0-9A-Fa-f]{8,256})[ \t]+\*?(?:\./)?(.+)")
NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
SIGNS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128, "sha3-256": 64, "sha3-512": 128}


def bag_files(
    payload: Iterable[Written], info: Mapping[str, str], kinds: Iterable[str] = (SHA256,)
) -> tuple[dict[str, bytes], str]:
    """Return the tag files of a bag by name, in the order in which to write them, and the SHA-256 of its payload manifest.

    Args:
        payload: the files below `data`, by path.
        info: lines of `bag-info.txt`; `Payload-Oxum` is added.
        kinds: the hashes to list, each in manifests of its own: "sha256", and "md5" where it was made.
    """
    files, kinds = list(payload), tuple(dict.fromkeys((SHA256, *kinds)))
    info = {**info, "Payload-Oxum": f"{sum(file.size for file in files)}.{len(files)}"}
    tags = {
        INFO: "".join(f"{key}: {one_line(value)}\n" for key, value in info.items()).encode(),
        DECLARED: DECLARATION,
        **{f"manifest-{kind}.txt": manifest_of(files, kind) for kind in kinds},
    }
    proofs = {
        f"tagmanifest-{kind}.txt": "".join(f"{hash_of(data, kind)}  {name}\n" for name, data in tags.items()).encode()
        for kind in kinds
    }
    return {**tags, **proofs}, hash_of(tags[PAYLOAD], SHA256)


def manifest_of(files: Iterable[Written], kind: str = SHA256) -> bytes:
    """Return the lines of hashes of a kind and the paths they belong to."""
    return "".join(f"{file.digest(kind)}  {_escape(file.path)}\n" for file in files).encode()


def kind_of(name: str) -> str | None:
    """Return the kind of hash that a manifest lists by its name (`manifest-sha512.txt`), None for a file that is no manifest."""
    found = NAME.fullmatch(name)
    return found[2].lower().replace("_", "-") if found else None


def read_manifest(data: bytes, name: str) -> tuple[dict[str, str], list[Flaw]]:
    """Return path to digest of a manifest of a bag, and what is wrong with its lines.

    Args:
        data: the manifest.
        name: its name; lines of a payload manifest lead below `data`, those of a tag manifest do not.
    """
    below_data = not name.startswith("tag")
    return read_sums_lines(data, name, kind_of(name) or "", lambda path: path.startswith("data/") == below_data)


def read_sums_lines(
    data: bytes, name: str, kind: str, belongs: Callable[[str], bool] = lambda path: True
) -> tuple[dict[str, str], list[Flaw]]:
    """Return path to digest of a list of sums, and what is wrong with its lines.

    Args:
        data: the list.
        name: its name, for what is wrong.
        kind: the kind of hash.
        belongs: tells of a path that stays inside the package whether it may be listed here.
    """
    entries: dict[str, str] = {}
    flaws: list[Flaw] = []
    signs = SIGNS.get(kind)
    for number, line in enumerate(LINE_END.split(data), start=1):
        if not line:
            continue
        found = ENTRY.fullmatch(line)
        path = None if found is None or signs not in (None, len(found[1])) else _unescape(found[2])
        if found is None or path is None:
            flaws.append(Flaw(code="package.bad_line", path=f"{name}:{number}"))
        elif leaves(path) or not belongs(path):
            flaws.append(Flaw(code="package.path_leaves", path=f"{name}:{number}: {shown(path)}"))
        elif path in entries:
            flaws.append(Flaw(code="package.listed_twice", path=shown(path)))
        else:
            entries[path] = found[1].decode().lower()
    return entries, flaws


def read_fetch(data: bytes) -> tuple[dict[str, str], list[Flaw]]:
    """Return path to address of the files that a bag leaves to be fetched, and what is wrong with the lines of its `fetch.txt`."""
    entries: dict[str, str] = {}
    flaws: list[Flaw] = []
    for number, line in enumerate(LINE_END.split(data), start=1):
        parts = line.split(None, 2)
        path = _unescape(parts[2]) if len(parts) == 3 else None
        if path is not None and not leaves(path) and path.startswith("data/"):
            entries[path] = parts[0].decode("utf-8", "replace")
        elif line:
            flaws.append(Flaw(code="package.bad_line", path=f"{FETCH}:{number}"))
    return entries, flaws


def oxum(info: bytes) -> str | None:
    """Return what `bag-info.txt` says of the payload, "bytes.files"; None when it says nothing."""
    for line in LINE_END.split(info):
        key, _, value = line.partition(b":")
        if key == b"Payload-Oxum":
            return value.strip().decode("ascii", "replace")
    return None


def _escape(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unescape(name: bytes) -> str | None:
    """Return the path a line means, None when it is not UTF-8."""
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return None
    return re.sub("%(0[AaDd]|25)", lambda found: chr(int(found[1], 16)), text)


def one_line(value: str) -> str:
    """Return words as they can stand in one line: without what cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
