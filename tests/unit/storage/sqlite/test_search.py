"""Dialogue and names are found in every script, and the index follows every edit."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.storage.database import Database
from crossreel.storage.sqlite import search
from tests.unit.storage.drama import assert_sound, change, header, over, put_drama

LINES = {
    "zh-Hans": "你到底在哪里？",
    "ja": "どこにいるの、お嬢様",
    "ko": "어디에 있어요",
    "th": "คุณอยู่ที่ไหน",
    "ar": "أَيْنَ أَنْتَ",
    "vi": "Anh đang ở đâu",
    "es-419": "¿Dónde <i>estás</i> ahora?",
    "hi": "तुम कहाँ हो",
    "de": "Wo bist du, Straßenkind?",
}


@pytest.fixture
def lines(database: Database) -> dict[str, int]:
    """One cue a language; ids by language."""
    title = Title(id=database.new_id(), code="HEIR", name="The Hidden Heir", original_name="隐藏的继承人")
    episode = Episode(id=database.new_id(), title_id=title.id, number=7, name="The wedding")
    cues: dict[str, Cue] = {}
    tracks: list[Track] = []
    for language, text in LINES.items():
        track = Track(id=database.new_id(), episode_id=episode.id, language=language, role=Role.TRANSLATION)
        tracks.append(track)
        cues[language] = Cue(id=database.new_id(), track_id=track.id, start_ms=1000, end_ms=2000, text=text)
    change(database, title, episode, *tracks, *cues.values())
    change(database, TitleText(id=database.new_id(), title_id=title.id, language="fr", name="L’Héritier caché"))
    return {language: cue.id for language, cue in cues.items()}


def found(database: Database, asked: str, limit: int = 50) -> list[tuple[str, str]]:
    with database.read() as uow:
        return [(hit.kind, hit.language) for hit in search.search(uow.connection, asked, limit)]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("哪", "zh-Hans"), ("在哪里", "zh-Hans"), ("お嬢様", "ja"), ("있어", "ko"), ("ที่ไหน", "th"), ("อยู่", "th"),
        ("أين", "ar"), ("أنت", "ar"), ("đang ở", "vi"), ("dang o", "vi"), ("donde estas", "es-419"), ("DÓNDE", "es-419"),
        ("कहाँ", "hi"), ("bist du", "de"), ("straßen", "de"),
    ],
)  # fmt: skip
def test_a_line_is_found_in_its_script(database: Database, lines: dict[str, int], asked: str, language: str) -> None:
    with database.read() as uow:
        hits = search.search(uow.connection, asked)
    assert [hit.cue_id for hit in hits] == [lines[language]]
    assert (hits[0].title_name, hits[0].episode_number, hits[0].start_ms) == ("The Hidden Heir", 7, 1000)
    assert "<i>" not in hits[0].text


@pytest.mark.parametrize("asked", ["", "  ", "？", '"', "*", "-", "(", "NEAR(", "里哪", "在里", "\x00"])
def test_what_is_not_there_is_not_found(database: Database, lines: dict[str, int], asked: str) -> None:
    assert found(database, asked) == []


def test_titles_and_episodes_are_found_by_name_before_the_lines(database: Database, lines: dict[str, int]) -> None:
    change(database, replace(_cue(database, lines["de"]), text="The hidden wedding"))
    assert found(database, "hidden") == [("title", ""), ("cue", "de")]
    assert found(database, "heir") == found(database, "HEIR") == found(database, "heri") == [("title", "")]
    assert found(database, "继承人") == [("title", "")]
    assert found(database, "wedd") == [("episode", ""), ("cue", "de")]
    assert found(database, "wedd", limit=1) == [("episode", "")]
    assert found(database, "wedd", limit=0) == []


def _cue(database: Database, cue_id: int) -> Cue:
    with database.read() as uow:
        return uow.get(Cue, cue_id)


def test_the_index_follows_changes_and_removals(catalog: Path, database: Database, lines: dict[str, int]) -> None:
    cue = _cue(database, lines["de"])
    change(database, replace(cue, text="Etwas anderes"))
    assert found(database, "bist du") == [] and found(database, "anderes") == [("cue", "de")]
    change(database, replace(cue, text="Etwas anderes", start_ms=0))
    assert found(database, "anderes") == [("cue", "de")]
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove(cue)
        episode = uow.where(Episode)[0]
        over(uow, replace(episode, name="The funeral"))
    assert found(database, "anderes") == [] and found(database, "wedding") == [] and found(database, "funeral") == [("episode", "")]
    database.close()
    assert_sound(catalog)


def test_an_index_of_another_normalizer_is_made_anew(catalog: Path, database: Database) -> None:
    put_drama(database)
    before = found(database, "哪里")
    database.close()
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("INSERT INTO search_dialogue(search_dialogue) VALUES ('delete-all')")
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'normalizer_version'")
        connection.commit()
    renewed = Database.open(catalog)
    renewed.maintain(lambda _done, _total: None)
    assert found(renewed, "哪里") == before and before
    assert found(renewed, "hidden") and found(renewed, "chapter")
    renewed.close()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_whatever_is_asked_is_a_query(asked: str) -> None:
    with closing(index_of(search.normalize(asked))) as connection:
        query = search.query(asked)
        if query:
            is_found(connection, query)


HAN = st.text("真相回来三", min_size=1, max_size=4)
WORD = st.text("abc", min_size=2, max_size=4)
PIECES = st.lists(st.one_of(HAN, WORD, st.sampled_from(["，", "\n", "…"])), min_size=1, max_size=6)


@given(PIECES, st.data())
def test_every_stretch_of_a_line_finds_it(pieces: list[str], data: st.DataObject) -> None:
    """A stretch may begin and end inside a run of Chinese, and end inside a word of two letters or more."""
    line = " ".join(pieces)
    starts = [at for at in range(len(line)) if line[at] not in "abc" or at == 0 or line[at - 1] not in "abc"]
    start = data.draw(st.sampled_from(starts))
    asked = line[start : data.draw(st.integers(start + 1, len(line)))]
    query = search.query(asked)
    if not query or (asked[-1] in "abc" and (len(asked) == 1 or asked[-2] not in "abc")):
        return
    with closing(index_of(search.normalize(line))) as connection:
        assert is_found(connection, query)


@given(HAN, HAN)
def test_characters_are_found_just_where_they_stand_side_by_side(line: str, asked: str) -> None:
    with closing(index_of(search.normalize(line))) as connection:
        assert is_found(connection, search.query(asked)) is (asked in line)


def index_of(indexed: str) -> sqlite3.Connection:
    """An index of one line."""
    connection = sqlite3.connect(":memory:")
    for statement in search.DDL:
        connection.execute(statement)
    connection.execute("INSERT INTO search_dialogue(rowid, text) VALUES (1, ?)", (indexed,))
    return connection


def is_found(connection: sqlite3.Connection, query: str) -> bool:
    """Whether the one line is found."""
    return bool(connection.execute("SELECT rowid FROM search_dialogue WHERE search_dialogue MATCH ?", (query,)).fetchall())


def test_a_search_is_narrowed_to_a_title_and_a_language(database: Database, lines: dict[str, int]) -> None:
    other = Title(id=database.new_id(), code="OTHER", name="Another wedding")
    episode = Episode(id=database.new_id(), title_id=other.id, number=1, name="")
    track = Track(id=database.new_id(), episode_id=episode.id, language="de", role=Role.SOURCE)
    cue = Cue(id=database.new_id(), track_id=track.id, start_ms=0, end_ms=900, text="Wo bist du? 你在哪里")
    change(database, other, episode, track, cue)

    def ids(asked: str, **narrow: object) -> list[int | None]:
        with database.read() as uow:
            return [hit.cue_id for hit in search.search(uow.connection, asked, **narrow)]  # type: ignore[arg-type]

    assert set(ids("哪里")) == {lines["zh-Hans"], cue.id}
    assert ids("哪里", title_id=other.id) == [cue.id]
    assert ids("哪里", language="zh-Hans") == [lines["zh-Hans"]]
    assert ids("bist du", title_id=other.id, language="de") == [cue.id]
    assert ids("bist du", title_id=other.id, language="en") == []
    assert ids("wedding", title_id=other.id) == [] == ids("wedding", language="de")


def test_the_marks_of_a_line_follow_the_language_of_its_track(catalog: Path, database: Database, lines: dict[str, int]) -> None:
    with database.read() as uow:
        track = next(each for each in uow.where(Track) if each.language == "zh-Hans")
    change(database, replace(track, language="zh-Hant"))
    assert found(database, "哪里") == [("cue", "zh-Hant")]
    with database.read() as uow:
        assert [hit.cue_id for hit in search.search(uow.connection, "哪里", language="zh-Hant")] == [lines["zh-Hans"]]
        assert search.search(uow.connection, "哪里", language="zh-Hans") == []
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove_all(uow.where(Cue, track_id=track.id))
        uow.remove(replace(track, language="zh-Hant"))
    assert found(database, "哪里") == []
    database.close()
    assert_sound(catalog)


def test_titles_with_the_same_mark_are_told_apart(database: Database, lines: dict[str, int]) -> None:
    with database.read() as uow:
        first = uow.where(Title)[0]
    other = Title(id=first.id + 65_000, code="OTHER", name="Other")
    episode = Episode(id=database.new_id(), title_id=other.id, number=1, name="")
    track = Track(id=database.new_id(), episode_id=episode.id, language="de", role=Role.SOURCE)
    cue = Cue(id=database.new_id(), track_id=track.id, start_ms=0, end_ms=900, text="Wo bist du?")
    change(database, other, episode, track, cue)
    with database.read() as uow:
        assert [hit.cue_id for hit in search.search(uow.connection, "bist du", title_id=other.id)] == [cue.id]
        assert [hit.cue_id for hit in search.search(uow.connection, "bist du", title_id=first.id)] == [lines["de"]]
