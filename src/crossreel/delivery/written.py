"""A file of a package that was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file as it lies on the disk: its path in the package, its size, and its SHA-256 as 64 hex digits."""

    path: str
    size: int
    sha256: str
