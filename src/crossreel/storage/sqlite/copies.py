"""The backups of an open catalog file, made and thinned out beside it; indexes that contradict their tables are made anew."""

import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, text

from crossreel.domain.backup import Backup, Safety, Salvage
from crossreel.domain.errors import StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.storage.backend import never
from crossreel.storage.registry import metadata
from crossreel.storage.sqlite import backup, catalog_file, soundness
from crossreel.storage.sqlite.salvage import salvage

ROOM = 2  # so many times its own size a catalog wants free before it is backed up: edits need room as well


class _Source(Protocol):
    """What is copied."""

    place: Path
    read_only_reason: str

    def source(self) -> AbstractContextManager[Any]:
        """Give a driver's connection to copy from."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a writing transaction."""


class FileCopies:
    """Backups of one open file."""

    def __init__(self, opened: _Source, file: Path) -> None:
        self._opened = opened
        self._file = file

    def where(self) -> list[Backup]:
        """Return the backups made of themselves, newest first."""
        return backup.where_backups(self._file)

    def written_ms(self) -> int:
        """Return when the file or its log was written last."""
        files = (self._file, self._file.with_name(f"{self._file.name}-wal"))
        return max((each.stat().st_mtime_ns // 1_000_000 for each in files if each.exists()), default=0)

    def make(self, cancelled: Callable[[], bool] = never) -> Safety:
        """Make a backup beside the catalog, let go of those grown old, and mend indexes that contradict their tables."""
        size = self._file.stat().st_size
        free = shutil.disk_usage(self._file.parent).free
        if free < ROOM * size:
            needed_mb = ROOM * size // 1_000_000 + 1
            path, free_mb = str(self._file), free // 1_000_000
            raise StorageFailed("storage.no_room_for_backup", path=path, needed_mb=needed_mb, free_mb=free_mb)
        target = backup.new_path(self._file, time.time_ns() // 1_000_000)
        faults = self.save(target, cancelled)
        backup.thin_out(self._file)
        mended = soundness.is_of_indexes(faults) and not self._opened.read_only_reason
        if mended:
            self._mend_indexes()
        return Safety(backup=target, faults=faults, mended=mended)

    def save(self, target: Path, cancelled: Callable[[], bool] = never) -> tuple[Notice, ...]:
        """Copy the catalog as it is now to `target`."""
        with catalog_file.sorted_errors(target, system=True), self._opened.source() as source:
            return backup.copy(source, target, of=self._opened.place, cancelled=cancelled)

    def salvage(self, target: Path, cancelled: Callable[[], bool] = never) -> Salvage:
        """Write everything that can still be read of the catalog to a new one."""
        return salvage(self._file, target, cancelled=cancelled)

    def _mend_indexes(self) -> None:
        """Make every index anew from its table, one a transaction."""
        for table in metadata.tables.values():
            for index in table.indexes:
                with self._opened.writing() as connection:
                    connection.execute(text(f"REINDEX {index.name}"))
