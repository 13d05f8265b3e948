"""What makes a package of its files: the manifests of a bag, lists of sums, and media hash lists, as the profile wants them.

A bag has its media hash list inside, below the folder with the files, so that it goes where that folder goes; everywhere else it is
of the whole package. All others have a list of SHA-256 sums at their top, for xxh64 and the MD5 of iTunes-style metadata prove
nothing against somebody who means harm; an iTunes-style package has it beside its folders, which hold nothing that is not theirs.
"""

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from posixpath import commonpath

from crossreel import __version__
from crossreel.delivery.hashing import MD5, SHA256, XXH64, hash_of
from crossreel.delivery.manifest import bag_files, one_line, sums_of
from crossreel.delivery.mhl import MhlCreator, mhl_files
from crossreel.delivery.packager import Contents
from crossreel.delivery.payload import Payload
from crossreel.delivery.written import Written
from crossreel.domain.delivery import Profile
from crossreel.domain.trade.profile_parts import Packaging

MHL = "mhl"


def kinds_of(profile: Profile) -> tuple[str, ...]:
    """Return the hashes to make of every file beside SHA-256: what its proofs list, and MD5 for iTunes-style metadata."""
    kinds = [MD5] if MD5 in profile.proofs or profile.packaging is Packaging.ITMSP else []
    return (*kinds, XXH64) if _has_mhl(profile) else tuple(kinds)


def seal(
    payload: Payload, files: Sequence[Written], contents: Contents, info: Mapping[str, str]
) -> tuple[str, tuple[Written, ...]]:
    """Write the proofs of a package, and return the SHA-256 of its manifest and all files that it lists, by path.

    Args:
        payload: the package.
        files: what was made, as it lies on the disk.
        contents: what went in.
        info: lines of a bag's `bag-info.txt`.
    """
    profile, known = contents.profile, list(files)
    is_bag, kinds = profile.packaging is Packaging.BAG, (SHA256, *(kind for kind in kinds_of(profile) if kind == MD5))
    root = _root(files) if is_bag else ""
    if not is_bag:
        _put(payload, {f"manifest-{kind}.txt": sums_of(files, kind) for kind in kinds}, known)
    if _has_mhl(profile):
        name = root.rpartition("/")[2] if is_bag else contents.plan.folder_name
        _put(payload, mhl_files(known, root, name, _creator(contents)), known)
    known.sort(key=lambda file: file.path)
    if not is_bag:
        return hash_of(sums_of(known), SHA256), tuple(known)
    tags, digest = bag_files(known, info, kinds)
    _put(payload, tags, [])
    return digest, tuple(known)


def _has_mhl(profile: Profile) -> bool:
    return MHL in profile.proofs or profile.packaging is Packaging.MHL


def _put(payload: Payload, made: Mapping[str, bytes], known: list[Written]) -> None:
    for path, data in made.items():
        payload.write(path, data)
    known += payload.settle(made)


def _root(files: Sequence[Written]) -> str:
    """Return the folder in which everything in a bag lies: `data/HEIR_S01`, or `data` where there is no single one."""
    shared = commonpath([file.path.rpartition("/")[0] for file in files]) if files else "data"
    return "/".join(shared.split("/")[:2])


def _creator(contents: Contents) -> MhlCreator:
    moment = datetime.fromtimestamp(contents.made_ms // 1000, UTC).isoformat()
    host = one_line(platform.node()) or "localhost"
    return MhlCreator(moment=moment, host=host, tool="Crossreel", version=__version__, author=one_line(contents.author))
