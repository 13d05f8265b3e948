"""What lists of sums at the top of a plain folder say: `manifest-sha256.txt` as we write it, or `SHA256SUMS` and its like."""

from crossreel.delivery.flaw import Flaw
from crossreel.delivery.hashing import HASHES
from crossreel.delivery.manifest import kind_of, read_list
from crossreel.delivery.proof import Proof
from crossreel.delivery.tree import Tree

LISTS = {"MD5SUMS": "md5", "SHA1SUMS": "sha1", "SHA256SUMS": "sha256", "SHA512SUMS": "sha512"}


def read_sums(tree: Tree) -> list[Proof]:
    """Return what the lists say, as one proof; nothing where there is none."""
    lists = {name: kind for name in tree.sizes if (kind := LISTS.get(name.removesuffix(".txt").upper()) or kind_of(name))}
    entries: dict[str, dict[str, str]] = {}
    notices: list[Flaw] = []
    for name, kind in lists.items():
        listed = read_list(tree.read(name) or b"", name, kind)
        tree.flaws += listed.flaws
        if kind not in HASHES:
            notices.append(Flaw(code="package.hash_unknown", path=name, other=kind))
        for path, digest in listed.as_there({*tree.sizes, *tree.refused}).items():
            entries.setdefault(path, {}).update({kind: digest} if kind in HASHES else {})
    return [Proof(entries=entries, own=frozenset(lists), notices=tuple(notices))] if lists else []
