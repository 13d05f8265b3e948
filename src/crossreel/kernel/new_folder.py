"""A folder that appears whole under its final name or not at all, built by one process at a time.

While it is built as `<name>.<8 hex digits>.partial`, a lock file `.<name>.building` stands beside it, held by the builder, which
says in it which folder is its own on which machine. Whoever builds in the same place later takes away what a killed builder left:
only folders that such a file names, and only when nobody holds it.
"""

import errno
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crossreel.kernel.atomic import sync_folder
from crossreel.kernel.lock_file import LockFile

MARK = re.compile(r"\.(.+)\.building")
PATIENCE_S = 1.0  # a sweeper holds another's lock for a moment
LOOK_S = 0.02


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Build a folder under another name and give it its own when the block ends well.

    The files in it are the caller's to sync; the folders are synced here, before the name is given.

    Args:
        target: the folder; the one it stands in must exist.

    Raises:
        FileExistsError: `target` exists and is no empty folder.
        BlockingIOError: another process is building it.
        OSError: the disk refused. Nothing is left under either name.
    """
    _refuse_taken(target)
    lock = _hold(target.with_name(f".{target.name}.building"))
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.partial")
    try:
        if lock is not None:
            _forget(lock)
            _sweep(target.parent)
            lock.write(f"{platform.node()}\n{partial.name}".encode())
        partial.mkdir()
        try:
            yield partial
            _name(partial, target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    finally:
        if lock is not None:
            lock.close(remove=not partial.exists())


def _name(partial: Path, target: Path) -> None:
    for folder, _, _ in os.walk(partial, topdown=False):
        sync_folder(Path(folder))
    _refuse_taken(target)
    try:
        if target.exists():
            target.rmdir()
        partial.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        raise
    try:
        sync_folder(target.parent)
    except BaseException:
        withdraw(target)
        raise


def withdraw(folder: Path) -> None:
    """Take away a folder that was built a moment ago: its name first, then what is in it."""
    gone = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.partial")
    with suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
        sync_folder(folder.parent)


def _refuse_taken(target: Path) -> None:
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _hold(path: Path) -> LockFile | None:
    """Return the lock of a folder, held; None where the file system has no locks."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        lock = LockFile(path)
        try:
            taken = lock.try_lock()
        except OSError:
            lock.close(remove=True)
            return None
        if taken and lock.is_in_place():
            return lock
        lock.close()
        if time.monotonic() > deadline:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
        time.sleep(LOOK_S)


def _sweep(site: Path) -> None:
    """Take away the folders of builders that died."""
    for path in [Path(entry.path) for entry in os.scandir(site) if MARK.fullmatch(entry.name)]:
        with suppress(OSError):
            lock = LockFile(path, create=False)
            dead = False
            try:
                dead = lock.try_lock() and _forget(lock)
            finally:
                lock.close(remove=dead)


def _forget(lock: LockFile) -> bool:
    """Take away the folder that a lock file names, if it was this machine's; tell whether nothing is left of it."""
    found = MARK.fullmatch(lock.path.name)
    machine, _, name = lock.read().decode("utf-8", "replace").partition("\n")
    if not name:
        return True
    if machine != platform.node() or found is None or not re.fullmatch(rf"{re.escape(found[1])}\.[0-9a-f]{{8}}\.partial", name):
        return False
    partial = lock.path.with_name(name)
    if partial.is_symlink():
        return False
    shutil.rmtree(partial, ignore_errors=True)
    return not partial.exists()
