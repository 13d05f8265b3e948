"""Every way a file can be wrong, and every way a catalog can be opened."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import BadInput, NewerCatalog, NotFound, ReadOnly, StorageFailed
from crossreel.i18n.sentences.storage import SENTENCES
from crossreel.storage.backend import OTHER_WINDOW, READ_ONLY_MEDIUM, READING, Mode
from crossreel.storage.database import Database
from tests.unit.storage.drama import assert_sound, change, header, put_drama, raises

ROOT = Path(__file__).parents[4]
MODES: list[Mode] = ["window", "command", "read"]


def _sqlite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "storage.empty_file"), (os.urandom(20_000), "storage.not_a_catalog"), (b"WEBVTT\n", "storage.not_a_catalog")],
    ids=["zero bytes", "garbage", "subtitles"],
)
def test_a_file_that_is_no_catalog_is_refused_and_left_alone(catalog: Path, mode: Mode, content: bytes, code: str) -> None:
    catalog.write_bytes(content)
    with raises(BadInput, code):
        Database.open(catalog, mode=mode)
    assert catalog.read_bytes() == content
    assert list(catalog.parent.iterdir()) == [catalog]


@pytest.mark.parametrize("mode", MODES)
def test_the_database_of_another_program_is_refused_and_left_alone(catalog: Path, mode: Mode) -> None:
    _sqlite(catalog, "CREATE TABLE bookmark (url TEXT)")
    content = catalog.read_bytes()
    with raises(BadInput, "storage.not_a_catalog"):
        Database.open(catalog, mode=mode)
    assert catalog.read_bytes() == content
    assert list(catalog.parent.iterdir()) == [catalog]


@pytest.mark.parametrize("mode", MODES)
def test_a_catalog_of_a_newer_version_is_refused_with_its_own_error(catalog: Path, database: Database, mode: Mode) -> None:
    database.close()
    _sqlite(catalog, "UPDATE alembic_version SET version_num = '9001'")
    with raises(NewerCatalog, "storage.newer_catalog"):
        Database.open(catalog, mode=mode)


def test_a_catalog_cut_short_is_damaged(catalog: Path, database: Database) -> None:
    put_drama(database)
    database.close()
    os.truncate(catalog, catalog.stat().st_size // 2)
    with raises(BadInput, "storage.damaged"):
        Database.open(catalog)


def test_a_catalog_without_its_version_is_damaged(catalog: Path, database: Database) -> None:
    database.close()
    _sqlite(catalog, "DELETE FROM alembic_version")
    with raises(BadInput, "storage.damaged"):
        Database.open(catalog)


@pytest.mark.parametrize("name", ["a b.crossreel", "100%20?x=1#y&z.crossreel", "未来 🎬.crossreel", "-dash"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        database = Database.open(tmp_path / name, mode="window")
        change(database, Title(id=database.new_id(), code=f"T{database.new_id()}"[-16:], name="Named"))
        database.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"{name}-gate", f"{name}-window"])
    assert_sound(tmp_path / name)


def test_a_folder_is_no_catalog(tmp_path: Path) -> None:
    with raises(BadInput, "storage.not_a_file"):
        Database.open(tmp_path)


def test_reading_makes_no_catalog_and_the_others_do(tmp_path: Path) -> None:
    catalog = tmp_path / "未来 🎬" / "my catalog.crossreel"
    with raises(NotFound, "storage.no_catalog"):
        Database.open(catalog, mode="read")
    with raises(NotFound, "storage.no_catalog"):
        Database.open(catalog, create=False)
    with raises(NotFound, "storage.no_folder"):
        Database.open(catalog)
    assert not catalog.parent.exists()
    catalog.parent.mkdir()
    with raises(NotFound, "storage.no_catalog"):
        Database.open(catalog, create=False)
    assert not list(catalog.parent.iterdir())
    Database.open(catalog).close()
    assert_sound(catalog)
    reader = Database.open(catalog, mode="read")
    assert reader.read_only and reader.read_only_reason == READING
    reader.close()


def test_a_second_window_reads_only_and_says_why_until_the_first_closes(catalog: Path) -> None:
    first = Database.open(catalog, mode="window")
    put_drama(first)
    second = Database.open(catalog, mode="window")
    assert second.read_only and second.read_only_reason == OTHER_WINDOW
    with raises(ReadOnly, OTHER_WINDOW), second.edit(header()):
        pass
    with raises(ReadOnly, OTHER_WINDOW), second.derived():
        pass
    with second.read() as uow:
        assert len(uow.where(Title)) == 1
    first.close()
    second.close()
    third = Database.open(catalog, mode="window")
    assert not third.read_only
    third.close()


def test_a_second_window_that_may_not_even_read_says_what_is_wrong(catalog: Path) -> None:
    """Its locks are freed once: freed twice, a bad number of a file was told as a disk that does not answer."""
    first = Database.open(catalog, mode="window")
    _sqlite(catalog, "CREATE TABLE bookmark (url TEXT)")
    with raises(BadInput, "storage.strange_tables"):
        Database.open(catalog, mode="window")
    first.close()


def test_a_window_in_another_process_is_noticed_and_its_death_too(catalog: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from crossreel.storage.database import Database
database = Database.open(Path({str(catalog)!r}), mode="window")
print("open", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"open\n"
        beside = Database.open(catalog, mode="window")
        assert beside.read_only_reason == OTHER_WINDOW
        beside.close()
        other.kill()
        other.wait()
    window = Database.open(catalog, mode="window")
    assert not window.read_only
    window.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_read_only_medium_is_read(small_disk: Callable[[str], Path], make_read_only: Callable[[Path], None], mode: Mode) -> None:
    folder = small_disk("8m")
    database = Database.open(folder / "catalog.crossreel")
    drama = put_drama(database)
    database.close()
    make_read_only(folder)
    database = Database.open(folder / "catalog.crossreel", mode=mode)
    assert database.read_only_reason == READ_ONLY_MEDIUM
    with database.read() as uow:
        assert uow.get(Title, drama.title_id).code == "HEIR"
    with raises(ReadOnly, READ_ONLY_MEDIUM), database.edit(header()):
        pass
    assert database.foreign_edits() == ()
    database.close()


def test_what_a_killed_process_left_in_the_log_is_read_from_a_read_only_medium(
    small_disk: Callable[[str], Path], make_read_only: Callable[[Path], None], catalog: Path, database: Database
) -> None:
    folder = small_disk("8m")
    drama = put_drama(database)
    for name in (catalog.name, f"{catalog.name}-wal"):
        shutil.copyfile(catalog.parent / name, folder / name)
    assert (folder / f"{catalog.name}-wal").stat().st_size > 0
    make_read_only(folder)
    reader = Database.open(folder / catalog.name)
    with reader.read() as uow:
        assert uow.get(Title, drama.title_id).code == "HEIR"
    reader.close()


def test_no_catalog_can_be_made_on_a_read_only_medium(
    small_disk: Callable[[str], Path], make_read_only: Callable[[Path], None]
) -> None:
    folder = small_disk("1m")
    make_read_only(folder)
    with raises(ReadOnly, READ_ONLY_MEDIUM):
        Database.open(folder / "catalog.crossreel")


def test_a_full_disk_loses_nothing_that_was_committed(small_disk: Callable[[str], Path]) -> None:
    folder = small_disk("3m")
    path = folder / "catalog.crossreel"
    database = Database.open(path)
    drama = put_drama(database)
    stored: list[int] = []
    with raises(StorageFailed, "storage.disk_full"):
        for number in range(200):
            title = Title(id=database.new_id(), code=f"T{number}", name="long " * 20_000)
            change(database, title)
            stored.append(title.id)
    assert stored
    with database.read() as uow:
        assert {title.id for title in uow.where(Title)} == {drama.title_id, *stored}
    with raises(StorageFailed, "storage.disk_full"):
        database.backup(folder / "backup.crossreel")
    database.close()
    assert_sound(path)
    subprocess.run(["mount", "-o", "remount,size=16m", str(folder)], check=True)
    again = Database.open(path)
    change(again, Title(id=again.new_id(), code="AFTER", name="After"))
    with again.read() as uow:
        assert len(uow.where(Title)) == len(stored) + 2
    again.close()


def test_a_limit_on_the_size_of_files_loses_nothing_that_was_committed(catalog: Path, database: Database) -> None:
    put_drama(database)
    limit = catalog.stat().st_size + 200_000
    script = f"""
