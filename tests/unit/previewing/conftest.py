"""A catalog beside real videos: two episodes that play, one that is damaged."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossreel.domain.episode import Episode, MediaFile
from crossreel.media.probe import probe
from crossreel.services.cataloging import Cataloging
from crossreel.services.previewing import Previewing
from crossreel.storage.database import Database
from tests.builders import media_info
from tests.unit.media.movies import make_movie, tone


@dataclass(frozen=True)
class Place:
    """The catalog's folder with what is in it."""

    folder: Path
    database: Database
    previewing: Previewing
    title_id: int

    @property
    def videos(self) -> Path:
        return self.folder / "videos"

    def media(self, number: int) -> MediaFile:
        with self.database.read() as uow:
            [episode] = uow.where(Episode, title_id=self.title_id, number=number)
            [media] = uow.where(MediaFile, episode_id=episode.id)
            return media


@pytest.fixture(scope="session")
def reels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    videos = tmp_path_factory.mktemp("reels")
    make_movie(videos / "EP01.mp4", frames=45, samples=tone(1.5))
    make_movie(videos / "EP02.mp4", frames=60)
    (videos / "EP03.mp4").write_bytes(b"not a video" * 20)
    return videos


@pytest.fixture
def place(tmp_path: Path, reels: Path) -> Iterator[Place]:
    folder = tmp_path / "目录 🎬"
    videos = folder / "videos"
    shutil.copytree(reels, videos)
    database = Database.open(folder / "catalog.crossreel")
    cataloging = Cataloging(database)
    title_id = next(iter(cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
    for number in (1, 2, 3):
        [episode_id] = cataloging.add_episode(title_id, number).ids("episode")
        path = videos / f"EP0{number}.mp4"
        info = probe(path).info if number < 3 else media_info(content_key="", size_bytes=path.stat().st_size)
        cataloging.set_media(episode_id, path, info)
    previewing = Previewing(database, cache_folder=tmp_path / "cache")
    yield Place(folder, database, previewing, title_id)
    previewing.close()
    database.close()
