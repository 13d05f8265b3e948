"""Videos are found again: behind links, after moves, on other drives, whatever the bytes of their names."""

import os
import shutil
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.kernel.paths import legible
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.subject import read_material, read_subject
from crossreel.services.editing.sheet import Translating
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.importing.plans import Importing
from crossreel.services.viewing.previewing import Previewing
from crossreel.storage.database import Database
from tests.builders import make_drama
from tests.unit.media.movies import make_movie

NO_TEXT = os.fsdecode(b"\xb5\xda\xd2\xbb\xbc\xaf.mp4")


def media(places: MediaPlaces, file: Path) -> Version:
    """The row that is written for a file."""
    return places.put(Version(id=1, episode_id=1, path=""), file)


def put(path: Path, data: bytes = b"video") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a catalog and a video, three folders deep so that a wrong way leads elsewhere."""
    put(tmp_path / "data" / "deep" / "project" / "catalogs" / "c.crossreel")
    put(tmp_path / "data" / "deep" / "project" / "videos" / "EP01.mp4")
    return tmp_path / "data" / "deep" / "project"


def test_a_way_from_a_catalog_behind_a_link_to_its_folder_leads_to_the_video(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project / "catalogs")
    row = media(MediaPlaces(link / "c.crossreel"), project / "videos" / "EP01.mp4")
    assert row.relative_path == "../videos/EP01.mp4"
    alone = replace(row, path="")
    for catalog in (link / "c.crossreel", project / "catalogs" / "c.crossreel"):
        found = MediaPlaces(catalog).find(alone)
        assert found is not None
        assert found.samefile(project / "videos" / "EP01.mp4")


def test_a_catalog_that_is_a_link_itself_writes_ways_from_where_it_really_stands(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "desktop" / "c.crossreel"
    link.parent.mkdir()
    link.symlink_to(project / "catalogs" / "c.crossreel")
    row = media(MediaPlaces(link), project / "videos" / "EP01.mp4")
    assert row.relative_path == "../videos/EP01.mp4"
    assert MediaPlaces(project / "catalogs" / "c.crossreel").find(replace(row, path="")) is not None
    assert MediaPlaces(link).find(replace(row, path="")) is not None


def test_a_video_beside_a_link_to_the_catalog_is_found_there(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "desktop" / "c.crossreel"
    put(tmp_path / "desktop" / "EP02.mp4")
    link.symlink_to(project / "catalogs" / "c.crossreel")
    row = Version(id=1, episode_id=1, path="/nowhere/EP02.mp4", relative_path="EP02.mp4")
    assert MediaPlaces(link).find(row) == tmp_path / "desktop" / "EP02.mp4"


def test_ways_that_older_versions_wrote_from_the_link_still_lead_there(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project / "catalogs")
    old = os.path.relpath(project / "videos" / "EP01.mp4", link)
    found = MediaPlaces(link / "c.crossreel").find(Version(id=1, episode_id=1, path="", relative_path=old))
    assert found is not None
    assert found.samefile(project / "videos" / "EP01.mp4")


def test_catalog_and_videos_move_together(project: Path, tmp_path: Path) -> None:
    row = media(MediaPlaces(project / "catalogs" / "c.crossreel"), project / "videos" / "EP01.mp4")
    moved = shutil.move(project, tmp_path / "elsewhere" / "project")
    assert MediaPlaces(Path(moved) / "catalogs" / "c.crossreel").find(row) == Path(moved) / "videos" / "EP01.mp4"


def test_a_catalog_that_moves_alone_finds_its_videos_where_they_were(project: Path, tmp_path: Path) -> None:
    row = media(MediaPlaces(project / "catalogs" / "c.crossreel"), project / "videos" / "EP01.mp4")
    moved = tmp_path / "far" / "away" / "c.crossreel"
    moved.parent.mkdir(parents=True)
    shutil.move(project / "catalogs" / "c.crossreel", moved)
    assert MediaPlaces(moved).find(row) == project / "videos" / "EP01.mp4"


def test_a_copy_of_the_folder_shows_its_own_videos(project: Path, tmp_path: Path) -> None:
    row = media(MediaPlaces(project / "catalogs" / "c.crossreel"), project / "videos" / "EP01.mp4")
    copied = Path(shutil.copytree(project, tmp_path / "copy"))
    assert MediaPlaces(copied / "catalogs" / "c.crossreel").find(row) == copied / "videos" / "EP01.mp4"


def test_a_link_to_another_drive_inside_the_project_stays_a_link(project: Path, tmp_path: Path) -> None:
    drive = put(tmp_path / "mnt" / "nas" / "EP09.mp4").parent
    (project / "catalogs" / "nas").symlink_to(drive)
    row = media(MediaPlaces(project / "catalogs" / "c.crossreel"), project / "catalogs" / "nas" / "EP09.mp4")
    assert (row.relative_path, row.path) == ("nas/EP09.mp4", str(drive / "EP09.mp4"))
    (project / "catalogs" / "nas").unlink()
    assert MediaPlaces(project / "catalogs" / "c.crossreel").find(row) == drive / "EP09.mp4"


def test_a_video_that_is_no_file_is_nowhere(project: Path) -> None:
    places = MediaPlaces(project / "catalogs" / "c.crossreel")
    os.mkfifo(project / "pipe.mp4")
    rows = [
        Version(id=1, episode_id=1, path=str(project)),
        Version(id=1, episode_id=1, path=str(project / "pipe.mp4")),
        Version(id=1, episode_id=1, path="/" + "n" * 5000),
        Version(id=1, episode_id=1, path="a\0b", relative_path="a\0b"),
        Version(id=1, episode_id=1, path="C:\\Drama\\EP01.mp4"),
        Version(id=1, episode_id=1, path="", relative_path=""),
    ]
    assert [places.find(row) for row in rows] == [None] * len(rows)
    assert places.find(None) is None


def test_a_name_that_is_no_text_is_kept_and_found(tmp_path: Path) -> None:
    drama = make_drama(tmp_path / "c.crossreel", episodes=1, languages=())
    with closing(drama.database) as database:
        video = make_movie(tmp_path / "EP01.mp4", frames=10)
        video = video.rename(tmp_path / NO_TEXT)
        Cataloging(database).set_media(drama.episode_ids[0], video, probe(video).info)
        with database.read() as uow:
            [row] = uow.where(Version)
        assert row.relative_path == "file:%B5%DA%D2%BB%BC%AF.mp4"
        previewing = Previewing(database, cache_folder=tmp_path / "cache")
        assert previewing.media_path(row) == video
        assert previewing.still(row, 0, 40).height == 40
        assert Translating(database).sheet(drama.episode_ids[0]).media_path == str(video)


def test_every_use_case_writes_and_finds_the_same_place_behind_a_link(tmp_path: Path) -> None:
    real = tmp_path / "data" / "deep" / "project"
    videos = real / "videos"
    videos.mkdir(parents=True)
    for number in (1, 2):
        make_movie(videos / f"EP0{number}.mp4", frames=10 + number)
    (real / "catalogs").mkdir()
    link = tmp_path / "link"
    link.symlink_to(real / "catalogs")
    with closing(Database.open(link / "c.crossreel")) as database:
        importing = Importing(database)
        plan = importing.scan([videos])
        importing.apply(plan)
        with database.read() as uow:
            rows = {row.relative_path: row for row in uow.where(Version)}
            episodes = {episode.number: episode for episode in uow.where(Episode)}
        assert set(rows) == {"../videos/EP01.mp4", "../videos/EP02.mp4"}
        title_id = episodes[1].title_id
        Cataloging(database).set_media(episodes[1].id, videos / "EP01.mp4", probe(videos / "EP01.mp4").info)
        Previewing(database, cache_folder=tmp_path / "cache").relink(title_id, link / ".." / "videos")
        with database.read() as uow:
            after = {row.relative_path: row for row in uow.where(Version)}
            assert after == rows
            profile = read_profiles().get("app-standard")
            known = read_subject(uow, title_id, profile, ["en"], database.path)
            material = read_material(uow, known, profile, ["en"])
        assert {number: path.name for number, path in known.masters.references.items()} == {1: "EP01.mp4", 2: "EP02.mp4"}
        assert all(path.is_file() for path in material.masters.values())
        shown = Translating(database).sheet(episodes[2].id).media_path
        assert Path(shown).samefile(videos / "EP02.mp4")


def test_relinking_goes_past_a_file_that_cannot_be_read_and_serves_equal_videos_both(tmp_path: Path) -> None:
    drama = make_drama(tmp_path / "c.crossreel", episodes=2, languages=())
    with closing(drama.database) as database:
        video = make_movie(tmp_path / "EP01.mp4", frames=10)
        info = probe(video).info
        for episode_id in drama.episode_ids:
            Cataloging(database).set_media(episode_id, video, info)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        video = video.rename(elsewhere / NO_TEXT)
        (elsewhere / "loop").symlink_to(elsewhere / "loop")
        previewing = Previewing(database, cache_folder=tmp_path / "cache")
        report = previewing.relink(drama.title_id, elsewhere)
        assert [item.name for item in report.done] == [legible(NO_TEXT)]
        assert not report.failed
        with database.read() as uow:
            assert [previewing.media_path(row) for row in uow.where(Version)] == [video, video]


def test_a_name_is_found_in_whatever_form_the_disk_has_its_letters(project: Path) -> None:
    catalog = project / "catalog.crossreel"
    composed = put(project / "Série" / "Épisode 01.mp4")
    place = media(MediaPlaces(catalog), composed)
    apart = [unicodedata.normalize("NFD", part) for part in ("Série", "Épisode 01.mp4")]
    if (project / apart[0]).exists():
        pytest.skip("this file system knows one form alone")
    composed.rename(composed.with_name(apart[1]))
    composed.parent.rename(project / apart[0])
    assert MediaPlaces(catalog).find(place) == project / apart[0] / apart[1]
    twin = put(composed, b"another")
    assert MediaPlaces(catalog).find(place) == twin, "what is called just so goes first"
    shutil.rmtree(project / apart[0])
    twin.unlink()
    assert MediaPlaces(catalog).find(place) is None
