"""Looking after the catalog that is open: backups that are made of themselves, and going on where the file gave way."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from crossreel.domain.backup import Backup, Safety, Salvage
from crossreel.domain.errors import Refused, StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.services.jobs import JobContext
from crossreel.storage.backend import Copies
from crossreel.storage.database import Database

EVERY_MS = 3_600_000
T = TypeVar("T")


class Safekeeping:
    """Backups of one catalog. Each is read from end to end before it counts, which checks the catalog as well."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups made of themselves, newest first."""
        copies = self._database.copies
        return () if copies is None else tuple(copies.where())

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
        return self._kept(lambda copies: copies.make((job or JobContext()).cancelled.is_set))

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
        return self._kept(lambda copies: copies.save(target, (job or JobContext()).cancelled.is_set))

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
        return self._copies().salvage(target, (job or JobContext()).cancelled.is_set)

    def _copies(self) -> Copies:
        copies = self._database.copies
        if copies is None:
            raise Refused("storage.kept_elsewhere", path=self._database.address)
        return copies

    def _kept(self, copy: Callable[[Copies], T]) -> T:
        """Copy the catalog; where pages of it turn out to be lost, no edit is let through any more."""
        try:
            return copy(self._copies())
        except StorageFailed as error:
            if error.code == "storage.damaged":
                self._database.refuse_edits(error)
            raise

    def _is_due(self) -> bool:
        copies = self._database.copies
        if copies is None:
            return False
        newest = next(iter(copies.where()), None)
        if newest is None:
            return self._database.has_titles()
        return copies.written_ms() > newest.made_ms + 1000 and time.time_ns() // 1_000_000 - newest.made_ms >= EVERY_MS
