"""Damage: seen when a catalog is opened, found in full by a backup, and never backed up, restored or edited."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crossreel.domain.backup import Backup
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, NotFound, Refused, StorageFailed
from crossreel.services.jobs import JobContext
from crossreel.services.safekeeping.backups import EVERY_MS, Safekeeping
from crossreel.services.safekeeping.rescuing import Rescuing
from crossreel.storage.database import Database
from crossreel.storage.sqlite import backup, catalog_file, search, soundness
from tests.unit.storage.drama import assert_sound, change, header, journaled_digest, put_drama, raises

PAGE = 4096
DAY_MS = 86_400_000


def root_page(path: Path, name: str) -> int:
    """Return the first page of a table or index."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0])


def pages_of(path: Path, name: str) -> list[int]:
    """Return the pages of a table, leaves among them."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT pageno FROM dbstat WHERE name = ? ORDER BY path", (name,))]


def overwrite(path: Path, page: int, data: bytes, offset: int = 0) -> None:
    """Put bytes over a page, counted from 1."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + offset)
        file.write(data)


def sqlite(path: Path, *statements: str) -> None:
    """Run statements beside the product."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture(scope="module")
def two_titles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with two titles, made once."""
    database = Database.open(tmp_path_factory.mktemp("two") / "catalog.crossreel", author="Ana")
    put_drama(database, episodes=12)
    put_drama(database, code="OTHER", episodes=3)
    database.close()
    return database.path


@pytest.fixture
def closed(catalog: Path, two_titles: Path) -> Path:
    """A catalog with two titles that nobody has open."""
    return shutil.copy(two_titles, catalog)


@pytest.mark.parametrize("name", ["cue", "title", "journal_edit", "ix_cue_track_id_start_ms", "search_dialogue_data"])
@pytest.mark.parametrize("data", [bytes(PAGE), b"\xff" * 64, os.urandom(PAGE)], ids=["zeros", "head", "noise"])
@pytest.mark.parametrize("mode", ["window", "command"])
def test_a_catalog_with_a_lost_page_takes_no_edit(closed: Path, name: str, data: bytes, mode: str) -> None:
    overwrite(closed, root_page(closed, name), data)
    before = closed.read_bytes()
    with raises(BadInput, "storage.damaged"):
        Database.open(closed, mode=mode)  # type: ignore[arg-type]
    assert closed.read_bytes() == before


def test_no_damaged_catalog_of_usual_size_is_opened_for_writing(closed: Path, tmp_path: Path) -> None:
    corrupt = seen = found = 0
    whole = closed.read_bytes()
    for seed in range(40):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _ in range(rng.choice([1, 3, 9])):
            at, length = rng.randrange(PAGE, len(data)), rng.choice([1, 16, 300, PAGE])
            data[at : at + length] = rng.randbytes(len(data[at : at + length]))
        path = tmp_path / f"{seed}.crossreel"
        path.write_bytes(data)
        with closing(backup.look(path)) as connection:
            sound = _integrity(connection)
            corrupt += not sound
            found += not sound and bool(soundness.check(connection))
        try:
            Database.open(path).close()
        except CrossreelError:
            seen += not sound
        else:
            with closing(backup.look(path)) as connection:
                assert _integrity(connection), f"seed {seed}: opened, and neither refused nor mended"
            seen += not sound
    assert corrupt > 20
    assert seen == found == corrupt


def _integrity(connection: sqlite3.Connection) -> bool:
    connection.text_factory = bytes
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [(b"ok",)])
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


@pytest.mark.parametrize("lost", [1, PAGE, 9 * PAGE + 100])
def test_a_truncated_catalog_is_accepted_by_nobody(closed: Path, tmp_path: Path, lost: int) -> None:
    good = tmp_path / "good.crossreel"
    shutil.copyfile(closed, good)
    os.truncate(closed, closed.stat().st_size - lost)
    for mode in ("window", "command", "read"):
        with raises(BadInput, "storage.damaged"):
            Database.open(closed, mode=mode)  # type: ignore[arg-type]
    with raises(BadInput, "storage.damaged"):
        Rescuing(good).restore(closed)
    assert journaled_digest(good)


