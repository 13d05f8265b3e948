"""Putting a package onto a disk: whether it has room is asked before, and what goes wrong is told as what it is."""

import shutil
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path, PurePosixPath

from crossreel import __version__
from crossreel.delivery.building import Built, build
from crossreel.delivery.disk_limits import file_system_of, needed_bytes, too_large
from crossreel.delivery.hashing import SHA256
from crossreel.delivery.packager import Contents
from crossreel.delivery.registry import packagers
from crossreel.delivery.taking import DigestMemory, NothingRemembered, Origin, Taken, read_only
from crossreel.domain.errors import BadInput, StorageFailed
from crossreel.domain.trade.profile_parts import PictureMode
from crossreel.kernel.atomic import make_folder
from crossreel.services.jobs import JobContext

MOUNTS = Path("/proc/self/mounts")


def build_package(contents: Contents, package: Path, cache_folder: Path | None, job: JobContext) -> Built:
    """Build a package, whole or not at all.

    Args:
        contents: what goes in.
        package: its folder; those above it are made.
        cache_folder: where it is kept what is known of files; None reads every one.
        job: is told how far it is, and stops it.

    Raises:
        BadInput: the folder exists and is not empty, its disk cannot hold one of the files, or a file outside is not as it was.
        Refused: another delivery is building it.
        StorageFailed: there is no room for it, or the disk refused.
        Cancelled: the user cancelled.
    """
    info = {
        "Bag-Software-Agent": f"Crossreel {__version__}",
        "Bagging-Date": time.strftime("%Y-%m-%d"),
        "Contact-Name": contents.author,
        "External-Description": contents.subject.title.name,
        "External-Identifier": contents.plan.folder_name,
    }
    try:
        make_folder(package.parent)
        _refuse_full(contents, package.parent)
        return build(contents, package, packagers(), info, job.progress, memory=_memory(cache_folder))
    except OSError as error:
        raise StorageFailed("package.disk_refused", path=str(package), detail=error.strerror or str(error)) from error


def reader(cache_folder: Path | None, job: JobContext) -> Callable[[Origin], Taken]:
    """Return what reads files that are only named in a package, each once, as `Contents.read_file`."""
    return cache(partial(_read, memory=_memory(cache_folder), job=job))


def _read(origin: Origin, memory: DigestMemory, job: JobContext) -> Taken:
    return read_only(origin, [SHA256], memory, job.check)


def _memory(cache_folder: Path | None) -> DigestMemory:
    from crossreel.media.cache import MediaCache
    from crossreel.media.kept_digests import KeptDigests

    return NothingRemembered() if cache_folder is None else KeptDigests(MediaCache(cache_folder))


def _refuse_full(contents: Contents, site: Path) -> None:
    """Say before anything is written that it will not fit.

    Raises:
        BadInput: a file is larger than any on this disk can be.
        StorageFailed: there is no room.
    """
    copied = _copied(contents, site)
    for path in too_large(copied, _system_of(site)):
        raise BadInput("package.file_too_large", path=path, gigabytes=round(copied[path] / (1 << 30), 1))
    needed, free = needed_bytes(copied.values(), len(contents.plan.files)), shutil.disk_usage(site).free
    if needed > free:
        raise StorageFailed("package.no_room", path=str(site), needed_mb=-(-needed >> 20), free_mb=free >> 20)


def _copied(contents: Contents, site: Path) -> Mapping[str, int]:
    """Return the sizes of the files that are copied, by their paths in the package; what can be linked takes no room."""
    link, device = contents.profile.picture.mode is PictureMode.LINK, site.stat().st_dev
    found: dict[str, int] = {}
    for file in contents.plan.files:
        path = contents.masters.get(file.version_id) if file.version_id is not None else None
        if path is not None and path.exists():
            known = path.stat()
            if not (link and known.st_dev == device):
                found[file.path] = known.st_size
    return found


def _system_of(folder: Path) -> str:
    if sys.platform != "linux" or not MOUNTS.exists():
        return ""
    return file_system_of(PurePosixPath(folder.resolve()), MOUNTS.read_text(errors="replace"))
