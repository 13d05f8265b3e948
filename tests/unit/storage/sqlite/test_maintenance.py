"""What another version derived is made anew in parts, after the catalog is open, beside edits, and resumed after a kill."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import Cancelled
from crossreel.storage import summaries
from crossreel.storage.database import Database
from crossreel.storage.kinds.cue import table as cue_table
from crossreel.storage.sqlite import search
from tests.unit.storage.drama import Drama, assert_sound, change, put_drama


def digest(path: Path) -> list[tuple[object, ...]]:
    """Return every derived row: figures, and each word of the search index with its rows."""
    with closing(sqlite3.connect(path)) as connection:
        found: list[tuple[object, ...]] = []
        for table in search.TABLES:
            connection.execute(f"CREATE VIRTUAL TABLE temp.words_{table} USING fts5vocab(main, {table}, instance)")
            found += connection.execute(f"SELECT term, doc FROM temp.words_{table} ORDER BY 1, 2").fetchall()
        for table in ("track_summary", "title_summary"):
            found += connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        return found


@pytest.fixture
def drama(catalog: Path, database: Database) -> Drama:
    made = put_drama(database, episodes=4)
    put_drama(database, code="OTHER", episodes=2)
    put_drama(database, code="THIRD", episodes=1)
    return made


def as_of_another_version(path: Path) -> None:
    """Leave the derived rows as another version would: other marks, an index with other options, figures that are wrong."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key IN (?, ?)", (search.VERSION_KEY, summaries.VERSION_KEY))
        for table in search.TABLES:
            connection.execute(f"DROP TABLE {table}")
            connection.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(text, content='', tokenize=unicode61)")
        connection.execute("INSERT INTO search_dialogue(rowid, text) SELECT id, 'stale ' || text FROM cue")
        connection.execute("UPDATE track_summary SET digest = 'old', cue_count = 99")
        connection.commit()


def parts(database: Database, count: int) -> None:
    """Do some parts of the maintenance, then be killed."""
    left = count

    def stop(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        database.maintain(stop)


def test_opening_makes_nothing_anew_and_the_job_does(catalog: Path, database: Database, drama: Drama) -> None:
    database.close()
    whole = digest(catalog)
    as_of_another_version(catalog)
    stale = digest(catalog)
    opened = Database.open(catalog, mode="window")
    assert digest(catalog) == stale and opened.needs_maintenance()
    told: list[tuple[int, int]] = []
    opened.maintain(lambda done, total: told.append((done, total)))
    assert not opened.needs_maintenance()
    assert told[0] == (0, 3 + 7 * 12) and told == sorted(told)
    opened.close()
    assert digest(catalog) == whole
    assert_sound(catalog)


@pytest.mark.parametrize("killed_after", range(12))
def test_edits_between_the_parts_are_found_and_counted_and_a_kill_costs_one_part(
    catalog: Path,
    database: Database,
    drama: Drama,
    monkeypatch: pytest.MonkeyPatch,
    killed_after: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(search.fill, "__defaults__", (20,))
    database.close()
    as_of_another_version(catalog)
    database = Database.open(catalog)
    parts(database, killed_after)
    with database.read() as uow:
        first, *_rest, last = uow.where(Cue, track_id=list(drama.track_ids.values()))
        (title,) = uow.where(Title, id=drama.title_id)
        reached = search.filling(uow.connection)
        at_the_mark = uow.find(Cue, reached.row_id) if reached is not None and reached.kind == "cue" else None
    if at_the_mark is not None:
        edit(database, at_the_mark, "albatross")
    edit(database, first, "swallow")
    edit(database, last, "sparrow")
    edit(database, last, "nightingale")
    new = Cue(id=database.new_id(), track_id=last.track_id, start_ms=90_000, end_ms=91_000, text="kingfisher")
    change(database, new, title_id=drama.title_id)
    change(database, Title(**{name: getattr(title, name) for name in Title.__slots__} | {"name": "The Raven"}), title_id=title.id)
    database.close()
    again = Database.open(catalog)
    again.maintain(lambda _done, _total: None)
    with again.read() as uow:
        assert len(search.search(uow.connection, "albatross")) == (1 if at_the_mark else 0)
        for word, count in (("swallow", 1), ("sparrow", 0), ("nightingale", 1), ("kingfisher", 1), ("raven", 1), ("stale", 0)):
            assert len(search.search(uow.connection, word)) == count, word
    again.close()
    done = digest(catalog)
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("DELETE FROM meta WHERE key IN (?, ?)", (search.VERSION_KEY, summaries.VERSION_KEY))
        connection.commit()
    anew = Database.open(catalog)
    anew.maintain(lambda _done, _total: None)
    anew.close()
    assert digest(catalog) == done
    assert not caplog.records, "what was dropped from the index was in it, and nothing else"
    assert_sound(catalog)


def test_no_text_is_given_up_for_an_index_that_is_broken(catalog: Path, database: Database, drama: Drama) -> None:
    as_of_another_version(catalog)  # under an open catalog: what is dropped was never put in
    with database.read() as uow:
        first, *_rest, last = uow.where(Cue, track_id=list(drama.track_ids.values()))
    edit(database, first, "swallow")
    edit(database, last, "sparrow")
    with database.read() as uow:
        assert [uow.get(Cue, each.id).text for each in (first, last)] == ["swallow", "sparrow"]
    assert database.needs_maintenance()
    database.maintain(lambda _done, _total: None)
    with database.read() as uow:
        assert len(search.search(uow.connection, "swallow")) == len(search.search(uow.connection, "sparrow")) == 1
        assert len(search.search(uow.connection, "哪里")) > 1
    database.close()
    assert_sound(catalog)


def edit(database: Database, cue: Cue, text: str) -> None:
    """Type a text."""
    with database.read() as uow:
        now = uow.get(Cue, cue.id)
    changed = Cue(**{name: getattr(now, name) for name in Cue.__slots__} | {"text": text})
    change(database, changed)


def test_two_processes_share_the_work(catalog: Path, database: Database, drama: Drama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.fill, "__defaults__", (20,))
    whole = digest(catalog)
    as_of_another_version(catalog)
    beside = Database.open(catalog)
    for count in (2, 1, 1):
        parts(database, count)
        parts(beside, count)
    beside.maintain(lambda _done, _total: None)
    beside.close()
    assert not database.needs_maintenance()
    assert digest(catalog) == whole


def test_searching_while_the_index_is_made_finds_what_is_in_it(
    catalog: Path, database: Database, drama: Drama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search.fill, "__defaults__", (20,))
    as_of_another_version(catalog)
    parts(database, 9)
    with database.read() as uow:
        some = len(search.search(uow.connection, "哪里"))
    database.maintain(lambda _done, _total: None)
    with database.read() as uow:
        every = len(search.search(uow.connection, "哪里"))
        assert every == uow.connection.execute(cue_table.select().where(cue_table.c.text.like("%哪里%"))).fetchall().__len__()
    assert some <= every
