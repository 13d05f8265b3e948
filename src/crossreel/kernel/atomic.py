"""Files that appear whole under their final name or not at all, and what makes them outlast a loss of power."""

import errno
import os
import secrets
import sys
from pathlib import Path

NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)  # what file systems answer that cannot sync a folder

if sys.platform == "darwin":
    import fcntl

    def sync_handle(handle: int) -> None:
        """Bring what was written through a handle onto the disk, and not only into its cache."""
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(handle)

else:

    def sync_handle(handle: int) -> None:
        """Bring what was written through a handle onto the disk."""
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make the names inside `folder` durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync_handle(handle)
    except OSError as error:
        if error.errno not in NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, all of them durable.

    Raises:
        OSError: a file stands in the way, or the disk refused.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        sync_folder(each.parent)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def publish(partial: Path, target: Path) -> None:
    """Give a finished file its name in one step: it is on the disk before, the name is afterwards.

    Raises:
        OSError: the disk refused; `target` is as it was.
    """
    handle = os.open(partial, os.O_RDWR)
    try:
        sync_handle(handle)
    finally:
        os.close(handle)
    partial.replace(target)
    sync_folder(target.parent)


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step. Several processes may do so at once: one of them is the last.

    Raises:
        OSError: the disk is full or read-only; the former content is untouched.
    """
    partial = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            sync_handle(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
