"""Looking after the catalog that is open: backups that are made of themselves, and going on where the file gave way."""

import shutil
import time
from pathlib import Path

from crossreel.domain.backup import Backup, Safety, Salvage
from crossreel.domain.errors import StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database
from crossreel.storage.sqlite import backup, soundness
from crossreel.storage.sqlite.salvage import salvage

EVERY_MS = 3_600_000
ROOM = 2  # so many times its own size a catalog wants free before it is backed up: edits need room as well


class Safekeeping:
    """Backups of one catalog. Each is read from end to end before it counts, which checks the catalog as well."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups made of themselves, newest first."""
        return tuple(backup.where_backups(self._database.file))

    def look_after(self, job: JobContext | None = None) -> Safety:
        """Back the catalog up where that is due: an hour after the last backup, if anything was written since.

        Raises:
            StorageFailed: pages of the catalog are lost, or there is no room.
            Cancelled: the user cancelled.
        """
        if self._database.read_only or not self._is_due():
            return Safety()
        return self.back_up(job)

    def back_up(self, job: JobContext | None = None) -> Safety:
        """Make a backup beside the catalog, let go of those grown old, and mend indexes that contradict their tables.

        Raises:
            StorageFailed: pages of the catalog are lost, or there is no room.
            Cancelled: the user cancelled.
        """
        file = self._database.file
        size = file.stat().st_size
        free = shutil.disk_usage(file.parent).free
        if free < ROOM * size:
            needed_mb = ROOM * size // 1_000_000 + 1
            raise StorageFailed("storage.no_room_for_backup", path=str(file), needed_mb=needed_mb, free_mb=free // 1_000_000)
        target = backup.new_path(file, time.time_ns() // 1_000_000)
        faults = self._copy(target, job or JobContext())
        backup.thin_out(file)
        mended = soundness.is_of_indexes(faults) and not self._database.read_only
        if mended:
            self._database.mend_indexes()
        return Safety(backup=target, faults=faults, mended=mended)

    def needs_maintenance(self) -> bool:
        """Tell whether another version made the search index or the figures of titles, and they have yet to be made anew."""
        return self._database.needs_maintenance()

    def maintain(self, job: JobContext | None = None) -> None:
        """Make search index and figures anew where another version made them. Until then searches find less, figures are old.

        Raises:
            ReadOnly: the catalog cannot be written.
            StorageFailed: the disk refused.
            Cancelled: the user cancelled; the next call goes on from there.
        """
        self._database.maintain((job or JobContext()).progress)

    def save_copy(self, target: Path, job: JobContext | None = None) -> tuple[Notice, ...]:
        """Copy the catalog to a file and return what is wrong with it.

        Raises:
            Refused: `target` is a catalog in use.
            StorageFailed: pages of the catalog are lost, or the disk refused.
            Cancelled: the user cancelled.
        """
        return self._copy(target, job or JobContext())

    def continue_in(self, target: Path) -> Path:
        """Copy the catalog, though its own file is gone, and go on in the copy.

        Raises:
            Refused: `target` is a catalog in use.
            StorageFailed: the disk refused.
        """
        self._database.continue_in(target)
        return target

    def salvage(self, target: Path, job: JobContext | None = None) -> Salvage:
        """Write all that can be read of this catalog to a new one.

        Raises:
            Refused: `target` exists.
            StorageFailed: the disk refused.
            Cancelled: the user cancelled.
        """
        return salvage(self._database.file, target, cancelled=(job or JobContext()).cancelled.is_set)

    def _copy(self, target: Path, job: JobContext) -> tuple[Notice, ...]:
        try:
            return self._database.backup(target, cancelled=job.cancelled.is_set)
        except StorageFailed as error:
            if error.code == "storage.damaged":
                self._database.refuse_edits(error)
            raise

    def _is_due(self) -> bool:
        newest = next(iter(self.backups()), None)
        if newest is None:
            return self._database.has_titles()
        written_ms = max(
            (each.stat().st_mtime_ns // 1_000_000 for each in self._database.files() if each.exists()),
            default=0,
        )
        return written_ms > newest.made_ms + 1000 and time.time_ns() // 1_000_000 - newest.made_ms >= EVERY_MS
