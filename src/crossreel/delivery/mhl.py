"""Writing an ASC MHL history, version 2.0: a list of hashes of the files of a folder, and the chain that proves the list.

The specification is that of the American Society of Cinematographers' Media Hash List, document version 1.0. xxh64 is fast and no
proof against somebody who means harm: SHA-256 stands beside it in a package.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossreel.delivery.hashing import MD5, XXH64, hash_of
from crossreel.delivery.written import Written

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:ASC:MHL:v2.0"
CHAIN_NAMESPACE = "urn:ASC:MHL:DIRECTORY:v2.0"
FOLDER = "ascmhl"
CHAIN = "ascmhl_chain.xml"
IGNORED = (".DS_Store", "ascmhl", "ascmhl/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MhlCreator:
    """Who makes a list, and when: `moment` is an ISO 8601 time in UTC, `2026-11-27T14:00:00+00:00`."""

    moment: str
    host: str
    tool: str
    version: str
    author: str = ""


def mhl_files(files: Iterable[Written], root: str, name: str, creator: MhlCreator) -> dict[str, bytes]:
    """Return the first generation of a history, by path: the list, and the chain.

    Args:
        files: what lies below `root`, with xxh64; MD5 is listed too where it was made.
        root: the folder that the history is of, "" for the package itself.
        name: what to call that folder in the list's name.
        creator: who makes it.
    """
    folder = f"{root}/{FOLDER}" if root else FOLDER
    below = {file.path.removeprefix(f"{root}/") if root else file.path: file for file in files}
    stamp = creator.moment[:19].replace("T", "_").replace(":", "")
    listed = f"0001_{name}_{stamp}Z.mhl"
    data = _List(below, creator).data()
    return {f"{folder}/{listed}": data, f"{folder}/{CHAIN}": _chain(listed, data)}


def _chain(name: str, data: bytes) -> bytes:
    from lxml import etree

    chain = etree.Element(f"{{{CHAIN_NAMESPACE}}}ascmhldirectory", nsmap={None: CHAIN_NAMESPACE})  # type: ignore[dict-item]
    entry = etree.SubElement(chain, f"{{{CHAIN_NAMESPACE}}}hashlist", sequencenr="1")
    etree.SubElement(entry, f"{{{CHAIN_NAMESPACE}}}path").text = name
    etree.SubElement(entry, f"{{{CHAIN_NAMESPACE}}}c4").text = hash_of(data, "c4")
    return etree.tostring(chain, xml_declaration=True, encoding="UTF-8", pretty_print=True)


class _List:
    """The list of one generation."""

    def __init__(self, files: Mapping[str, Written], creator: MhlCreator) -> None:
        self._files = files
        self._creator = creator
        self._folders = _folders(files)

    def data(self) -> bytes:
        from lxml import etree

        root = etree.Element(f"{{{NAMESPACE}}}hashlist", nsmap={None: NAMESPACE}, version="2.0")  # type: ignore[dict-item]
        self._creator_info(_add(root, "creatorinfo"))
        process = _add(root, "processinfo")
        _add(process, "process", "transfer")
        self._both(_add(process, "roothash"), "")
        ignore = _add(process, "ignore")
        for pattern in IGNORED:
            _add(ignore, "pattern", pattern)
        hashes = _add(root, "hashes")
        for path, file in self._files.items():
            self._file(_add(hashes, "hash"), path, file)
        for folder in sorted(self._folders):
            if folder:
                entry = _add(hashes, "directoryhash")
                _add(entry, "path", folder)
                self._both(entry, folder)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _creator_info(self, info: "_Element") -> None:
        _add(info, "creationdate", self._creator.moment)
        _add(info, "hostname", self._creator.host)
        _add(info, "tool", self._creator.tool, version=self._creator.version)
        if self._creator.author:
            _add(info, "author", self._creator.author)

    def _file(self, entry: "_Element", path: str, file: Written) -> None:
        _add(entry, "path", path, size=str(file.size))
        for kind in (MD5, XXH64):  # the schema has them in this order
            if file.digest(kind):
                _add(entry, kind, file.digest(kind), action="original", hashdate=self._creator.moment)

    def _both(self, entry: "_Element", folder: str) -> None:
        """Write the two hashes of a folder: of what is in it, and of how that is named."""
        for name, value in zip(("content", "structure"), self._folders[folder], strict=True):
            _add(_add(entry, name), XXH64, value, hashdate=self._creator.moment)


def _folders(files: Mapping[str, Written]) -> dict[str, tuple[str, str]]:
    """Return the content hash and the structure hash of every folder, "" for the one that all lie in.

    The content hash is made of the sorted hashes of what lies in a folder, the structure hash of these behind the names.
    """
    contents: defaultdict[str, list[bytes]] = defaultdict(list)
    structures: defaultdict[str, list[bytes]] = defaultdict(list)
    folders = {folder for path in files for folder in _above(path)}
    found: dict[str, tuple[str, str]] = {}

    def put(path: str, content: str, structure: str) -> None:
        above, _, name = path.rpartition("/")
        contents[above].append(bytes.fromhex(content))
        structures[above].append(bytes.fromhex(hash_of(name.encode() + bytes.fromhex(structure), XXH64)))

    for path, file in files.items():
        put(path, file.xxh64, file.xxh64)
    for folder in sorted({"", *folders}, key=lambda each: -each.count("/") if each else 1):
        content, structure = (hash_of(b"".join(sorted(each[folder])), XXH64) for each in (contents, structures))
        found[folder] = content, structure
        if folder:
            put(folder, content, structure)
    return found


def _above(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _add(parent: "_Element", name: str, text: str = "", **attributes: str) -> "_Element":
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = text or None
    return child
