"""A catalog that goes, or is exchanged, while it is open: nothing is saved into a file that nobody will find."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import Refused, StorageFailed
from crossreel.storage.database import Database
from tests.unit.storage.drama import assert_sound, change, header, over, put_drama, raises


def _delete(catalog: Path) -> None:
    catalog.unlink()


def _rename(catalog: Path) -> None:
    catalog.rename(catalog.with_name("elsewhere.crossreel"))


def _exchange(catalog: Path) -> None:
    other = catalog.with_name(".sync-temporary")
    with closing(sqlite3.connect(catalog)) as source, closing(sqlite3.connect(other)) as copy:
        source.backup(copy)
    other.replace(catalog)


def _take_the_log(catalog: Path) -> None:
    catalog.with_name(f"{catalog.name}-wal").unlink()


def _take_the_folder(catalog: Path) -> None:
    catalog.parent.rename(catalog.parent.with_name("unplugged"))


HAPPENINGS: dict[Callable[[Path], None], str] = {
    _delete: "storage.catalog_gone",
    _rename: "storage.catalog_gone",
    _exchange: "storage.catalog_replaced",
    _take_the_log: "storage.catalog_replaced",
    _take_the_folder: "storage.catalog_gone",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder / "catalog.crossreel"


@pytest.mark.parametrize(("happening", "code"), HAPPENINGS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_nothing_is_saved_any_more_and_a_copy_holds_all_that_was(
    catalog: Path, database: Database, tmp_path: Path, happening: Callable[[Path], None], code: str
) -> None:
    drama = put_drama(database)
    happening(catalog)
    with raises(StorageFailed, code):
        change(database, Title(id=database.new_id(), code="LOST", name="Lost"))
    with raises(StorageFailed, code), database.derived():
        pass
    with raises(StorageFailed, code):
        database.foreign_edits()
    copy = tmp_path / "copy.crossreel"
    database.backup(copy)
    assert_sound(copy)
    rescued = Database.open(copy)
    with rescued.read() as uow:
        assert [title.id for title in uow.where(Title)] == [drama.title_id]
    rescued.close()


@pytest.mark.parametrize(("happening", "code"), HAPPENINGS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_what_happens_in_the_middle_of_an_edit_is_seen_before_its_commit(
    catalog: Path, database: Database, happening: Callable[[Path], None], code: str
) -> None:
    put_drama(database)
    with raises(StorageFailed, code), database.edit(header()) as edit, edit.part() as uow:
        uow.put(Title(id=database.new_id(), code="LOST", name="Lost"))
        happening(catalog)
    with database.read() as uow:
        assert [title.code for title in uow.where(Title)] == ["HEIR"]


def test_a_connection_made_later_is_never_one_to_another_file(catalog: Path, database: Database) -> None:
    put_drama(database)
    _exchange(catalog)
    with pytest.raises(StorageFailed), ExitStack() as stack:  # more at once than stood ready before
        for _ in range(12):
            stack.enter_context(database.read())


def test_work_goes_on_in_the_copy(catalog: Path, database: Database, tmp_path: Path) -> None:
    drama = put_drama(database)
    with database.edit(header(drama.title_id), several_parts=True) as edit:
        with edit.part() as uow:
            over(uow, Title(id=drama.title_id, code="HEIR", name="First part"))
        _exchange(catalog)
        with raises(StorageFailed, "storage.catalog_replaced"), edit.part():
            pass
        copy = tmp_path / "copy.crossreel"
        database.continue_in(copy)
        with edit.part() as uow:
            uow.put(Title(id=database.new_id(), code="SECOND", name="Second part"))
    assert database.path == copy
    change(database, Title(id=database.new_id(), code="THIRD", name="Third"))
    assert database.foreign_edits() == ()
    with database.read() as uow:
        assert {title.code for title in uow.where(Title)} == {"HEIR", "SECOND", "THIRD"}
    database.close()
    assert_sound(copy)
    left = Database.open(catalog)
    with left.read() as uow:
        assert [title.code for title in uow.where(Title)] == ["HEIR"]
    left.close()


def test_the_window_keeps_its_right_to_write_in_the_copy(catalog: Path, tmp_path: Path) -> None:
    window = Database.open(catalog, mode="window")
    put_drama(window)
    _delete(catalog)
    window.continue_in(tmp_path / "copy.crossreel")
    beside = Database.open(tmp_path / "copy.crossreel", mode="window")
    assert beside.read_only
    beside.close()
    change(window, Title(id=window.new_id(), code="ON", name="On"))
    window.close()


def test_a_copy_is_never_put_over_a_catalog_in_use(catalog: Path, database: Database, tmp_path: Path) -> None:
    put_drama(database)
    other = Database.open(tmp_path / "other.crossreel")
    for target in (catalog, other.path):
        with raises(Refused, "storage.copy_in_use"):
            database.backup(target)
    other.close()
    _delete(catalog)
    with raises(Refused, "storage.copy_in_use"):  # its log still lies there
        database.continue_in(catalog)


def test_a_link_and_its_file_are_one_catalog(catalog: Path, tmp_path: Path) -> None:
    Database.open(catalog).close()
    link = tmp_path / "link.crossreel"
    link.symlink_to(catalog)
    window = Database.open(link, mode="window")
    assert window.path == link
    second = Database.open(catalog, mode="window")
    assert second.read_only, "another name of the same file has the same locks"
    second.close()
    other = Path(shutil.copyfile(catalog, tmp_path / "other.crossreel"))
    link.unlink()
    link.symlink_to(other)
    with raises(StorageFailed, "storage.catalog_replaced"):
        change(window, Title(id=window.new_id(), code="LOST", name="Lost"))
    window.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drive", "link.crossreel", "other.crossreel"]
