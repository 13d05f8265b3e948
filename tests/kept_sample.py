"""The sample title in a folder, with what is worked out of its videos: made once and copied, since decoding them takes seconds."""

import os
import shutil
import time
from bisect import bisect_right
from pathlib import Path

import numpy as np
import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.preferences import Preferences
from crossreel.kernel.lock_file import LockFile
from crossreel.media.probe import probe
from crossreel.services.desk import Desk
from crossreel.services.jobs import JobContext
from tests.unit.media.movies import make_movie, tone

CATALOG, CACHE = "catalog.crossreel", "home/cache"
SMALL_S = 27
SHOTS = (96, 212, 330, 383, 450, 560, 693)
"""The frames at which shots begin in the first episode of the sample, and in all of a light one."""


def kept_sample(folders: pytest.TempPathFactory, *, light: bool = False) -> Path:
    """Return its folder, the same for all workers of a run: whoever needs it first makes it.

    A light one has one small picture in all its episodes: nearly nothing to decode.
    """
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / ("light-sample" if light else "sample")
    lock = LockFile(folder.with_name(f"{folder.name}-lock"))
    while not lock.try_lock():
        time.sleep(0.1)
    try:
        if not folder.exists():
            make(folder, light=light)
    finally:
        lock.close()
    return folder


def make(folder: Path, *, light: bool = False) -> None:
    """Make it in a new folder: catalog, files, and below `home` the cache with waveforms, stills, shot changes and speech."""
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
            title_id = report.edit.header.title_id
            if light:
                _lighten(desk, title_id, making)
            desk.analyzing.prepare(title_id, JobContext())
            desk.marking.find_all(title_id)
            desk.listening.find_all(title_id)
        finally:
            desk.close()
    making.rename(folder)  # its catalog knows no other videos than those beside it


def _lighten(desk: Desk, title_id: int, folder: Path) -> None:
    """Give every episode the same small picture, with the shot changes of the first."""
    for large in folder.rglob("*.mp4"):
        large.unlink()
    movie = make_movie(folder / "small.mp4", frames=SMALL_S * 30, width=90, height=160, samples=tone(SMALL_S), picture=_plain)
    info = probe(movie).info
    with desk.database.read() as uow:
        episodes = uow.where(Episode, title_id=title_id)
    for episode in episodes:
        desk.cataloging.set_media(episode.id, movie, info)


def _plain(number: int, width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 60 + 90 * (bisect_right(SHOTS, number) % 2), dtype=np.uint8)
