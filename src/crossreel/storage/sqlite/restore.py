"""Putting a backup in the place of a catalog that nobody has open; what stood there is kept beside it."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.kernel.access import make_file
from crossreel.kernel.atomic import publish, sync_folder
from crossreel.kernel.lock_file import LockFile
from crossreel.storage.backend import never
from crossreel.storage.sqlite import backup, catalog_file, soundness
from crossreel.storage.sqlite.gate import Gate


def restore(catalog: Path, source: Path, *, cancelled: Callable[[], bool] = never) -> Path | None:
    """Put the backup `source` in the place of `catalog` in one step.

    Returns:
        Where what stood there before is kept; None if nothing did.

    Raises:
        NotFound: there is no such backup.
        BadInput: it is no catalog, or damaged; nothing was changed.
        Refused: a window has the catalog open.
        StorageFailed: the disk refused; the catalog is as it was.
    """
    catalog, source = catalog.absolute().resolve(), source.absolute().resolve()
    if not source.is_file():
        raise NotFound("storage.no_backup", path=str(source))
    with catalog_file.sorted_errors(catalog, system=True), _alone(catalog):
        partial = catalog.with_name(f".{catalog.name}.restored")
        partial.unlink(missing_ok=True)
        try:
            _copy_sound(source, partial, cancelled)
            kept = _keep(catalog)
            publish(partial, catalog)
        finally:
            partial.unlink(missing_ok=True)
        catalog.with_name(f"{catalog.name}-shm").unlink(missing_ok=True)
        sync_folder(catalog.parent)
    return kept


@contextmanager
def _alone(catalog: Path) -> Iterator[None]:
    """Keep every window and every edit out for the length of the block."""
    window = LockFile(catalog.with_name(f"{catalog.name}-window"))
    gate = Gate(catalog.with_name(f"{catalog.name}-gate"))
    with ExitStack() as stack:
        stack.callback(window.close)
        stack.callback(gate.close)
        if not window.try_lock():
            raise Refused("storage.window_open", path=str(catalog))
        stack.enter_context(gate.hold())
        yield


def _copy_sound(source: Path, partial: Path, cancelled: Callable[[], bool]) -> None:
    catalog_file.check(source, immutable=not source.with_name(f"{source.name}-wal").exists())
    make_file(partial)
    with closing(catalog_file.connect(source, look=True)) as original, closing(sqlite3.connect(partial)) as copied:
        original.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
    with closing(backup.look(partial)) as copied:
        faults = backup.check(copied, cancelled)
    if soundness.is_deadly(faults):
        raise BadInput("storage.damaged", path=str(source), detail=str(faults[0].facts["detail"]))


def _keep(catalog: Path) -> Path | None:
    """Give what stands under the catalog's name, its log with it, a second name beside it."""
    if not catalog.exists():
        return None
    with suppress(sqlite3.Error), closing(catalog_file.connect(catalog)) as connection:  # a damaged one keeps its log as it is
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = catalog.with_name(f"{catalog.stem}.before-{stamp}{catalog.suffix}")
    try:
        os.link(catalog, kept)
    except OSError:  # a file system without second names
        shutil.copyfile(catalog, kept)
    log = catalog.with_name(f"{catalog.name}-wal")
    if log.exists():
        log.replace(kept.with_name(f"{kept.name}-wal"))
    return kept
