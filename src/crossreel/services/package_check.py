"""Whether a package is whole, unchanged, and its subtitles readable."""

from pathlib import Path

from crossreel.delivery.manifest import check_bag, read_manifest
from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.domain.report import Item, Report
from crossreel.formats.reading import read
from crossreel.formats.registry import find
from crossreel.services.jobs import JobContext

PAYLOAD = "manifest-sha256.txt"
SUBTITLES = "05_SUBTITLES"


def check_package(path: Path, job: JobContext) -> Report:
    """Check every file and hash of a package, name what is extra, and read every subtitle file.

    Returns:
        Files that are as delivered as done; everything wrong as failed.

    Raises:
        BadInput: the folder is no package.
        Cancelled: the user cancelled.
    """
    if not (path / PAYLOAD).is_file():
        raise BadInput("package.no_bag", path=str(path))
    entries, _ = read_manifest(path / PAYLOAD)
    total, seen = len(entries), iter(range(1 << 62))
    failed = [
        Item(name=flaw.path, code=flaw.code, facts={"path": flaw.path})
        for flaw in check_bag(path, lambda name: job.progress(min(next(seen), total), total, name))
    ]
    bad = {item.name for item in failed}
    for name in entries:
        job.check()
        if name not in bad and not _parses(path / name):
            failed.append(Item(name=name, code="package.subtitle_unreadable", facts={"path": name}))
            bad.add(name)
    return Report(done=tuple(Item(name=name) for name in entries if name not in bad), failed=tuple(failed))


def _parses(path: Path) -> bool:
    if SUBTITLES not in path.parts or find(path.suffix) is None:
        return True
    try:
        return bool(read(path.read_bytes(), path.name).document.cues)
    except CrossreelError:
        return False
