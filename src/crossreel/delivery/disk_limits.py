"""What the disk that a package is put on cannot hold: too many bytes, or files that its file system has no numbers for. Pure."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

LARGEST_BYTES: Mapping[str, int] = {"vfat": (1 << 32) - 1, "msdos": (1 << 32) - 1}
"""The largest file of a file system, by its name in a table of mounts; those that are not here have no limit that matters."""
FOR_EACH_FILE = 64 << 10  # what is written here is small; blocks of large disks are not


def too_large(sizes: Mapping[str, int], system: str) -> list[str]:
    """Return the paths of files that a file system cannot hold.

    Args:
        sizes: bytes by path in the package.
        system: what the file system is called ("vfat", "ext4"), "" where nobody knows.
    """
    limit = LARGEST_BYTES.get(system)
    return [] if limit is None else [path for path, size in sizes.items() if size > limit]


def needed_bytes(copied: Iterable[int], files: int) -> int:
    """Return about how many bytes a package takes: its copies, and room for so many small files."""
    return sum(copied) + files * FOR_EACH_FILE


def file_system_of(folder: PurePosixPath, mounts: str) -> str:
    """Return what the file system of a folder is called, "" where nobody knows.

    Args:
        folder: the folder, absolute and without links.
        mounts: a table of mounts as Linux has it in `/proc/self/mounts`.
    """
    best = PurePosixPath(), ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = PurePosixPath(parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if folder.is_relative_to(point) and len(point.parts) >= len(best[0].parts):
            best = point, parts[2]
    return best[1]
