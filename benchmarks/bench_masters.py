"""Bringing 80 videos of 20 MB into a package, as copies and as links, beside `cp` and `sync` of the same files in the same run."""

import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import EditHeader
from crossreel.i18n.words import Words
from crossreel.media.probe import content_key
from crossreel.services.delivering.packages import Delivering
from crossreel.storage.database import Database
from folders import EPISODES

BYTES = 20_000_000
MOST = 1.5
PROFILE = """
id = "{mode}"
name = "Videos"
version = "1"
buyer = "BENCH"
include = ["video"]
formats = []
[picture]
mode = "{mode}"
"""


class Site:
    """A catalog with 80 episodes, each with a file of random bytes, and profiles that bring nothing else along."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.videos = folder / "videos"
        self.videos.mkdir()
        profiles = folder / "profiles"
        profiles.mkdir()
        for mode in ("copy", "link"):
            (profiles / f"{mode}.toml").write_text(PROFILE.format(mode=mode))
        self.database = Database.open(folder / "catalog.crossreel", author="bench")
        self.title_id = self.database.new_id()
        self._number = count()
        self._fill()
        self.delivering = Delivering(self.database, folder=profiles)

    def _fill(self) -> None:
        title = Title(id=self.title_id, code="HEIR", name="The Hidden Heir", source_language="zh-Hans", promised_episodes=EPISODES)
        draw = Random(7)
        with self.database.edit(EditHeader(label="edit.import", title_id=title.id)) as edit, edit.part() as uow:
            uow.put(title)
            for number in range(1, EPISODES + 1):
                path = self.videos / f"EP{number:02d}.mp4"
                path.write_bytes(draw.randbytes(BYTES))
                episode = Episode(id=self.database.new_id(), title_id=title.id, number=number)
                version = Version(
                    id=self.database.new_id(),
                    episode_id=episode.id,
                    is_reference=True,
                    path=str(path),
                    content_key=content_key(path),
                )
                uow.put_all([episode, version])

    def deliver(self, mode: str, target: Path) -> Path:
        """Build a package in a folder."""
        outcome = self.delivering.deliver(self.title_id, mode, ("zh-Hans",), target, wording=Words, roles=())
        assert outcome.package is not None, outcome.plan.refusals[:3]
        return outcome.package

    def next_folder(self) -> Path:
        """Return a new folder; what was in the one before is gone, and the disk at rest."""
        number = next(self._number)
        shutil.rmtree(self.folder / f"out{number - 1}", ignore_errors=True)
        subprocess.run(["sync"], check=True)
        found = self.folder / f"out{number}"
        found.mkdir()
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Lay down the videos once."""
    made = Site(tmp_path_factory.mktemp("masters"))
    yield made
    made.database.close()
    shutil.rmtree(made.folder)


def test_cp_and_sync(benchmark: Any, site: Site) -> None:
    """What it costs to copy the files and to have them on the disk, without a hash."""
    benchmark.extra_info.update(is_peer=True)

    def copy(target: Path) -> None:
        subprocess.run(["cp", *map(str, sorted(site.videos.iterdir())), str(target)], check=True)
        subprocess.run(["sync", "--file-system", str(target)], check=True)

    benchmark.pedantic(copy, setup=lambda: ((site.next_folder(),), {}), rounds=3, iterations=1)


@pytest.mark.parametrize("mode", ["copy", "link"])
def test_videos(benchmark: Any, site: Site, mode: str) -> None:
    """Gate, files, hashes, manifests, rename and record; each file is read once."""
    benchmark.extra_info.update(
        what=f"package of {EPISODES} videos of {BYTES // 1_000_000} MB by {mode}, SHA-256 of each",
        peer="test_cp_and_sync", peer_name="cp and sync", target=f"at most {MOST} x",
    )  # fmt: skip
    benchmark.pedantic(site.deliver, setup=lambda: ((mode, site.next_folder()), {}), rounds=3, iterations=1)
