"""The hashes that proofs are made of: several kinds in one reading of the bytes."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Protocol

import xxhash

Bytes = bytes | memoryview
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
C4_SIGNS = 88  # a SHA-512 in base 58, filled up with the sign for zero (SMPTE ST 2114)
SHA256 = "sha256"
MD5 = "md5"
XXH64 = "xxh64"


class Hash(Protocol):
    """One hash that is being made."""

    def update(self, data: Bytes, /) -> None:
        """Take the next bytes."""

    def hexdigest(self) -> str:
        """Return the hash of what was taken as text."""


class C4:
    """The C4 identifier (SMPTE ST 2114): a SHA-512 in base 58 behind "c4"."""

    def __init__(self) -> None:
        self._hash = hashlib.sha512()

    def update(self, data: Bytes, /) -> None:
        """Take the next bytes."""
        self._hash.update(data)

    def hexdigest(self) -> str:
        """Return the identifier, 90 signs."""
        number, signs = int.from_bytes(self._hash.digest()), ""
        while number:
            number, place = divmod(number, len(BASE58))
            signs = BASE58[place] + signs
        return f"c4{signs.rjust(C4_SIGNS, BASE58[0])}"


HASHES: Mapping[str, Callable[[], Hash]] = {
    MD5: partial(hashlib.md5, usedforsecurity=False),
    "sha1": partial(hashlib.sha1, usedforsecurity=False),
    "sha224": hashlib.sha224,
    SHA256: hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
    "sha3-256": hashlib.sha3_256,
    "sha3-512": hashlib.sha3_512,
    "blake2b": hashlib.blake2b,
    "blake2b-512": hashlib.blake2b,
    "c4": C4,
    XXH64: xxhash.xxh64,
    "xxh3": xxhash.xxh3_64,
    "xxh128": xxhash.xxh3_128,
}
"""Every kind of hash that can be made or checked here, by the name that manifests give it."""


class Hashing:
    """Makes hashes of several kinds of one run of bytes.

    Args:
        kinds: names of `HASHES`.
    """

    def __init__(self, kinds: Collection[str]) -> None:
        self._making = {kind: HASHES[kind]() for kind in kinds}

    def update(self, data: Bytes) -> None:
        """Take the next bytes."""
        for each in self._making.values():
            each.update(data)

    def digests(self) -> dict[str, str]:
        """Return the hashes of what was taken, by kind."""
        return {kind: each.hexdigest() for kind, each in self._making.items()}


def hash_of(data: bytes, kind: str) -> str:
    """Return one hash of some bytes."""
    making = Hashing([kind])
    making.update(data)
    return making.digests()[kind]
