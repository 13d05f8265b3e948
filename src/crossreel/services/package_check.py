"""Whether a package is whole, unchanged, and its subtitles readable."""

import logging
from pathlib import Path

from crossreel.delivery.bag_check import check_bag, open_plain
from crossreel.delivery.manifest import shown
from crossreel.domain.errors import CrossreelError
from crossreel.domain.report import Item, Report
from crossreel.formats.reading import MAX_BYTES, read
from crossreel.formats.registry import find
from crossreel.services.jobs import JobContext

SUBTITLES = "05_SUBTITLES"
logger = logging.getLogger(__name__)


def check_package(path: Path, job: JobContext) -> Report:
    """Check every file and hash of a package, name what is extra, and read every subtitle file.

    Returns:
        Files that are as delivered as done; everything wrong as failed.

    Raises:
        BadInput: the folder is no package.
        Cancelled: the user cancelled.
    """
    found = check_bag(path, job.progress)
    failed = [Item(name=flaw.path, code=flaw.code, facts={"path": flaw.path}) for flaw in found.flaws]
    done: list[Item] = []
    for name in found.good:
        job.check()
        if _is_readable(path / name):
            done.append(Item(name=name))
        else:
            failed.append(Item(name=shown(name), code="package.subtitle_unreadable", facts={"path": shown(name)}))
    return Report(done=tuple(done), failed=tuple(failed))


def _is_readable(path: Path) -> bool:
    """Tell whether a file is no subtitle, or one that can be read and has cues."""
    kind = find(path.suffix) if path.suffix else None
    if kind is None or kind.script or (path.suffix == ".xml" and SUBTITLES not in path.parts):
        return True
    try:
        with open_plain(path) as file:
            return bool(read(file.read(MAX_BYTES + 1), path.name).document.cues)
    except (CrossreelError, OSError):
        return False
    except Exception:  # a stranger's file; the others are still to be looked at
        logger.exception("reading a file of a package failed")
        return False
