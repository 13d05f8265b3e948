"""Every profile that ships plans and builds a title. `<profile>/package.txt` lists what is in the package, in order."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from crossreel.domain.catalog.title import Image, Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.i18n.words import Words
from crossreel.kernel.paths import resource
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.verifying import Verifying
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.delivering.conftest import put_names
from tests.unit.services.importing.folders import put_srt

HERE = Path(__file__).parent
LANGUAGES = ("en", "th")
NAMES = [profile.id for profile in read_profiles().known]


@pytest.fixture
def title(tmp_path: Path) -> Iterator[tuple[Database, int]]:
    """Put an approved title of two episodes with a cover into a catalog."""
    for number in (1, 2):
        for language in ("zh-Hans", *LANGUAGES):
            put_srt(tmp_path / "The Hidden Heir" / f"EP{number:02d}.{language}.srt", language)
    database = Database.open(tmp_path / "catalog.crossreel", author="Mei")
    importing = Importing(database)
    report = importing.apply(importing.scan([tmp_path / "The Hidden Heir"]))
    assert report.edit is not None
    title_id = report.edit.header.title_id
    assert title_id is not None
    header = EditHeader(label="edit.import", title_id=title_id)
    with database.edit(header) as open_edit, open_edit.part() as uow:
        cover = Image(id=database.new_id(), title_id=title_id, media_type="image/png", width=3, height=4, data=b"picture")
        uow.put_all([cover, replace(uow.get(Title, title_id), cover_id=cover.id)])
        uow.put_all([replace(track, state=State.APPROVED) for track in uow.where(Track)])
    put_names(database, title_id, LANGUAGES)
    yield database, title_id
    database.close()


def test_each_profile_has_its_folder() -> None:
    assert sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__") == NAMES


@pytest.mark.parametrize("profile_id", NAMES)
def test_the_package_holds_what_the_profile_promises(profile_id: str, title: tuple[Database, int], tmp_path: Path) -> None:
    database, title_id = title
    outcome = Delivering(database).deliver(title_id, profile_id, LANGUAGES, tmp_path / "out", wording=Words)
    assert outcome.package is not None, outcome.plan.refusals
    bagit.Bag(str(outcome.package)).validate()
    found = sorted(path.relative_to(outcome.package).as_posix() for path in outcome.package.rglob("*") if path.is_file())
    assert found == (HERE / profile_id / "package.txt").read_text("utf-8").split()
    report = Verifying().verify(outcome.package)
    assert not report.failed
    assert len(report.done) == len(outcome.plan.files)


@pytest.mark.parametrize("profile_id", NAMES)
def test_the_sample_title_is_planned(profile_id: str, tmp_path: Path) -> None:
    """The sample's mistakes stand against it, nothing about the profile does."""
    database = Database.open(tmp_path / "catalog.crossreel")
    try:
        importing = Importing(database)
        report = importing.apply(importing.scan([resource("sample")]))
        assert report.edit is not None
        put_names(database, report.edit.header.title_id or 0, ("en", "es-419", "ar", "th"))
        plan = Delivering(database).plan(report.edit.header.title_id or 0, profile_id, ("en", "es-419", "ar", "th"))
    finally:
        database.close()
    assert ("delivery.missing_cell", 4, "th") in {(each.code, each.episode, each.language) for each in plan.refusals}
    assert {each.code for each in plan.refusals} == {"delivery.missing_cell", "delivery.state_low", "delivery.untranslated"}
