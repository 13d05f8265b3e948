"""A catalog beside real videos: two episodes that play, one that is damaged."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version, probed
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.media.probe import probe
from crossreel.services.viewing.previewing import Previewing
from crossreel.storage.database import Database
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

    def media(self, number: int) -> Version:
        with self.database.read() as uow:
            [episode] = uow.where(Episode, title_id=self.title_id, number=number)
            [media] = uow.where(Version, episode_id=episode.id)
            return media


@pytest.fixture(scope="session")
def reels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    videos = tmp_path_factory.mktemp("reels")
    make_movie(videos / "EP01.mp4", frames=45, samples=tone(1.5))
    make_movie(videos / "EP02.mp4", frames=60)
    (videos / "EP03.mp4").write_bytes(b"not a video" * 20)
    return videos


def media_of(path: Path, id: int, episode_id: int) -> Version:
    """The row of a video in the folder beside the catalog; of a damaged one only its size is known."""
    where = Version(id=id, episode_id=episode_id, is_reference=True, path=str(path), relative_path=f"videos/{path.name}")
    try:
        info = probe(path).info
    except BadInput:
        return replace(where, size_bytes=path.stat().st_size)
    return probed(where, info)


@pytest.fixture
def place(tmp_path: Path, reels: Path) -> Iterator[Place]:
    folder = tmp_path / "目录 🎬"
    videos = folder / "videos"
    shutil.copytree(reels, videos)
    database = Database.open(folder / "catalog.crossreel")
    title_id = database.new_id()
    header = EditHeader(label="edit.create_title", title_id=title_id, actor=Actor(name="Lin"), facts={"name": "Heir"})
    with database.edit(header) as edit, edit.part() as uow:
        uow.put(Title(id=title_id, code="HEIR", name="The Hidden Heir"))
        for number in (1, 2, 3):
            episode = Episode(id=database.new_id(), title_id=title_id, number=number)
            uow.put_all([episode, media_of(videos / f"EP0{number}.mp4", database.new_id(), episode.id)])
    previewing = Previewing(database, cache_folder=tmp_path / "cache")
    yield Place(folder, database, previewing, title_id)
    previewing.close()
    database.close()
