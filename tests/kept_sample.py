"""The sample title in a folder, with what is worked out of its videos: made once and copied, since decoding them takes seconds."""

import os
import shutil
import time
from pathlib import Path

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.preferences import Preferences
from crossreel.kernel.lock_file import LockFile
from crossreel.services.jobs import JobContext

CATALOG, CACHE = "catalog.crossreel", "home/cache"


def kept_sample(folders: pytest.TempPathFactory) -> Path:
    """Return its folder, the same for all workers of a run: whoever needs it first makes it."""
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    lock = LockFile(folder.with_name("sample-lock"))
    while not lock.try_lock():
        time.sleep(0.1)
    try:
        if not folder.exists():
            make(folder)
    finally:
        lock.close()
    return folder


def make(folder: Path) -> None:
    """Make it in a new folder: catalog, files, and below `home` the cache with waveforms, stills and shot changes."""
    making = folder.with_name(f"{folder.name} in the making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(making / CACHE))
        desk = build_desk(making / CATALOG, "command", Preferences(author="Ana", author_key="ana"))
        try:
            report = make_sample_catalog(desk, making, JobContext())
            assert not report.failed
            assert report.edit is not None and report.edit.header.title_id is not None
            desk.analyzing.prepare(report.edit.header.title_id, JobContext())
            desk.marking.find_all(report.edit.header.title_id)
        finally:
            desk.close()
    making.rename(folder)  # its catalog knows no other videos than those beside it