import resource
from pathlib import Path
from crossreel.domain.errors import StorageFailed
from crossreel.domain.catalog.title import Title
from crossreel.storage.database import Database
from tests.unit.storage.drama import change
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
database = Database.open(Path({str(catalog)!r}))
for number in range(100):
    try:
        change(database, Title(id=database.new_id(), code=f"T{{number}}", name="long " * 5_000))
    except StorageFailed as error:
        raise SystemExit(f"{{number}} {{error.code}}")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    count, code = done.stderr.split()
    assert code in ("storage.disk_full", "storage.disk_failed") and int(count) > 0
    with database.read() as uow:
        assert len(uow.where(Title)) == int(count) + 1
    database.close()
    assert_sound(catalog)


def test_no_catalog_is_made_on_a_full_disk(small_disk: Callable[[str], Path]) -> None:
    folder = small_disk("64k")
    with raises(StorageFailed, "storage.disk_full"):
        Database.open(folder / "catalog.crossreel")
    assert not (folder / "catalog.crossreel").exists()


def test_every_code_has_a_sentence() -> None:
    source = "".join(file.read_text() for file in (ROOT / "src/crossreel/storage").glob("*.py"))
    used = set(re.findall(r'"(storage\.\w+)"', source))
    assert used | {f"storage.taken_{kind}" for kind in ("title", "episode", "track", "reference")} <= set(SENTENCES)
