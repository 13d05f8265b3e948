"""Whether the catalog that is open still is the file under its name.

A catalog that is deleted, renamed or replaced while it is open goes on taking commits: into a file that nobody will find.
"""

from pathlib import Path

from crossreel.domain.errors import StorageFailed

_Key = tuple[int, int]


class Identity:
    """Device and inode of a catalog and of its log, as they were when it was opened. Asking costs two looks at the folder.

    `name` is the name it was asked for by, which may be a link.
    """

    def __init__(self, path: Path) -> None:
        self.name = path
        self._log = path.with_name(f"{path.name}-wal")
        self._file_key = _key(path)
        self._log_key: _Key | None = None

    def watch_log(self) -> None:
        """Remember the log as well; it stands as long as a connection does."""
        self._log_key = _key(self._log)

    def check(self) -> None:
        """Make sure that the file under the catalog's name is the one that was opened.

        Raises:
            StorageFailed: it is gone, or another one.
        """
        now = _key(self.name)
        if now is None:
            raise StorageFailed("storage.catalog_gone", path=str(self.name))
        if now != self._file_key or (self._log_key is not None and _key(self._log) != self._log_key):
            raise StorageFailed("storage.catalog_replaced", path=str(self.name))


def _key(path: Path) -> _Key | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
