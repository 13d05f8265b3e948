"""Copies of a catalog, made through SQLite's backup API while it is in use."""

import sqlite3
from pathlib import Path

from crossreel.domain.errors import Refused
from crossreel.kernel.access import make_file
from crossreel.kernel.atomic import sync_folder


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy the catalog behind `source` to `target`, which appears whole or not at all.

    Raises:
        Refused: `target` is a catalog that somebody has open, or left without merging its log.
        sqlite3.Error: the disk is full or a file is damaged; `target` is as it was before.
        OSError: the folder cannot be written.
    """
    if _is_in_use(target):
        raise Refused("storage.copy_in_use", path=str(target))
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        make_file(partial)
        copied = sqlite3.connect(partial)
        try:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
        finally:
            copied.close()
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _is_in_use(target: Path) -> bool:
    """Tell whether a log lies beside a file: put under another file it would be read as that one's."""
    log = target.with_name(f"{target.name}-wal")
    return log.exists()
