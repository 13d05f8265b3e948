"""Lists of sums: the tag files and manifests of BagIt bags (RFC 8493), those that `sha256sum -c` reads, and the lines of lists from
anywhere.

The two write names in their own ways. BagIt writes a percent sign and an end of line as `%25`, `%0A` and `%0D`, and nothing else
so; `sha256sum` writes names as they are, but for a backslash and an end of line, which make a line begin with a backslash.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

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
ENTRY = re.compile(rb"(\\?)([0-9A-Fa-f]{8,256})[ \t]+\*?(?:\./)?(.+)")
NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
LF, CR, MARK = "\n", "\r", "\\"
SIGNS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128, "sha3-256": 64, "sha3-512": 128}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list says: `digests` by path, and what is wrong with its lines.

    `other_names` has the paths that another maker may have meant otherwise: many write a percent sign into a bag as it is.
    """

    digests: dict[str, str] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    other_names: dict[str, str] = field(default_factory=dict)

    def as_there(self, there: Container[str]) -> dict[str, str]:
        """Return the digests by path, that of a file which is there under its other name alone by that."""
        found: dict[str, str] = {}
        for path, digest in self.digests.items():
            other = self.other_names.get(path, path)
            is_other = path not in there and other in there and other not in self.digests
            found[other if is_other else path] = digest
        return found


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
        **{f"manifest-{kind}.txt": _lines(files, kind, _bag_line) for kind in kinds},
    }
    proofs = {
        f"tagmanifest-{kind}.txt": "".join(f"{hash_of(data, kind)}  {name}\n" for name, data in tags.items()).encode()
        for kind in kinds
    }
    return {**tags, **proofs}, hash_of(tags[PAYLOAD], SHA256)


def sums_of(files: Iterable[Written], kind: str = SHA256) -> bytes:
    """Return the lines of hashes of a kind and the paths they belong to, as `sha256sum -c` reads them."""
    return _lines(files, kind, _sums_line)


def _lines(files: Iterable[Written], kind: str, line: Callable[[str, str], str]) -> bytes:
    return "".join(f"{line(file.digest(kind), file.path)}\n" for file in files).encode()


def kind_of(name: str) -> str | None:
    """Return the kind of hash that a manifest lists by its name (`manifest-sha512.txt`), None for a file that is no manifest."""
    found = NAME.fullmatch(name)
    return found[2].lower().replace("_", "-") if found else None


def read_manifest(data: bytes, name: str) -> Listed:
    """Return what a manifest of a bag lists.

    Args:
        data: the manifest.
        name: its name; lines of a payload manifest lead below `data`, those of a tag manifest do not.
    """
    below_data = not name.startswith("tag")
    return _read(data, name, kind_of(name) or "", _bag_names, lambda path: path.startswith("data/") == below_data)


def read_list(data: bytes, name: str, kind: str) -> Listed:
    """Return what a list lists that is not of a bag.

    Args:
        data: the list.
        name: its name, for what is wrong.
        kind: the kind of hash.
    """
    return _read(data, name, kind, _sums_names, lambda path: True)


def _read(
    data: bytes, name: str, kind: str, names: Callable[[bytes, bool], tuple[str, str]], belongs: Callable[[str], bool]
) -> Listed:
    """Return what a list says; `names` gives the path that a line means, and the one that another maker would mean by it."""
    listed, signs = Listed(), SIGNS.get(kind)
    for number, line in enumerate(LINE_END.split(data), start=1):
        if not line:
            continue
        found = ENTRY.fullmatch(line)
        try:
            path, other = names(found[3], bool(found[1])) if found is not None else ("", "")
        except UnicodeDecodeError:
            path = other = ""
        if found is None or not path or signs not in (None, len(found[2])):
            listed.flaws.append(Flaw(code="package.bad_line", path=f"{name}:{number}"))
        elif leaves(path) or not belongs(path):
            listed.flaws.append(Flaw(code="package.path_leaves", path=f"{name}:{number}: {shown(path)}"))
        elif path in listed.digests:
            listed.flaws.append(Flaw(code="package.listed_twice", path=shown(path)))
        else:
            listed.digests[path] = found[2].decode().lower()
            if other != path and belongs(other) and not leaves(other):
                listed.other_names[path] = other
    return listed


def read_fetch(data: bytes) -> tuple[dict[str, str], list[Flaw]]:
    """Return path to address of the files that a bag leaves to be fetched, and what is wrong with the lines of its `fetch.txt`."""
    entries: dict[str, str] = {}
    flaws: list[Flaw] = []
    for number, line in enumerate(LINE_END.split(data), start=1):
        parts = line.split(None, 2)
        try:
            path = _bag_names(parts[2], False)[0] if len(parts) == 3 else ""
        except UnicodeDecodeError:
            path = ""
        if path and not leaves(path) and path.startswith("data/"):
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


def _bag_line(digest: str, path: str) -> str:
    return f"{digest}  {path.replace('%', '%25').replace(LF, '%0A').replace(CR, '%0D')}"


def _bag_names(written: bytes, marked: bool) -> tuple[str, str]:
    """Return the path that a line of a bag means, and the one meant by whoever writes names as they are."""
    text = written.decode()
    return ("", "") if marked else (re.sub("%(0[AaDd]|25)", lambda found: chr(int(found[1], 16)), text), text)


def _sums_line(digest: str, path: str) -> str:
    told = path.replace("\\", "\\\\").replace(LF, "\\n").replace(CR, "\\r")
    return f"{'' if told == path else MARK}{digest}  {told}"


def _sums_names(written: bytes, marked: bool) -> tuple[str, str]:
    """Return the path that a line of a list of sums means, and the one that it means where it is written as a bag's are."""
    text = written.decode()
    plain = re.sub(r"\\([\\nr])", lambda found: {"n": LF, "r": CR}.get(found[1], MARK), text) if marked else text
    return plain, _bag_names(written, marked=False)[0]


def one_line(value: str) -> str:
    """Return words as they can stand in one line: without what cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
