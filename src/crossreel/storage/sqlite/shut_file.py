"""A catalog file that is not open: its backups, one of them put in its place, and what can be read of a damaged one."""

from collections.abc import Callable
from pathlib import Path

from crossreel.domain.backup import Backup, Salvage
from crossreel.storage.backend import never
from crossreel.storage.sqlite import backup
from crossreel.storage.sqlite.restore import restore
from crossreel.storage.sqlite.salvage import salvage


class ShutFile:
    """Works on the file of one catalog."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()

    def backups(self) -> list[Backup]:
        """Return the backups made of themselves, newest first."""
        return backup.where_backups(self._path.resolve())

    def restore(self, source: Path, cancelled: Callable[[], bool] = never) -> Path | None:
        """Put a backup in the place of the catalog; return where what stood there is kept."""
        return restore(self._path, source, cancelled=cancelled)

    def salvage(self, target: Path, cancelled: Callable[[], bool] = never) -> Salvage:
        """Write all that can be read of the catalog to a new one."""
        return salvage(self._path, target, cancelled=cancelled)
