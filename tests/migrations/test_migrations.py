"""Catalogs of every version open, and migrating leads to the tables the program knows."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import xxhash
from sqlalchemy import Column, MetaData, Text, create_engine

from crossreel.domain.catalog.cut import WHOLE
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Look, Medium, Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import ReadOnly, Refused
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.storage import queries
from crossreel.storage import schema as storage_schema
from crossreel.storage.database import Database
from crossreel.storage.delivered import deliveries
from crossreel.storage.registry import metadata
from crossreel.storage.sqlite import catalog_file, opening, search, soundness
from crossreel.storage.tables import SCHEMA_VERSION
from tests.unit.storage.drama import assert_sound, change, journaled_digest, put_drama, raises
from tests.unit.storage.figures import assert_kept

FROZEN = sorted(Path(__file__).parent.glob("v*.crossreel"))
AFTER = f"{int(SCHEMA_VERSION) + 1:04}"
NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "{AFTER}"
down_revision = "{SCHEMA_VERSION}"


def upgrade() -> None:
    with op.batch_alter_table("cue") as cue:
        cue.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
"""


def schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(kind, name, " ".join(sql.split()).replace("( ", "(").replace(" )", ")")) for kind, name, sql in rows}


def test_there_is_a_frozen_catalog_of_every_version_but_the_newest() -> None:
    """The newest one grows until it is released; `freeze` then writes its catalog, before the next version begins."""
    versions = sorted(path.stem[:4] for path in (storage_schema.MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert versions[-1] == SCHEMA_VERSION
    assert {path.stem for path in FROZEN} >= {f"v{version}" for version in versions[:-1]}


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_catalog_of_an_earlier_version_opens_with_everything_in_it(frozen: Path, tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(frozen, tmp_path / "old.crossreel"))
    opened = Database.open(catalog, mode="window", author="Ana")
    opened.maintain(lambda _done, _total: None)
    with opened.read() as uow:
        (title,) = uow.where(Title)
        assert (title.code, title.original_name, len(uow.where(Cue))) == ("HEIR", "隐藏的继承人", 12)
        assert queries.matrix(uow, title.id).rows[0].cells["ar"].cue_count == 4
        assert len(search.search(uow.connection, "哪里")) == 3
    history = History(opened)
    assert history.lines(title.id)
    assert history.redo(title.id) is not None
    with opened.read() as uow:
        assert uow.where(Character)[0].names == {"en": "Lin Wan"}
    opened.close()
    assert_sound(catalog)


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_very_large_catalog_of_an_earlier_version_opens(frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one so large rows are sampled, from the tables and columns that its version has."""
    monkeypatch.setattr(soundness, "WHOLE_PAGES", 1)
    monkeypatch.setattr(soundness, "WALKED_PAGES", 1)
    opened = Database.open(Path(shutil.copyfile(frozen, tmp_path / "old.crossreel")))
    with opened.read() as uow:
        assert len(uow.where(Cue)) == 12
    opened.close()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_the_import_of_a_title_in_an_earlier_version_is_undone_in_the_catalog(frozen: Path, tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(frozen, tmp_path / "old.crossreel"))
    opened = Database.open(catalog, author="Ana")
    history, before = History(opened), journaled_digest(catalog)
    with opened.read() as uow:
        (title,) = uow.where(Title)
    assert history.undo(title.id) is None
    assert [(line.label, line.done, line.of_catalog) for line in history.lines(title.id)][-1] == ("edit.import", True, True)
    assert history.undo(None) is not None
    with opened.read() as uow:
        assert uow.where(Title) == [] and uow.where(Cue) == []
    assert history.undo(None) is None and history.redo(None) is not None
    assert journaled_digest(catalog) == before
    opened.close()


def test_edits_of_an_earlier_version_are_undone_in_the_order_in_which_they_began(tmp_path: Path) -> None:
    """In version 0001, edits were numbered as they ended: work beside an import came before it."""
    catalog = Path(shutil.copyfile(FROZEN[0], tmp_path / "old.crossreel"))
    with closing(sqlite3.connect(catalog)) as connection, connection:
        (title_id,) = connection.execute("SELECT id FROM title").fetchone()
        header = "INSERT INTO journal_edit VALUES (?, ?, ?, 'Ana', '{}', NULL, NULL, NULL, 1, 1, 0, ?)"
        part = "INSERT INTO journal_part (id, edit_id, at_ms) VALUES (?, ?, 1)"
        for edit_id, label, closed in ((7001, "edit.long", 12), (7002, "edit.short", 11)):
            connection.execute(header, (edit_id, label, title_id, closed))
        for part_id, edit_id in ((9001, 7001), (9002, 7002), (9003, 7001)):
            connection.execute(part, (part_id, edit_id))
    opened = Database.open(catalog, author="Ana")
    assert [line.label for line in History(opened).lines(title_id) if line.done][:2] == ["edit.short", "edit.long"]
    opened.close()


def test_what_was_delivered_stays_delivered(tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(FROZEN[0], tmp_path / "old.crossreel"))
    episode_id, title_id = put_old_delivery(catalog, {"en": delivered_before(catalog, "en"), "ar": "0123456789abcdef"})
    opened = Database.open(catalog, author="Ana")
    opened.maintain(lambda _done, _total: None)
    with opened.read() as uow:
        cells = queries.matrix(uow, title_id).rows[0].cells
        digests = queries.content_digests(uow, title_id)
        (delivery,) = deliveries(uow)
    assert (cells["en"].state, cells["ar"].state) == (State.DELIVERED, State.APPROVED)
    assert (cells["en"].buyers, cells["ar"].buyers, cells["ar"].outdated) == (("APP",), (), ("APP",))
    assert (delivery.buyer, delivery.profile_version, delivery.round, delivery.files) == ("APP", "", 1, {})
    assert delivery.cells == {f"{episode_id}:en": digests[episode_id, "en"], f"{episode_id}:ar": "0123456789abcdef"}
    editing = Editing(opened)
    with opened.read() as uow:
        cue = next(cue for cue in uow.where(Cue) if cue.track_id == cells["en"].track_id)
    editing.set_text(cue.id, "Other words")
    with opened.read() as uow:
        assert queries.matrix(uow, title_id).rows[0].cells["en"].state is State.TRANSLATED
    History(opened).undo(title_id)
    with opened.read() as uow:
        assert queries.matrix(uow, title_id).rows[0].cells["en"].state is State.DELIVERED
    assert_kept(opened)
    opened.close()


def delivered_before(catalog: Path, language: str) -> str:
    """The digest of a track as the first version of the catalog recorded it."""
    with closing(sqlite3.connect(catalog)) as connection:
        rows = connection.execute(
            "SELECT start_ms, end_ms, placement, text FROM cue JOIN track ON track.id = track_id WHERE language = ?"
            " ORDER BY start_ms, end_ms, cue.id",
            [language],
        ).fetchall()
    assert len(rows) == 4
    return xxhash.xxh3_64_hexdigest("\x1e".join("\x1f".join(map(str, row)) for row in rows).encode())


def put_old_delivery(catalog: Path, digests: dict[str, str]) -> tuple[int, int]:
    """Record a delivery of the one episode, and approve everything; return the ids of episode and title."""
    with closing(sqlite3.connect(catalog)) as connection, connection:
        episode_id, title_id = connection.execute("SELECT id, title_id FROM episode").fetchone()
        cells = json.dumps({f"{episode_id}:{language}": digest for language, digest in digests.items()})
        connection.execute("INSERT INTO delivery VALUES (1, ?, 'app-standard', '[]', '/p', 'Ana', 1, '', 0, ?)", [title_id, cells])
        connection.executemany("INSERT INTO delivered_cell VALUES (?, ?, ?, 1)", [(episode_id, *each) for each in digests.items()])
        connection.execute("UPDATE track SET state = 'approved'")
        return int(episode_id), int(title_id)


def test_the_migrations_build_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.crossreel", tmp_path / "migrated.crossreel"
    catalog_file.create(made)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(migrated))
    with engine.begin() as connection:
        storage_schema.upgrade(connection)
    engine.dispose()
    assert schema(migrated) == schema(made)
    with closing(sqlite3.connect(migrated)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA_VERSION,)]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that is one migration further."""
    folder = tmp_path / "100% migrations"
    shutil.copytree(storage_schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{AFTER}_moods.py").write_text(NEXT)
    monkeypatch.setattr(storage_schema, "MIGRATIONS", folder)
    for module in (catalog_file, opening, storage_schema):
        monkeypatch.setattr(module, "SCHEMA_VERSION", AFTER)
    known = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(known)
    known.tables["cue"].append_column(Column("mood", Text, nullable=False))
    monkeypatch.setattr(catalog_file.strangers, "metadata", known)
    yield folder


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A catalog of this version."""
    path = tmp_path / "catalog.crossreel"
    made = Database.open(path)
    put_drama(made)
    made.close()
    return path


def test_a_migration_keeps_a_backup_and_the_history_but_closes_undo(catalog: Path, next_version: Path) -> None:
    before = schema(catalog)
    opened = Database.open(catalog, author="Ana")
    backup = catalog.with_name(f"catalog.of-version-{SCHEMA_VERSION}.crossreel")
    assert schema(backup) == before
    assert_sound(backup)
    with opened.read() as uow:
        (title,) = uow.where(Title)
        assert len(uow.where(Cue)) == 24
        assert set(uow.connection.exec_driver_sql("SELECT mood FROM cue").scalars()) == {"calm"}
    history = History(opened)
    assert [(line.label, line.replayable) for line in history.lines(None)] == [("edit.import", False)]
    assert history.can_undo(None) is None and history.undo(None) is None
    with raises(Refused, "history.closed"):
        history.undo_to(None, history.lines(None)[0].edit_id)
    change(opened, replace(title, name="New"), title_id=title.id)
    assert history.undo(title.id) is not None and history.undo(title.id) is None
    opened.close()
    assert_sound(catalog)
    again = Database.open(catalog)
    assert [(line.label, line.done) for line in History(again).lines(title.id)] == [("edit.test", False), ("edit.import", True)]
    again.close()


def test_an_edit_from_before_a_field_was_added_is_undone(catalog: Path) -> None:
    opened = Database.open(catalog, author="Ana")
    with opened.read() as uow:
        cue = next(each for each in uow.where(Cue) if each.anchor_id is None)
    Editing(opened).set_text(cue.id, "Other words")
    opened.close()
    with closing(sqlite3.connect(catalog)) as connection, connection:
        for column in ("before", "after"):
            connection.execute(f"UPDATE journal_change SET {column} = json_remove({column}, '$.spoken_in') WHERE kind = 'cue'")
    opened = Database.open(catalog, author="Ana")
    with opened.read() as uow:
        (title,) = uow.where(Title)
    assert History(opened).undo(title.id) is not None
    with opened.read() as uow:
        assert uow.get(Cue, cue.id) == cue
    opened.close()
    assert_sound(catalog)


def test_an_older_catalog_is_not_migrated_for_reading(catalog: Path, next_version: Path) -> None:
    before = schema(catalog)
    with raises(ReadOnly, "storage.older_read_only"):
        Database.open(catalog, mode="read")
    assert schema(catalog) == before


def test_a_migration_that_fails_changes_nothing(catalog: Path, next_version: Path) -> None:
    before = schema(catalog)
    broken = NEXT + "    op.execute('DELETE FROM title')\n    raise RuntimeError('broken')\n"
    (next_version / "versions" / f"{AFTER}_moods.py").write_text(broken)
    with pytest.raises(RuntimeError):
        Database.open(catalog)
    assert schema(catalog) == before
    assert_sound(catalog)


def test_a_migration_that_breaks_references_changes_nothing(catalog: Path, next_version: Path) -> None:
    before = schema(catalog)
    (next_version / "versions" / f"{AFTER}_moods.py").write_text(NEXT + "    op.execute('DELETE FROM title')\n")
    with pytest.raises(Exception, match=r"storage\.damaged"):
        Database.open(catalog)
    assert schema(catalog) == before


def test_opening_loads_no_migration_tool(catalog: Path) -> None:
    import subprocess
    import sys

    script = f"""
import sys
from pathlib import Path
from crossreel.storage.database import Database
Database.open(Path({str(catalog)!r})).close()
Database.open(Path({str(catalog)!r} + "2")).close()
assert not [name for name in sys.modules if name.startswith(("alembic", "sqlalchemy.orm", "mako"))]
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_video_of_before_is_the_reference_and_what_was_done_to_it_is_undone(tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(FROZEN[3], tmp_path / "old.crossreel"))
    names = (
        "id", "episode_id", "path", "relative_path", "content_key", "size_bytes", "duration_ms", "width", "height", "rotation",
        "frame_rate", "variable_frame_rate", "video_codec", "audio",
    )  # fmt: skip
    with closing(sqlite3.connect(catalog)) as connection, connection:
        row = dict(zip(names, connection.execute(f"SELECT {', '.join(names)} FROM media_file").fetchone(), strict=True))
        image = row | {"audio": [], "variable_frame_rate": False}
        (title_id,) = connection.execute("SELECT id FROM title").fetchone()
        (actor_id,) = connection.execute("SELECT id FROM actor").fetchone()
        connection.execute("UPDATE media_file SET path = '/new.mp4', duration_ms = 5000")
        header = "INSERT INTO journal_edit VALUES (7001, 'edit.set_media', ?, ?, '{}', NULL, NULL, NULL, 1, 1, 0, 99, 99, '', 0, 0)"
        connection.execute(header, (title_id, actor_id))
        connection.execute("INSERT INTO journal_part (id, edit_id, at_ms) VALUES (9001, 7001, 1)")
        connection.execute(
            "INSERT INTO journal_change VALUES (NULL, 9001, 'media_file', ?, ?, ?)",
            (row["id"], json.dumps(image), json.dumps(image | {"path": "/new.mp4", "duration_ms": 5000})),
        )
    opened = Database.open(catalog, author="Ana")
    with opened.read() as uow:
        (version,) = uow.where(Version)
    assert (version.id, version.path, version.duration_ms, version.cut) == (row["id"], "/new.mp4", 5000, WHOLE)
    assert (version.medium, version.look, version.is_reference) == (Medium.PICTURE, Look.UNKNOWN, True)
    assert History(opened).undo(title_id) is not None
    with opened.read() as uow:
        assert [(each.path, each.file_ms) for each in uow.where(Version)] == [("/video/1.mp4", 60_000)]
    opened.close()
    assert_sound(catalog)
