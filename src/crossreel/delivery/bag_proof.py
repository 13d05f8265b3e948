"""What the manifests of a BagIt bag say, ours or another maker's: BagIt 0.93 to 1.0, with hashes of any kind that is known here."""

import re

from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.hashing import HASHES
from crossreel.delivery.manifest import DECLARATION, DECLARED, FETCH, INFO, PAYLOAD, TAGS, kind_of, oxum, read_fetch, read_manifest
from crossreel.delivery.package_path import same_place
from crossreel.delivery.proof import Proof
from crossreel.delivery.tree import Tree

ANY_DECLARATION = re.compile(
    rb"(?:\xef\xbb\xbf)?BagIt-Version: *(?:0\.9[3-7]|1\.0)\s+Tag-File-Character-Encoding: *(?:UTF-8|utf-8)\s*"
)
OURS = re.compile(rb"^Bag-Software-Agent: *Crossreel ", re.MULTILINE)


def read_bag(tree: Tree) -> Proof:
    """Return what a bag says of its files; what is wrong with its tag files is said in the tree."""
    return _Bag(tree).proof()


class _Bag:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._notices: list[Flaw] = []
        self._entries: dict[str, dict[str, str]] = {}
        self._names = names = {*tree.sizes, *tree.refused}
        self._info = tree.read(INFO) or b"" if INFO in names else b""
        self._is_ours = OURS.search(self._info) is not None
        found = {name for name in names if kind_of(name)}
        if self._is_ours or not any(name.startswith("manifest-") for name in found):
            found.add(PAYLOAD)
        if self._is_ours:  # what proves the manifests themselves; others may do without
            found.add(TAGS)
        self._manifests = sorted(sorted(found), key=lambda name: not name.startswith("tag"))

    def proof(self) -> Proof:
        for name in self._manifests:
            self._read(name)
        if FETCH in self._tree.sizes:
            self._read_fetch()
        payload = [path for path in self._entries if path.startswith("data/")]
        alike = [Flaw(code="package.spelled_alike", path=shown(path)) for path in _alike(payload)]
        return Proof(
            entries=self._entries,
            own=frozenset({*self._manifests, DECLARED, INFO, FETCH}),
            last_flaws=(*alike, *self._tag_flaws()),
            notices=tuple(self._notices),
        )

    def _read(self, name: str) -> None:
        data, kind = self._tree.read(name), kind_of(name)
        if data is None or kind is None:
            return
        listed = read_manifest(data, name)
        self._tree.flaws += listed.flaws
        if kind not in HASHES:
            self._notices.append(Flaw(code="package.hash_unknown", path=shown(name), other=shown(kind)))
        for path, digest in listed.as_there(self._names).items():
            self._entries.setdefault(path, {}).update({kind: digest} if kind in HASHES else {})

    def _read_fetch(self) -> None:
        """Tell which files are left to be fetched: nothing is."""
        waiting, flaws = read_fetch(self._tree.read(FETCH) or b"")
        self._tree.flaws += flaws
        for path, address in waiting.items():
            if path not in self._tree.sizes and path not in self._tree.refused:
                self._tree.flaws.append(Flaw(code="package.to_fetch", path=shown(path), other=shown(address)))
                self._entries.pop(path, None)

    def _tag_flaws(self) -> list[Flaw]:
        tree, flaws = self._tree, list[Flaw]()
        declared = tree.read(DECLARED) if DECLARED in tree.sizes else None
        good = declared == DECLARATION if self._is_ours else ANY_DECLARATION.fullmatch(declared or b"")
        if declared is not None and not good:
            flaws.append(Flaw(code="package.bad_declaration", path=DECLARED))
        said = oxum(self._info)
        sizes = [size for name, size in tree.sizes.items() if name.startswith("data/")]
        if said is not None and said != f"{sum(sizes)}.{len(sizes)}":
            flaws.append(Flaw(code="package.bad_oxum", path=INFO))
        return flaws


def _alike(paths: list[str]) -> list[str]:
    """Return the paths that are one with another where case or the composition of letters makes no difference."""
    seen: set[str] = set()
    found = []
    for path in paths:
        place = same_place(path)
        if place in seen:
            found.append(path)
        seen.add(place)
    return found
