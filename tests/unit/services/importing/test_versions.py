"""Pictures and sounds of an import become versions of their episodes, one of them the reference."""

import shutil
from pathlib import Path

import pytest

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Look, Medium, Version, in_order
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting
from crossreel.domain.importing.references import reference_of
from crossreel.services.history.undoing import History
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie, tone
from tests.unit.services.importing.folders import LINES, put_srt, put_video

MOVIES = ("clean", "burned", "small", "later")


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give videos of other content, and a sound."""
    folder = tmp_path_factory.mktemp("movies")
    made = {name: make_movie(folder / f"{name}.mp4", frames=30 + at, samples=tone(1.0)) for at, name in enumerate(MOVIES)}
    made["small"] = make_movie(folder / "small.mp4", frames=20, width=90, height=160)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of its own, beside the catalog."""
    return tmp_path / "from the vendor"


def taken(importing: Importing, folder: Path, title_id: int | None = None) -> ImportPlan:
    """Plan the import of a folder."""
    plan = importing.scan([folder], title_id=title_id)
    return plan if title_id else correct.set_title(plan, code="HEIR", name="Heir")


def versions(database: Database, number: int = 1) -> list[tuple[object, ...]]:
    """Read what an episode has: medium, look, language, label, whether it is the reference, its file."""
    with database.read() as uow:
        (episode,) = uow.where(Episode, number=number)
        there = in_order(uow.where(Version, episode_id=episode.id))
    return [(each.medium, each.look, each.language, each.label, each.is_reference, Path(each.path).name) for each in there]


def title_of(database: Database) -> int:
    """Return the id of the only title."""
    with database.read() as uow:
        return uow.where(Episode)[0].title_id


def test_clean_burned_and_dub_of_an_episode_become_its_versions(
    importing: Importing, database: Database, movies: dict[str, Path], folder: Path
) -> None:
    put_video(movies["burned"], folder / "EP01_burned_en.mp4")
    put_video(movies["clean"], folder / "EP01_clean_1080p.mp4")
    put_video(movies["small"], folder / "EP01_clean_720p.mp4")
    shutil.copy(movies["clean"], folder / "EP01_dub_pt-BR.m4a")
    plan = taken(importing, folder)
    assert {item.name: item.status for item in plan.items} == dict.fromkeys([item.name for item in plan.items], ItemStatus.NEW)
    found = reference_of(plan, 1)
    assert found is not None and found.name == "EP01_clean_1080p.mp4"
    report = importing.apply(plan)
    assert (len(report.done), report.failed) == (4, ())
    assert versions(database) == [
        (Medium.PICTURE, Look.BURNED, "en", "", False, "EP01_burned_en.mp4"),
        (Medium.PICTURE, Look.CLEAN, "", "720p", False, "EP01_clean_720p.mp4"),
        (Medium.PICTURE, Look.CLEAN, "", "1080p", True, "EP01_clean_1080p.mp4"),
        (Medium.SOUND, Look.DUBBED, "pt-BR", "", False, "EP01_dub_pt-BR.m4a"),
    ]
    again = taken(importing, folder, title_of(database))
    assert {item.status for item in again.items} == {ItemStatus.IDENTICAL}
    History(database).undo(None)
    with database.read() as uow:
        assert uow.where(Version) == []


def test_a_later_picture_comes_in_beside_the_reference_and_replaces_only_its_own_look(
    importing: Importing, database: Database, movies: dict[str, Path], folder: Path
) -> None:
    first, second, third = (folder / name for name in ("first", "second", "third"))
    put_video(movies["burned"], first / "EP01_burned_en.mp4")
    put_video(movies["clean"], second / "EP01_clean.mp4")
    put_video(movies["later"], third / "EP01_burned_en.mp4")
    importing.apply(taken(importing, first))
    title_id = title_of(database)
    importing.apply(taken(importing, second, title_id))
    assert [(look, reference) for _medium, look, _language, _label, reference, _name in versions(database)] == [
        (Look.BURNED, True), (Look.CLEAN, False),
    ]  # fmt: skip
    plan = taken(importing, third, title_id)
    assert [item.status for item in plan.items] == [ItemStatus.CONFLICT]
    importing.apply(correct.set_on_existing(plan, OnExisting.REPLACE))
    with database.read() as uow:
        sizes = {each.look: (each.is_reference, each.size_bytes) for each in uow.where(Version)}
    assert sizes[Look.BURNED] == (True, (third / "EP01_burned_en.mp4").stat().st_size)
    assert sizes[Look.CLEAN] == (False, (second / "EP01_clean.mp4").stat().st_size)


