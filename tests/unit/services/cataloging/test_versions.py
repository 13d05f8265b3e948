"""The laws of versions: one reference wherever there is a picture, whatever is done, undone and done again."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Look, Medium, Version, VersionFacts
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, NotFound, StaleText
from crossreel.domain.picture.mark import Mark
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.services.marking.shots import Marking
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie
from tests.unit.storage.drama import raises


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a video of two seconds and a sound of one."""
    folder = tmp_path_factory.mktemp("files")
    with wave.open(str(folder / "dub.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(16000))
    return make_movie(folder / "EP01.mp4", frames=60), folder / "dub.wav"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database.open(tmp_path_factory.mktemp("catalog") / "c.crossreel", author="Ana")
    yield opened
    opened.close()


def episode_of(database: Database) -> tuple[int, int]:
    """Make a title with an empty episode; return both ids."""
    title_id, episode_id = database.new_id(), database.new_id()
    with database.edit(EditHeader(label="edit.create_title", title_id=title_id)) as edit, edit.part() as uow:
        uow.put(Title(id=title_id, code=f"T{title_id % 10**12}", name="Heir"))
        uow.put(Episode(id=episode_id, title_id=title_id, number=1))
    return title_id, episode_id


def held(database: Database, episode_id: int) -> list[Version]:
    """Read the versions of an episode."""
    with database.read() as uow:
        return uow.where(Version, episode_id=episode_id)


ACTS = st.lists(
    st.tuples(st.sampled_from(("video", "sound", "refer", "remove", "mute", "undo", "redo")), st.integers(0, 9)), max_size=9
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_an_episode_with_a_picture_has_one_reference(
    database: Database, files: tuple[Path, Path], acts: list[tuple[str, int]]
) -> None:
    title_id, episode_id = episode_of(database)
    cataloging, history = Cataloging(database), History(database)
    for act, which in acts:
        there = held(database, episode_id)
        chosen = there[which % len(there)] if there else None
        if act in ("video", "sound"):
            look = list(Look)[which % len(Look)]
            cataloging.add_version(episode_id, files[act == "sound"], VersionFacts(look=look), reference=which > 7)
        elif act == "undo":
            history.undo(title_id)
        elif act == "redo":
            history.redo(title_id)
        elif chosen is not None and act == "remove":
            cataloging.remove_version(chosen.id)
        elif chosen is not None and act == "mute":
            cataloging.change_version(chosen.id, VersionFacts(medium=Medium.SOUND))
        elif chosen is not None and chosen.has_picture:
            cataloging.set_reference(chosen.id)
        now = held(database, episode_id)
        references = [each for each in now if each.is_reference]
        assert len(references) == any(each.has_picture for each in now)
        assert all(each.has_picture for each in references)


def test_shot_changes_stay_on_their_pictures_when_the_in_point_moves(database: Database, files: tuple[Path, Path]) -> None:
    title_id, episode_id = episode_of(database)
    cataloging, marking = Cataloging(database), Marking(database)
    cataloging.add_version(episode_id, files[0])
    (version,) = held(database, episode_id)
    for at_ms in (300, 1000):
        marking.add(episode_id, at_ms)
    cataloging.change_version(version.id, VersionFacts(cut=Cut(in_ms=400)))
    with database.read() as uow:
        assert [mark.start_ms for mark in uow.where(Mark, episode_id=episode_id)] == [600]
    History(database).undo(title_id)
    with database.read() as uow:
        assert [mark.start_ms for mark in uow.where(Mark, episode_id=episode_id)] == [300, 1000]


def test_what_cannot_be_is_refused_and_changes_nothing(database: Database, files: tuple[Path, Path]) -> None:
    _title_id, episode_id = episode_of(database)
    cataloging = Cataloging(database)
    cataloging.add_version(episode_id, files[0], VersionFacts(label="v1"))
    cataloging.add_version(episode_id, files[1])
    picture, sound = held(database, episode_id)
    with raises(BadInput, "catalog.bad_cut"):
        cataloging.change_version(picture.id, VersionFacts(cut=Cut(in_ms=900, out_ms=900)))
    with raises(BadInput, "catalog.cut_outside"):
        cataloging.change_version(picture.id, VersionFacts(cut=Cut(in_ms=2000)))
    with raises(BadInput, "catalog.sound_no_reference"):
        cataloging.set_reference(sound.id)
    with raises(BadInput, "catalog.no_picture_in"):
        cataloging.refer_version(picture.id, files[1])
    with raises(BadInput, "catalog.no_picture_in"):
        cataloging.add_version(episode_id, files[1], VersionFacts(medium=Medium.PICTURE))
    with raises(BadInput, "catalog.unknown_language"):
        cataloging.change_version(picture.id, VersionFacts(language="no language"))
    cataloging.change_version(picture.id, VersionFacts(label="v2"))
    with raises(StaleText, "storage.stale_value_by"):
        cataloging.change_version(picture.id, VersionFacts(label="v3"), seen=picture)
    assert [each.label for each in held(database, episode_id)] == ["v2", ""]
    cataloging.remove_version(sound.id)
    with raises(NotFound, "catalog.no_version"):
        cataloging.set_reference(sound.id)
