"""A catalog that is not open: its backups, one of them put in its place, and what can be read of a damaged one."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.backup import Backup, Salvage
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.backend import Shut


class Rescuing:
    """Works on the file of one catalog."""

    def __init__(self, catalog: Path) -> None:
        self.catalog = catalog.absolute()

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups made of themselves, newest first."""
        return tuple(self._shut().backups())

    def restore(self, source: Path, job: JobContext | None = None) -> Path | None:
        """Put a backup in the place of the catalog; return where what stood there is kept.

        Raises:
            NotFound: there is no such backup.
            BadInput: it is no catalog, or damaged; nothing was changed.
            Refused: a window has the catalog open.
            StorageFailed: the disk refused; the catalog is as it was.
            Cancelled: the user cancelled.
        """
        return self._shut().restore(source, (job or JobContext()).cancelled.is_set)

    def salvage(self, target: Path, job: JobContext | None = None) -> Salvage:
        """Write all that can be read of the catalog to a new one.

        Raises:
            NotFound: there is no such file.
            BadInput: nothing of a catalog can be read in it.
            Refused: `target` exists.
            StorageFailed: the disk refused.
            Cancelled: the user cancelled.
        """
        return self._shut().salvage(target, (job or JobContext()).cancelled.is_set)

    def _shut(self) -> "Shut":
        from crossreel.storage import backends

        return backends.shut(self.catalog)
