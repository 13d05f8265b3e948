"""Backups of a catalog, and what salvaging a damaged one kept and lost."""

from dataclasses import dataclass
from pathlib import Path

from crossreel.domain.text.document import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup: where it stands, when it was made (milliseconds since 1970), its size, and how many titles are in it."""

    path: Path
    made_ms: int
    size_bytes: int
    titles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """What looking after a catalog came to: the backup made, if one was due, and every fault found."""

    backup: Path | None = None
    faults: tuple[Notice, ...] = ()
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What was kept of a damaged catalog, rows by table, and what was lost: a notice for each table, and for each track of cues."""

    path: Path
    kept: dict[str, int]
    lost: tuple[Notice, ...]
