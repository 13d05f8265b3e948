"""What the media hash lists of a folder say: ASC MHL 2.0 with all its generations, and single lists of the older MHL 1."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.hashing import HASHES
from crossreel.delivery.mhl import CHAIN, FOLDER, IGNORED
from crossreel.delivery.package_path import leaves
from crossreel.delivery.proof import Proof
from crossreel.delivery.tree import Tree

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTENSION = ".mhl"
OLD_KINDS = {"md5": "md5", "sha1": "sha1", "xxhash64be": "xxh64"}
NEW_KINDS = ("c4", "md5", "sha1", "xxh128", "xxh3", "xxh64")
NO_KINDS = ("path", "file", "size", "previousPath", "metadata", "lastmodificationdate", "creationdate", "hashdate")


def roots_of_lists(tree: Tree) -> list[str]:
    """Return the folders that have lists: those with an `ascmhl` folder, and those with a list of MHL 1 lying open in them."""
    found = []
    for name in tree.sizes:
        folder, _, last = name.rpartition("/")
        if folder.rpartition("/")[2] == FOLDER and (last == CHAIN or last.endswith(EXTENSION)):
            found.append(folder.removesuffix(FOLDER))
        elif last.endswith(EXTENSION) and FOLDER not in folder.split("/"):
            found.append(f"{folder}/" if folder else "")
    return list(dict.fromkeys(found))


def read_lists(tree: Tree, root: str) -> Proof:
    """Return what the lists of a folder say.

    Args:
        tree: the package.
        root: the folder, "" or with "/" at its end.
    """
    return _Lists(tree, root).proof()


@dataclass(slots=True)
class _Said:
    """What was read so far: hashes by path, later generations over earlier ones."""

    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


class _Lists:
    def __init__(self, tree: Tree, root: str) -> None:
        self._tree = tree
        self._root = root
        self._said = _Said()
        self._own: list[str] = []
        self._notices: list[Flaw] = []

    def proof(self) -> Proof:
        for name, digest in self._in_order():
            self._own.append(name)
            if digest:
                self._said.entries.setdefault(name, {})["c4"] = digest
            self._read(name)
        ignored = [pattern for pattern in dict.fromkeys(self._said.ignored) if pattern not in IGNORED]
        self._notices += [Flaw(code="package.mhl_ignores", path=f"{self._root}{FOLDER}", other=shown(each)) for each in ignored]
        return Proof(
            root=self._root,
            entries=self._said.entries,
            own=frozenset(self._own),
            ignored=(".DS_Store", *ignored),
            notices=tuple(self._notices),
        )

    def _in_order(self) -> list[tuple[str, str]]:
        """Return the lists, oldest first, each with the C4 identifier that the chain gives it."""
        folder, chain = f"{self._root}{FOLDER}/", f"{self._root}{FOLDER}/{CHAIN}"
        old = [(name, "") for name in self._tree.sizes if self._is_open_list(name)]
        if not any(name.startswith(folder) for name in self._tree.sizes):
            return old
        self._own.append(chain)
        element = self._parsed(chain)
        found: list[tuple[int, str, str]] = []
        for each in element.iterfind("{*}hashlist") if element is not None else ():
            number, path = each.get("sequencenr", ""), each.findtext("{*}path") or ""
            if leaves(path):
                self._tree.flaws.append(Flaw(code="package.path_leaves", path=f"{chain}: {shown(path)}"))
            else:
                found.append((int(number) if number.isdecimal() else 0, f"{folder}{path}", each.findtext("{*}c4") or ""))
        return [*old, *((name, digest) for _, name, digest in sorted(found))]

    def _is_open_list(self, name: str) -> bool:
        folder, _, last = name.rpartition("/")
        return last.endswith(EXTENSION) and (f"{folder}/" if folder else "") == self._root

    def _read(self, name: str) -> None:
        element = self._parsed(name)
        if element is None:
            return
        self._said.ignored += [each.text or "" for each in element.iterfind("{*}processinfo/{*}ignore/{*}pattern")]
        for each in element.iter("{*}hash"):
            self._take(each, name, OLD_KINDS if each.find("{*}file") is not None else {kind: kind for kind in NEW_KINDS})
        for each in element.iterfind("{*}references/{*}hashlistreference"):
            self._take(each, name, {"c4": "c4"})
        for kind in sorted(self._said.unknown):
            self._notices.append(Flaw(code="package.hash_unknown", path=name, other=shown(kind)))
        self._said.unknown.clear()

    def _take(self, entry: "_Element", name: str, kinds: dict[str, str]) -> None:
        path = entry.findtext("{*}path") or entry.findtext("{*}file") or ""
        if leaves(path):
            self._tree.flaws.append(Flaw(code="package.path_leaves", path=f"{name}: {shown(path)}"))
            return
        before = entry.findtext("{*}previousPath")
        if before:
            self._said.entries.pop(f"{self._root}{before}", None)
        known = self._said.entries.setdefault(f"{self._root}{path}", {})
        for each in entry.iterchildren("*"):
            kind = str(each.tag).rpartition("}")[2]
            if kind in kinds and kinds[kind] in HASHES:
                if each.get("action") != "failed":
                    known[kinds[kind]] = _normal(each.text or "")
            elif kind not in NO_KINDS:
                self._said.unknown.add(kind)

    def _parsed(self, name: str) -> "_Element | None":
        """Return the root of a list; None where it cannot be had, which is said. No entity is followed and nothing fetched."""
        from lxml import etree

        data = self._tree.read(name)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            root = None
        if root is None or b"<!DOCTYPE" in data:
            self._tree.say("package.mhl_malformed", [name])
            return None
        return root


def _normal(digest: str) -> str:
    """Return a hash as it is made here: hex digits are small, those of C4 are not hex."""
    digest = digest.strip()
    return digest if digest.startswith("c4") and len(digest) == 90 else digest.lower()
