"""Whether a package is whole, unchanged, and its subtitles readable."""

from pathlib import Path

from crossreel.delivery import proof_check
from crossreel.delivery.flaw import Flaw, shown
from crossreel.delivery.tree import open_plain
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.formats.reading import MAX_BYTES, read
from crossreel.formats.registry import find
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

SUBTITLES = "05_SUBTITLES"


def check_package(path: Path, job: JobContext) -> Report:
    """Check every file and hash of a package, name what is extra, and read every subtitle file.

    Returns:
        Files that are as delivered as done; everything wrong as failed; what cannot be checked here as notices.

    Raises:
        BadInput: the folder is no package.
        Cancelled: the user cancelled.
    """
    found = proof_check.check_package(path, job.progress)
    failed = [_item(flaw) for flaw in found.flaws]
    done: list[Item] = []
    for name in found.good:
        job.check()
        readable = False
        with alone(name) as attempt:
            readable = _is_readable(path, name)
        if readable:
            done.append(Item(name=shown(name)))
        elif attempt.code == "item.unexpected":  # ours, and no fault of the package
            failed.append(attempt.item)
        else:
            failed.append(Item(name=shown(name), code="package.subtitle_unreadable", facts={"path": shown(name)}))
    return Report(done=tuple(done), failed=tuple(failed), notices=tuple(_item(notice) for notice in found.notices))


def _item(flaw: Flaw) -> Item:
    return Item(name=flaw.path, code=flaw.code, facts={"path": flaw.path, "other": flaw.other})


def _is_readable(package: Path, name: str) -> bool:
    """Tell whether a file is no subtitle, or one that can be read and has cues."""
    path = package / name
    kind = find(path.suffix) if path.suffix else None
    elsewhere = SUBTITLES not in name.split("/")  # where texts and data of other kinds lie, by names that some format has too
    if kind is None or kind.script or (elsewhere and (path.suffix == ".xml" or not kind.writable)):
        return True
    with open_plain(path) as file:
        return bool(read(file.read(MAX_BYTES + 1), path.name).document.cues)
