"""Catalogs that somebody else had a hand in: nothing of theirs runs on our edits, and what is broken is named."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.errors import BadInput
from crossreel.storage import journal, queries
from crossreel.storage.backend import Mode
from crossreel.storage.database import Database
from crossreel.storage.registry import metadata
from crossreel.storage.sqlite import strangers
from tests.unit.storage.drama import change, header, put_drama, raises

FROZEN = Path(__file__).parents[3] / "migrations" / "v0001.crossreel"
STRANGERS = (
    "CREATE TRIGGER spoil AFTER UPDATE ON cue BEGIN UPDATE title SET name = 'spoilt'; END",
    "CREATE VIEW peep AS SELECT * FROM cue",
    'CREATE INDEX "odd ""name" ON cue (lower(text))',
    "DROP INDEX ix_cue_track_id_start_ms",
    "CREATE UNIQUE INDEX ix_cue_track_id_start_ms ON cue (start_ms, end_ms, track_id)",
)


def _sqlite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def _names(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT type, name FROM sqlite_master"))


@pytest.mark.parametrize("mode", ["window", "command"])
def test_what_would_run_on_our_edits_is_taken_out_with_a_word(catalog: Path, database: Database, mode: Mode) -> None:
    drama = put_drama(database)
    database.close()
    before = _names(catalog)
    _sqlite(catalog, *STRANGERS)
    opened = Database.open(catalog, mode=mode)
    (notice,) = opened.notices
    assert notice.code == "storage.strangers_removed"
    assert sorted(notice.facts["names"]) == sorted(["spoil", "peep", 'odd "name', "ix_cue_track_id_start_ms"])  # type: ignore[arg-type]
    with opened.read() as uow:
        cue = uow.where(Cue, track_id=drama.track_ids[1, "en"])[0]
    with opened.edit(header(drama.title_id)) as edit, edit.part() as uow:
        uow.put_images("cue", [{**uow.images("cue", [cue.id])[cue.id], "text": "Hello?"}])
    with opened.read() as uow:
        assert uow.get(Title, drama.title_id).name == "The Hidden Heir"
        assert uow.get(Cue, cue.id).text == "Hello?"
    opened.close()
    assert _names(catalog) == before
    again = Database.open(catalog)
    assert again.notices == ()
    again.close()


def test_a_new_catalog_holds_no_stranger_and_its_own_unique_indexes(tmp_path: Path) -> None:
    path = tmp_path / "new.crossreel"
    with closing(Database.open(path, author="Ana")) as database:
        assert database.notices == ()
    with closing(sqlite3.connect(path)) as file:
        found = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE UNIQUE INDEX%'")}
        assert strangers.find_strangers(file) == strangers.Strangers()
    ours = [index for table in metadata.tables.values() for index in table.indexes]
    assert found == {str(index.name) for index in ours if index.unique}


def test_a_reader_leaves_strangers_where_they_do_nothing(catalog: Path, database: Database) -> None:
    put_drama(database)
    database.close()
    _sqlite(catalog, *STRANGERS)
    before = _names(catalog)
    reader = Database.open(catalog, mode="read")
    with reader.read() as uow:
        assert [title.code for title in uow.where(Title)] == ["HEIR"]
    reader.close()
    assert _names(catalog) == before


def test_triggers_are_gone_before_an_older_catalog_is_brought_up_to_date(tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(FROZEN, tmp_path / "old.crossreel"))
    _sqlite(catalog, "CREATE TRIGGER spoil AFTER INSERT ON meta BEGIN DELETE FROM cue; END", "CREATE VIEW peep AS SELECT 1")
    opened = Database.open(catalog)
    with opened.read() as uow:
        assert len(uow.where(Cue)) == 12
    opened.close()
    assert not [name for kind, name in _names(catalog) if kind in ("trigger", "view")]


@pytest.mark.parametrize("mode", ["window", "command", "read"])
@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["CREATE TABLE bookmark (url TEXT)"], "bookmark"),
        (["ALTER TABLE cue ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'"], "cue"),
        (["ALTER TABLE title ADD COLUMN loud TEXT GENERATED ALWAYS AS (upper(name))"], "title"),
        (["DROP TABLE waiver", "CREATE VIEW waiver AS SELECT * FROM note"], "waiver"),
        (["DROP TABLE search_name", "CREATE VIRTUAL TABLE search_name USING fts5(text)"], "search_name"),
        (["DROP TABLE meta", "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (length(value) < 9))"], "meta"),
    ],
    ids=["foreign table", "column", "generated", "view for a table", "another index", "check"],
)  # fmt: skip
def test_tables_that_are_none_of_ours_are_refused_and_nothing_is_changed(
    catalog: Path, database: Database, mode: Mode, statements: list[str], name: str
) -> None:
    put_drama(database)
    database.close()
    _sqlite(catalog, *statements)
    before = _names(catalog)
    with raises(BadInput, "storage.strange_tables"):
        Database.open(catalog, mode=mode)
    assert _names(catalog) == before
    with closing(sqlite3.connect(catalog)) as connection:
        assert name in strangers.find_strangers(connection).tables


def test_no_connection_trusts_the_schema_or_skips_a_sync(catalog: Path, database: Database) -> None:
    with database.read() as reading, database.read() as beside, database.derived() as writing:
        for uow in (reading, beside, writing):
            told = [
                uow.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("trusted_schema", "cell_size_check", "synchronous", "foreign_keys")
            ]
            assert told == [0, 1, 2, 1]


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        (Title, "genres", "{"), (Title, "genres", "5"), (Title, "tropes", "null"), (Track, "extras", "[1]"),
        (Track, "role", "hero"),
        (Version, "frame_rate", "30/0"), (Version, "audio", '[{"loud": 1}]'), (Cue, "extras", "not json"), (Cue, "origin", ""),
        (Cue, "extras", "[" * 100_000),
    ],
)  # fmt: skip
def test_a_broken_row_is_named(catalog: Path, database: Database, kind: type, column: str, value: str) -> None:
    put_drama(database)
    table = {Title: "title", Track: "track", Version: "version", Cue: "cue"}[kind]
    with closing(sqlite3.connect(catalog)) as connection:
        (row_id,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row_id))
        connection.commit()
    for read in (lambda uow: uow.where(kind), lambda uow: uow.find(kind, row_id)):
        with pytest.raises(BadInput) as caught, database.read() as uow:
            read(uow)
        assert caught.value.code == "storage.broken_row"
        assert caught.value.facts == {"table": table, "row": row_id, "column": column}


def test_broken_facts_in_the_journal_are_named(catalog: Path, database: Database) -> None:
    drama = put_drama(database)
    _sqlite(catalog, "UPDATE journal_edit SET facts = '{'")
    with raises(BadInput, "storage.broken_row"), database.read() as uow:
        journal.edits(uow, [drama.edit.id])


def test_a_broken_figure_is_named(catalog: Path, database: Database) -> None:
    drama = put_drama(database)
    _sqlite(catalog, """UPDATE title_summary SET progress = '[["en", {"lost": 1}]]'""")
    with pytest.raises(BadInput) as caught, database.read() as uow:
        queries.title_rows(uow)
    assert caught.value.facts == {"table": "title_summary", "row": drama.title_id, "column": "progress"}


def test_an_error_of_sqlite_repeats_no_dialogue(database: Database) -> None:
    drama = put_drama(database)
    said: list[str] = []
    event.listen(database.engine, "handle_error", lambda context: said.append(str(context.sqlalchemy_exception)))
    cue = Cue(id=database.new_id(), track_id=drama.track_ids[1, "en"], start_ms=None, end_ms=1, text="Nobody knows")  # type: ignore[arg-type]
    with pytest.raises(DBAPIError) as caught:
        change(database, cue)
    assert said and "Nobody" not in said[0] + str(caught.value)
    assert "INSERT INTO cue" in said[0]
