"""What SQLite promises of a catalog file that is open: durable commits, whole backups, damage that is named."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import ReadOnly, StorageFailed
from crossreel.storage.database import Database
from tests.unit.storage.drama import assert_sound, header, put_drama, raises


def test_a_backup_is_whole_and_replaces_an_older_one(tmp_path: Path, database: Database) -> None:
    target = tmp_path / "backup.crossreel"
    target.write_bytes(b"old")
    drama = put_drama(database)
    database.backup(target)
    assert_sound(target)
    with pytest.raises(StorageFailed):
        database.backup(tmp_path / "nowhere" / "backup.crossreel")
    copy = Database.open(target, mode="read")
    with copy.read() as uow:
        assert uow.get(Title, drama.title_id).code == "HEIR"
    with pytest.raises(ReadOnly), copy.edit(header()):
        pass
    copy.close()
    assert sorted(found.name for found in tmp_path.glob("*.partial")) == []


def test_every_commit_is_made_durable(database: Database) -> None:
    with database.read() as uow:
        assert uow.connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert uow.connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert uow.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_damaged_page_is_reported_as_damage(catalog: Path, database: Database) -> None:
    put_drama(database, episodes=20)
    database.close()
    with closing(sqlite3.connect(catalog)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cue'").fetchone()[0]
    with catalog.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    damaged = Database.open(catalog, mode="read")  # for writing it would be refused
    with raises(StorageFailed, "storage.damaged"), damaged.read() as uow:
        uow.where(Cue)
    damaged.close()