def test_a_text_that_is_no_utf8_is_told_without_repeating_it(catalog: Path, database: Database) -> None:
    put_drama(database)
    sqlite(catalog, "UPDATE cue SET text = CAST(x'53656372657420ff' AS TEXT)")
    with pytest.raises(StorageFailed) as caught, database.read() as uow:
        uow.where(Cue)
    assert caught.value.code == "storage.damaged" and "text" in str(caught.value.facts["detail"])
    assert "Secret" not in f"{caught.value.facts}"


def test_an_index_that_contradicts_its_table_is_made_anew(closed: Path) -> None:
    sqlite(
        closed,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = sql || ' WHERE start_ms > 9999999' WHERE name = 'ix_cue_track_id_start_ms'",
    )
    sqlite(closed, "REINDEX ix_cue_track_id_start_ms", "PRAGMA writable_schema=ON")
    sqlite(
        closed,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' WHERE start_ms > 9999999', '') WHERE name = 'ix_cue_track_id_start_ms'",
    )
    with closing(backup.look(closed)) as connection:
        assert soundness.is_of_indexes(soundness.check(connection))
    Database.open(closed).close()
    assert_sound(closed)


def test_a_backup_is_whole_synced_and_verified_before_it_has_its_name(
    catalog: Path, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_drama(database)
    target = tmp_path / "copy" / "backup.crossreel"
    target.parent.mkdir()
    target.write_bytes(b"the backup of yesterday")
    steps: list[str] = []
    checked, synced = soundness.check, os.fsync

    def check(connection: sqlite3.Connection, *rest: object) -> object:
        steps.append(f"checked {target.read_bytes()[:6]!r}")
        return checked(connection, *rest)  # type: ignore[arg-type]

    def sync(handle: int) -> None:
        steps.append(f"synced {target.read_bytes()[:6]!r}")
        synced(handle)

    monkeypatch.setattr(soundness, "check", check)
    monkeypatch.setattr(os, "fsync", sync)
    assert database.backup(target) == ()
    assert steps == ["checked b'the ba'", "synced b'the ba'", "synced b'SQLite'"]
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert_sound(target)


def test_a_backup_that_fails_leaves_the_former_one(catalog: Path, database: Database, tmp_path: Path) -> None:
    drama = put_drama(database, episodes=8)
    target = tmp_path / "copy" / "backup.crossreel"
    target.parent.mkdir()
    database.backup(target)
    before = target.read_bytes()
    with pytest.raises(Cancelled):
        database.backup(target, cancelled=lambda: True)
    page = pages_of(catalog, "cue")[-1]
    database.close()
    overwrite(catalog, page, bytes(PAGE))
    damaged = catalog_file.open_engine(catalog, _identity(catalog))
    raw = damaged.raw_connection()
    with raises(StorageFailed, "storage.damaged"):
        backup.copy(raw.driver_connection, target)  # type: ignore[arg-type]
    raw.close()
    damaged.dispose()
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert drama.title_id


def _identity(path: Path) -> object:
    from crossreel.storage.sqlite.identity import Identity

    return Identity(path)


def test_a_backup_is_of_one_moment_while_others_write(catalog: Path, database: Database, tmp_path: Path) -> None:
    put_drama(database)
    beside = Database.open(catalog)
    calls = 0

    def writing_on() -> bool:
        nonlocal calls
        calls += 1
        if calls < 4:
            change(beside, Title(id=beside.new_id(), code=f"NEW{calls}", name="x" * 200_000))
        return False

    database.backup(tmp_path / "copy.crossreel", cancelled=writing_on)
    beside.close()
    copy = Database.open(tmp_path / "copy.crossreel", mode="read")
    with copy.read() as uow:
        assert [title.code for title in uow.where(Title)] == ["HEIR"]
    copy.close()
    assert_sound(tmp_path / "copy.crossreel")


def test_a_backup_is_made_of_itself_when_one_is_due(catalog: Path, database: Database) -> None:
    keeping = Safekeeping(database)
    assert keeping.look_after().backup is None, "there is nothing in it yet"
    drama = put_drama(database)
    made = keeping.look_after().backup
    assert made is not None and made.parent.name == "catalog.crossreel-backups"
    assert keeping.look_after().backup is None, "not so soon after"
    (first,) = keeping.backups()
    assert (first.path, first.titles) == (made, 1)
    aged = made.with_name(backup.new_path(catalog, first.made_ms - EVERY_MS - 60_000).name)
    made.rename(aged)
    change(database, Title(id=database.new_id(), code="NEW", name="New"))
    assert keeping.look_after().backup is not None
    assert [each.titles for each in keeping.backups()] == [2, 1]
    reader = Database.open(catalog, mode="read")
    assert Safekeeping(reader).look_after().backup is None
    reader.close()
    assert drama.title_id


def test_lost_pages_found_by_a_backup_stop_all_edits(catalog: Path, database: Database) -> None:
    put_drama(database, episodes=8)
    page = pages_of(catalog, "journal_change")[0]
    database.close()
    opened = Database.open(catalog)
    overwrite(catalog, page, bytes(PAGE))  # under our feet
    keeping = Safekeeping(opened)
    with pytest.raises(StorageFailed) as caught:
        keeping.back_up(JobContext())
    assert (caught.value.code, caught.value.facts["path"]) == ("storage.damaged", str(catalog))
    assert keeping.backups() == ()
    with raises(StorageFailed, "storage.damaged"):
        change(opened, Title(id=opened.new_id(), code="NEW", name="New"))
    opened.close()


def test_broken_rows_and_loose_links_are_told_and_backed_up_all_the_same(catalog: Path, database: Database) -> None:
    drama = put_drama(database)
    cue_id = min(drama.track_ids.values())
    sqlite(
        catalog,
        "UPDATE track SET extras = 'broken' WHERE id = (SELECT min(id) FROM track)",
        "UPDATE cue SET start_ms = 'soon' WHERE id = (SELECT max(id) FROM cue)",
        "DELETE FROM episode WHERE number = 2",
    )
    safety = Safekeeping(database).back_up()
    assert safety.backup is not None
    told = {(fault.code, fault.facts["table"]) for fault in safety.faults}
    assert told == {("storage.fault_row", "track"), ("storage.fault_row", "cue"), ("storage.fault_link", "track"),
                    ("storage.fault_link", "version")}  # fmt: skip
    assert cue_id


@pytest.mark.parametrize("hours", [1, 24])
def test_backups_grow_thinner_with_age(hours: int) -> None:
    now = 20_000 * DAY_MS
    made = [Backup(path=Path(f"{n}"), made_ms=now - n * hours * 3_600_000, size_bytes=1, titles=1) for n in range(24 * 60)]
    kept = sorted(int(path.name) * hours for path in backup.worth_keeping(made))
    assert kept[:3] == [0, hours, 2 * hours]
    assert backup.DAYS <= len(kept) <= backup.NEWEST + backup.DAYS + backup.WEEKS
    assert 15 * 24 <= kept[-1] < 28 * 24
    assert kept == sorted({*kept})


def test_backups_give_up_the_oldest_for_room() -> None:
    made = [Backup(path=Path(f"{n}"), made_ms=(20_000 - n) * DAY_MS, size_bytes=backup.MOST_BYTES // 2, titles=1) for n in range(9)]
    assert backup.worth_keeping(made) == {Path("0"), Path("1")}
    huge = [Backup(path=Path("0"), made_ms=1, size_bytes=backup.MOST_BYTES * 2, titles=1)]
    assert backup.worth_keeping(huge) == {Path("0")}


def test_a_backup_takes_the_place_of_the_catalog_and_what_stood_there_is_kept(catalog: Path, database: Database) -> None:
    drama = put_drama(database)
    made = Safekeeping(database).back_up().backup
    assert made is not None
    change(database, Title(id=database.new_id(), code="LATER", name="Later"))
    database.close()
    later = journaled_digest(catalog)
    kept = Rescuing(catalog).restore(made)
    assert kept is not None and journaled_digest(kept) == later
    assert journaled_digest(catalog) == journaled_digest(made)
    opened = Database.open(catalog)
    with opened.read() as uow:
        assert [title.id for title in uow.where(Title)] == [drama.title_id]
    opened.close()
    assert_sound(catalog)
    assert not [path for path in catalog.parent.iterdir() if path.name.startswith(".")]


def test_a_damaged_catalog_is_replaced_by_its_backup(catalog: Path, database: Database) -> None:
    put_drama(database)
    made = Safekeeping(database).back_up().backup
    assert made is not None
    database.close()
    catalog.write_bytes(b"nothing left of it")
    kept = Rescuing(catalog).restore(made)
    assert kept is not None and kept.read_bytes() == b"nothing left of it"
    Database.open(catalog).close()
    assert_sound(catalog)
    catalog.unlink()
    assert Rescuing(catalog).restore(made) is None
    assert_sound(catalog)


def test_nothing_is_restored_over_an_open_window_or_from_what_is_no_backup(catalog: Path, tmp_path: Path) -> None:
    window = Database.open(catalog, mode="window")
    put_drama(window)
    made = Safekeeping(window).back_up().backup
    assert made is not None
    with raises(Refused, "storage.window_open"):
        Rescuing(catalog).restore(made)
    window.close()
    before = journaled_digest(catalog)
    with raises(NotFound, "storage.no_backup"):
        Rescuing(catalog).restore(tmp_path / "nowhere.crossreel")
    (tmp_path / "words.crossreel").write_text("WEBVTT")
    with raises(BadInput, "storage.not_a_catalog"):
        Rescuing(catalog).restore(tmp_path / "words.crossreel")
    overwrite(made, pages_of(made, "cue")[-1], bytes(PAGE))
    with raises(BadInput, "storage.damaged"):
        Rescuing(catalog).restore(made)
    assert journaled_digest(catalog) == before


def test_who_had_the_catalog_open_saves_nothing_into_the_one_that_went(catalog: Path, database: Database) -> None:
    put_drama(database)
    made = Safekeeping(database).back_up().backup
    assert made is not None
    kept = Rescuing(catalog).restore(made)
    with raises(StorageFailed, "storage.catalog_replaced"):
        change(database, Title(id=database.new_id(), code="LOST", name="Lost"))
    database.close()
    Database.open(catalog).close()
    assert_sound(catalog)
    assert kept is not None


def test_what_can_be_read_is_saved_and_what_is_lost_is_named(closed: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        cues = dict(connection.execute("SELECT id, text FROM cue"))
    leaves = pages_of(closed, "cue")
    for leaf in (leaves[2], leaves[-3]):
        overwrite(closed, leaf, bytes(PAGE))
    before = closed.read_bytes()
    found = Rescuing(closed).salvage(tmp_path / "saved.crossreel")
    assert closed.read_bytes() == before
    lost = {notice.code: notice for notice in found.lost}
    assert "storage.lost_cues" in lost
    facts = lost["storage.lost_cues"].facts
    assert facts["title"] == "The Hidden Heir" and facts["language"] in ("zh-Hans", "en", "ar")
    count = sum(
        int(str(notice.facts["count"])) for notice in found.lost if notice.code in ("storage.lost_cues", "storage.lost_rows")
    )
    assert 0 < found.kept["cue"] == len(cues) - count
    assert (found.kept["title"], found.kept["episode"]) == (2, 15)
    saved = Database.open(tmp_path / "saved.crossreel", mode="window")
    with saved.read() as uow:
        assert all(cues[cue.id] == cue.text for cue in uow.where(Cue))
        assert search.search(uow.connection, "哪里")
    change(saved, Title(id=saved.new_id(), code="ON", name="On"))
    saved.close()
    assert_sound(tmp_path / "saved.crossreel")


def test_cues_whose_track_is_lost_go_with_a_word_and_broken_columns_are_emptied(closed: Path, tmp_path: Path) -> None:
    sqlite(
        closed,
        "PRAGMA foreign_keys=OFF",
        "DELETE FROM track WHERE id = (SELECT min(id) FROM track)",
        "UPDATE title SET genres = '{{' WHERE code = 'HEIR'",
        "CREATE TABLE bookmark (url TEXT)",
        "CREATE TRIGGER spoil AFTER UPDATE ON cue BEGIN DELETE FROM title; END",
    )
    found = Rescuing(closed).salvage(tmp_path / "saved.crossreel")
    lost = {(notice.code, notice.facts.get("table")): notice.facts["count"] for notice in found.lost}
    assert lost == {("storage.lost_rows", "cue"): 4}
    saved = Database.open(tmp_path / "saved.crossreel")
    assert saved.notices == ()
    with saved.read() as uow:
        assert {title.code: title.genres for title in uow.where(Title)} == {"HEIR": (), "OTHER": ()}
    saved.close()
    assert_sound(tmp_path / "saved.crossreel")


def test_a_sound_catalog_loses_nothing_by_salvage(closed: Path, tmp_path: Path) -> None:
    database = Database.open(closed)
    with database.read() as uow:
        cue = uow.where(Cue)[-1]
    with database.edit(header(None)) as edit, edit.part() as uow:
        uow.remove(cue)
    database.close()
    found = Rescuing(closed).salvage(tmp_path / "saved.crossreel")
    assert found.lost == () and found.kept["journal_change"] == 1
    assert journaled_digest(tmp_path / "saved.crossreel") == journaled_digest(closed)
    with raises(Refused, "storage.target_exists"):
        Rescuing(closed).salvage(tmp_path / "saved.crossreel")
    with raises(BadInput, "storage.nothing_to_salvage"):
        (tmp_path / "words").write_text("WEBVTT " * 1000)
        Rescuing(tmp_path / "words").salvage(tmp_path / "new.crossreel")
    assert not list(tmp_path.glob(".*")) and not (tmp_path / "new.crossreel").exists()


def test_the_log_of_a_catalog_that_went_is_not_read_into_a_new_one(catalog: Path, database: Database, tmp_path: Path) -> None:
    put_drama(database)
    log = catalog.with_name(f"{catalog.name}-wal")
    left = log.read_bytes()
    database.close()
    catalog.unlink()
    log.write_bytes(left)
    fresh = Database.open(catalog)
    with fresh.read() as uow:
        assert uow.where(Title) == []
    fresh.close()
    assert_sound(catalog)
    assert catalog.with_name(f"{catalog.name}-wal-left").read_bytes() == left


def test_a_larger_catalog_is_walked_and_a_very_large_one_sampled(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundness, "WHOLE_PAGES", 1)
    Database.open(closed).close()
    whole = closed.read_bytes()
    for name in ("cue", "search_dialogue_data", "ix_cue_track_id_start_ms"):
        overwrite(closed, pages_of(closed, name)[-1], bytes(PAGE))
        with raises(BadInput, "storage.damaged"):
            Database.open(closed)
        closed.write_bytes(whole)
    monkeypatch.setattr(soundness, "WALKED_PAGES", 1)
    Database.open(closed).close()
    for page in pages_of(closed, "cue")[1:]:
        overwrite(closed, page, bytes(PAGE))
    with raises(BadInput, "storage.damaged"):
        Database.open(closed)
