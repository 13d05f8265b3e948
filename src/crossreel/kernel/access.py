"""Who may read and write a new file: the user alone, or whoever the folder it stands in is for."""

import os
import stat
from pathlib import Path

FOR_THE_USER = 0o600


def mode_in(folder: Path) -> int:
    """Return the mode of a new file in a folder.

    It may be read and written by whom the folder may; in a folder where everybody keeps their own, like `/tmp`, by the user alone.
    """
    mode = folder.stat().st_mode
    return FOR_THE_USER if mode & stat.S_ISVTX else (mode & 0o664) | FOR_THE_USER


def open_handle(path: Path, flags: int, *, create: bool = True) -> int:
    """Open a file, with `create` made where it is missing, with the mode of its folder; the caller closes the handle.

    Raises:
        OSError: the file or its folder is missing, or may not be opened.
    """
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_BINARY", 0)
    if not create:
        return os.open(path, flags)
    mode = mode_in(path.parent)
    try:
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return os.open(path, flags | os.O_CREAT, mode)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)  # whatever the umask left of it
    return handle


def make_file(path: Path) -> None:
    """Make an empty file with the mode of its folder, for a library that opens it by name."""
    os.close(open_handle(path, os.O_WRONLY))


def make_private_folder(folder: Path) -> None:
    """Make a folder of ours that only the user may look into; one that is open to others is closed to them.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _keep_private(folder, 0o700)


def make_folder_beside(folder: Path) -> None:
    """Make a folder that may be read and written by whom the folder around it may.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    folder.mkdir(exist_ok=True)
    around = stat.S_IMODE(folder.parent.stat().st_mode)
    folder.chmod(0o700 if around & stat.S_ISVTX else around & 0o2775 | 0o700)


def keep_private(file: Path) -> None:
    """Take a file that exists away from everybody but the user."""
    if file.is_file():
        _keep_private(file, FOR_THE_USER)


def _keep_private(path: Path, mode: int) -> None:
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(mode)
