"""What is known of a file of a package from writing it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file as it lies on the disk: its path in the package, its size in bytes, and its hashes as hex digits.

    `sha256` is always there; `md5` and `xxh64` are "" where nobody asked for them.
    """

    path: str
    size: int
    sha256: str
    md5: str = ""
    xxh64: str = ""

    def digest(self, kind: str) -> str:
        """Return the hash of a kind, "" where it was not made."""
        return {"sha256": self.sha256, "md5": self.md5, "xxh64": self.xxh64}[kind]
