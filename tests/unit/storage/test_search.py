"""What is asked of any search index: it finds what is written now, where it was asked for, names before lines."""

from dataclasses import replace

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.storage.database import Database
from tests.unit.storage.drama import Drama, change, header, over, put_drama


def found(database: Database, asked: str, limit: int = 50, **narrow: object) -> list[tuple[str, str]]:
    """The kind and language of each hit."""
    return [(hit.kind, hit.language) for hit in database.search(asked, limit, **narrow)]  # type: ignore[arg-type]


@pytest.fixture
def drama(database: Database) -> Drama:
    made = put_drama(database, episodes=1)
    change(database, TitleText(id=database.new_id(), title_id=made.title_id, language="fr", name="L’Héritier caché"))
    return made


def first_cue(database: Database, drama: Drama, language: str) -> Cue:
    with database.read() as uow:
        return uow.where(Cue, track_id=drama.track_ids[1, language])[0]


def test_a_line_is_found_with_where_it_is_said(database: Database, drama: Drama) -> None:
    cue = first_cue(database, drama, "zh-Hans")
    change(database, replace(cue, text="你到底<i>在哪里</i>？"))
    (hit,) = database.search("在哪里", language="zh-Hans")
    assert (hit.title_name, hit.episode_number, hit.start_ms, hit.cue_id) == ("The Hidden Heir", 1, cue.start_ms, cue.id)
    assert hit.text == "你到底在哪里？"


@pytest.mark.parametrize("asked", ["", "  ", "？", '"', "*", "%", "_", "-", "(", "里哪", "nobody said that"])
def test_what_nobody_said_is_not_found(database: Database, drama: Drama, asked: str) -> None:
    assert found(database, asked) == []


def test_names_come_before_lines_and_no_more_than_were_asked_for(database: Database, drama: Drama) -> None:
    change(database, replace(first_cue(database, drama, "en"), text="The hidden chapter"))
    assert found(database, "hidden") == [("title", ""), ("cue", "en")]
    assert found(database, "héritier") == [("title", "")]
    assert found(database, "继承人") == [("title", "")]
    assert found(database, "chapter") == [("episode", ""), ("cue", "en")]
    assert found(database, "chapter", limit=1) == [("episode", "")]
    assert found(database, "chapter", limit=0) == []


def test_what_is_found_follows_changes_removals_and_undone_parts(database: Database, drama: Drama) -> None:
    cue = first_cue(database, drama, "en")
    change(database, replace(cue, text="Something different"))
    assert found(database, "different") == [("cue", "en")]
    with pytest.raises(ZeroDivisionError), database.edit(header()) as open_edit, open_edit.part() as uow:
        over(uow, replace(cue, text="Never written"))
        raise ZeroDivisionError
    assert found(database, "different") == [("cue", "en")] and found(database, "never written") == []
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove(uow.get(Cue, cue.id))
        uow.put(replace(uow.where(Episode)[0], name="The funeral"))
    assert found(database, "different") == [] == found(database, "chapter")
    assert found(database, "funeral") == [("episode", "")]


def test_a_search_is_narrowed_to_a_title_and_a_language(database: Database, drama: Drama) -> None:
    other = Title(id=database.new_id(), code="OTHER", name="Another heir")
    episode = Episode(id=database.new_id(), title_id=other.id, number=1, name="The heir returns")
    track = Track(id=database.new_id(), episode_id=episode.id, language="de", role=Role.SOURCE)
    change(
        database, other, episode, track, Cue(id=database.new_id(), track_id=track.id, start_ms=0, end_ms=900, text="Wo bist du?")
    )
    change(database, replace(first_cue(database, drama, "en"), text="An heir, du Narr"))
    assert found(database, "heir", title_id=other.id) == [("episode", "")]
    assert found(database, "heir", title_id=drama.title_id) == [("cue", "en")]
    assert found(database, "bist du", title_id=other.id, language="de") == [("cue", "de")]
    assert found(database, "bist du", language="en") == []
    change(database, replace(track, language="de-CH"))
    assert found(database, "bist du", language="de-CH") == [("cue", "de-CH")] and found(database, "bist du", language="de") == []
