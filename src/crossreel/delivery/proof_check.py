"""Checking a package that came from anywhere against all its proofs at once: every file is read once, everything wrong is named."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crossreel.delivery.bag_proof import read_bag
from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.manifest import DECLARED
from crossreel.delivery.mhl_proof import read_lists, roots_of_lists
from crossreel.delivery.proof import Proof
from crossreel.delivery.sums_proof import read_sums
from crossreel.delivery.tree import Tree
from crossreel.domain.errors import BadInput

Watch = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a look at a package gave: the files that are as they were, everything wrong, and what a person should know beside."""

    good: tuple[str, ...]
    flaws: tuple[Flaw, ...]
    notices: tuple[Flaw, ...] = ()


def check_package(folder: Path, watch: Watch = lambda done, total, path: None) -> Findings:
    """Compare a package with the manifests of a bag, lists of sums, and media hash lists, whichever it has.

    Named are files missing, changed, renamed or extra, links, devices, and names that lead out of it.

    Args:
        folder: the package.
        watch: called before each file is read with how many are done, how many there are, and its path; what it raises stops it.

    Raises:
        BadInput: the folder has no proof of any kind.
    """
    tree = Tree(folder)
    proofs = [read_bag(tree)] if os.path.lexists(folder / DECLARED) else read_sums(tree)
    proofs += [read_lists(tree, root) for root in roots_of_lists(tree)]
    if not proofs:
        raise BadInput("package.no_bag", path=str(folder))
    return _Check(tree, proofs, watch).run()


class _Check:
    """One look at one package."""

    def __init__(self, tree: Tree, proofs: list[Proof], watch: Watch) -> None:
        self._tree = tree
        self._proofs = proofs
        self._watch = watch
        self._claims: dict[str, dict[str, str]] = {}
        for proof in proofs:
            for path, digests in proof.entries.items():
                self._claims.setdefault(path, {}).update(digests)
        self._respelled = self._respell()

    def run(self) -> Findings:
        tree = self._tree
        missing = [path for path in self._claims if path not in tree.sizes and path not in tree.refused]
        extra = [path for path in tree.sizes if self._is_extra(path)]
        renamed = self._renamed(missing, extra) if missing and extra else {}
        there = [path for path in self._claims if path in tree.sizes and path not in tree.refused]
        good = set()
        for done, path in enumerate(there):
            self._watch(done, len(there), shown(path))
            if self._claims[path] and self._is_as_it_was(path):
                good.add(path)
        tree.say("package.missing", (path for path in missing if path not in renamed))
        tree.flaws += [Flaw(code="package.renamed", path=shown(path), other=shown(now)) for path, now in renamed.items()]
        tree.say("package.extra", (path for path in extra if path not in renamed.values()))
        tree.flaws += [flaw for proof in self._proofs for flaw in proof.last_flaws]
        bad = {flaw.path for flaw in tree.flaws}
        notices = [notice for proof in self._proofs for notice in proof.notices]
        notices += [Flaw(code="package.respelled", path=shown(path)) for path in self._respelled]
        notices += [Flaw(code="package.unproven", path=shown(path)) for path in there if not self._claims[path]]
        held = tuple(path for path in there if path in good and self._is_held(path) and shown(path) not in bad)
        return Findings(good=held, flaws=tuple(tree.flaws), notices=tuple(notices))

    def _respell(self) -> set[str]:
        """Find listed files under the name that their disk gave them: the same letters, composed in another way."""
        there: dict[str, list[str]] = {}
        for name in self._tree.sizes:
            there.setdefault(unicodedata.normalize("NFC", name), []).append(name)
        found: set[str] = set()
        for path in [each for each in self._claims if each not in self._tree.sizes and each not in self._tree.refused]:
            names = [name for name in there.get(unicodedata.normalize("NFC", path), ()) if name not in self._claims]
            if len(names) == 1:
                self._claims[names[0]] = self._claims.pop(path)
                found.add(names[0])
        return found

    def _is_held(self, path: str) -> bool:
        """Tell whether a file is what the package was made for, and neither a proof nor another tag of a bag."""
        if any(path in proof.own for proof in self._proofs):
            return False
        return path.startswith("data/") or DECLARED not in self._tree.sizes

    def _is_extra(self, path: str) -> bool:
        if path in self._respelled or any(path in proof.own for proof in self._proofs):
            return False
        return not all(proof.knows(path) for proof in self._proofs)

    def _is_as_it_was(self, path: str) -> bool:
        claimed = self._claims[path]
        found = self._tree.digests(path, claimed)
        if found is not None and found != claimed:
            self._tree.say("package.changed", [path])
        return found == claimed

    def _renamed(self, missing: Iterable[str], extra: Iterable[str]) -> Mapping[str, str]:
        """Return the new name of each missing file that lies there under another one."""
        kinds = {kind for path in missing for kind in self._claims[path]}
        found = {path: self._tree.digests(path, kinds) or {} for path in extra} if kinds else {}
        renamed: dict[str, str] = {}
        for path in missing:
            claimed = self._claims[path]
            now = next((name for name, digests in found.items() if claimed and claimed.items() <= digests.items()), None)
            if now is not None:
                renamed[path] = now
                del found[now]
        return renamed