def test_pictures_of_other_sizes_need_no_choice(
    importing: Importing, database: Database, movies: dict[str, Path], folder: Path
) -> None:
    put_video(movies["clean"], folder / "large" / "EP01.mp4")
    put_video(movies["small"], folder / "small" / "EP01.mp4")
    plan = taken(importing, folder)
    assert [item.status for item in plan.items] == [ItemStatus.NEW] * 2
    small = next(item.id for item in plan.items if item.info is not None and item.info.width == 90)
    importing.apply(correct.set_reference(plan, small))
    assert [(label, reference) for _medium, _look, _language, label, reference, _name in versions(database)] == [
        ("180p", False), ("90p", True),
    ]  # fmt: skip


def test_a_file_of_two_episodes_is_cut_and_its_subtitles_hang_on_each(
    importing: Importing, database: Database, movies: dict[str, Path], folder: Path
) -> None:
    put_video(movies["clean"], folder / "EP07-08.mp4")
    put_srt(folder / "EP07-08.en.srt", "en", times=((0, 400), (350, 600), (700, 900)))
    plan = taken(importing, folder)
    assert [item.status for item in plan.items] == [ItemStatus.UNMATCHED] * 2
    (film,) = [item.id for item in plan.items if item.info is not None]
    plan = correct.set_cuts(plan, film, {7: Cut(out_ms=500), 8: Cut(in_ms=500)})
    report = importing.apply(plan)
    assert (report.failed, [item.code for item in report.notices]) == ((), ["import.cut_across", "import.gaps"])
    with database.read() as uow:
        numbers = {episode.id: episode.number for episode in uow.where(Episode)}
        cuts = {numbers[each.episode_id]: (each.cut, each.is_reference) for each in uow.where(Version)}
    assert cuts == {7: (Cut(out_ms=500), True), 8: (Cut(in_ms=500), True)}
    with database.read() as uow:
        tracks = {track.id: numbers[track.episode_id] for track in uow.where(Track)}
        cues = {(tracks[cue.track_id], cue.start_ms, cue.end_ms, cue.text) for cue in uow.where(Cue)}
    first, second, third = LINES["en"]
    assert cues == {(7, 0, 400, first), (7, 350, 500, second), (8, 200, 400, third)}
    again = taken(importing, folder, title_of(database))
    assert {item.info is not None: item.status for item in again.items} == {True: ItemStatus.IDENTICAL, False: ItemStatus.UNMATCHED}
    again = correct.set_cuts(again, film, {7: Cut(out_ms=500), 8: Cut(in_ms=500)})
    assert [item.status for item in again.items] == [ItemStatus.IDENTICAL] * 3


def test_a_sound_is_put_into_an_episode_in_its_language(
    importing: Importing, database: Database, movies: dict[str, Path], folder: Path
) -> None:
    put_video(movies["clean"], folder / "EP01.mp4")
    importing.apply(taken(importing, folder))
    with database.read() as uow:
        (episode,) = uow.where(Episode)
    shutil.copy(movies["burned"], folder / "mix.m4a")
    report = importing.import_file(folder / "mix.m4a", episode.id, "fr")
    assert (len(report.done), report.failed) == (1, ())
    assert versions(database)[1] == (Medium.SOUND, Look.UNKNOWN, "fr", "", False, "mix.m4a")
