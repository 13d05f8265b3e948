"""The marks of edits that run: lock files beside the catalog, which the system frees when their process ends."""

from pathlib import Path

from crossreel.kernel.lock_file import LockFile


class RunningFile:
    """Held while more parts of an edit may follow."""

    def __init__(self, catalog: Path, edit_id: int) -> None:
        self._lock = LockFile(_path(catalog, edit_id))
        self._lock.try_lock()

    def let_go(self) -> None:
        """Free the lock and remove its file."""
        self._lock.close(remove=True)


def _path(catalog: Path, edit_id: int) -> Path:
    return catalog.with_name(f"{catalog.name}-edit-{edit_id}")


def left_behind(catalog: Path) -> list[int]:
    """Return the edits whose locks lie beside a catalog: of processes that run them, or were killed."""
    prefix = _path(catalog, 0).name[:-1]
    names = [found.name for found in catalog.parent.iterdir() if found.name.startswith(prefix)]
    return [int(name[len(prefix) :]) for name in names if name[len(prefix) :].isdigit()]


def is_abandoned(catalog: Path, edit_id: int) -> bool:
    """Tell whether the process that ran an open edit has ended: its lock is free, or gone. The caller holds the gate."""
    try:
        lock = LockFile(_path(catalog, edit_id), create=False)
    except FileNotFoundError:
        return True
    free = lock.try_lock()
    lock.close(remove=free)
    return free
