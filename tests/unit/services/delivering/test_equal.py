"""Two equal deliveries are equal byte for byte but for their dates, and speak the buyer's language whoever sends them."""

import json
import time
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from crossreel.i18n.messages import set_locale
from crossreel.i18n.words import Words
from crossreel.services.delivering import packages, subject
from crossreel.services.delivering.packages import Delivering
from crossreel.storage.database import Database
from tests.unit.services.delivering.conftest import PLAIN, Shelf

LANGUAGES = ("en", "th")
pytestmark = pytest.mark.sqlite  # catalogs are copied by their backups
NOON_MS, DAY_MS = 1_790_000_000_000, 86_400_000
DATED = {
    "bag-info.txt",
    "CATALOG_v01.xlsx",
    "QC_v01.html",
    "QC_v01.json",
    "QC_v01.xlsx",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
}


def deliver_copy(shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch, at_ms: int = NOON_MS) -> dict[str, bytes]:
    """Deliver a copy of the catalog at a time of our choice; return the files of the package by path."""
    folder.mkdir()
    catalog = folder / "catalog.crossreel"
    shelf.database.backup(catalog)
    clock = SimpleNamespace(time_ns=lambda: at_ms * 1_000_000, strftime=lambda form: time.strftime(form, time.gmtime(at_ms / 1000)))
    monkeypatch.setattr(packages, "time", clock)
    monkeypatch.setattr(subject, "time", clock)
    database = Database.open(catalog, author="Mei")
    try:
        made = Delivering(database, folder=shelf.profiles).deliver(
            shelf.title_id, "plain", LANGUAGES, folder / "out", wording=Words
        )
    finally:
        database.close()
    assert made.package is not None, made.plan.refusals
    files = (path for path in made.package.rglob("*") if path.is_file())
    return {path.relative_to(made.package).as_posix(): path.read_bytes() for path in files}


def workbook_of(files: dict[str, bytes]) -> bytes:
    return next(data for path, data in files.items() if path.endswith("CATALOG_v01.xlsx"))


def test_two_equal_deliveries_are_equal_byte_for_byte(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = deliver_copy(shelf, tmp_path / "first", monkeypatch)
    second = deliver_copy(shelf, tmp_path / "second", monkeypatch)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_another_day_changes_dates_and_nothing_else(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = deliver_copy(shelf, tmp_path / "first", monkeypatch)
    second = deliver_copy(shelf, tmp_path / "second", monkeypatch, NOON_MS + DAY_MS)
    assert first.keys() == second.keys()
    differing = {path for path in first if first[path] != second[path]}
    assert {path.rpartition("/")[2].removeprefix("HIDDENHEIR_S01_") for path in differing} == DATED
    said = [
        {**json.loads(files[path]), "made_ms": 0} for files in (first, second) for path in files if path.endswith("QC_v01.json")
    ]
    assert said[0] == said[1]


def test_a_workbook_tells_no_time_but_its_own(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook_of(deliver_copy(shelf, tmp_path / "first", monkeypatch))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert load_workbook(BytesIO(book)).properties.modified == datetime.fromtimestamp(NOON_MS / 1000, UTC).replace(tzinfo=None)


@pytest.mark.parametrize(("wanted", "title"), [("en", "Title"), ("zh-Hans", "剧目")])
def test_documents_speak_the_language_of_the_profile(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, title: str
) -> None:
    (shelf.profiles / "plain.toml").write_text(f'document_language = "{wanted}"\n{PLAIN}', encoding="utf-8")
    set_locale("ar")
    try:
        files = deliver_copy(shelf, tmp_path / "first", monkeypatch)
    finally:
        set_locale("en")
    assert load_workbook(BytesIO(workbook_of(files))).sheetnames[0] == title
    report = next(data.decode() for path, data in files.items() if path.endswith(".html"))
    assert f'<html lang="{wanted}" dir="ltr">' in report
