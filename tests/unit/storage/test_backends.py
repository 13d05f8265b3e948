"""Catalogs in another database than SQLite: told by their address, and held to the same tests."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from crossreel.domain.backup import Safety
from crossreel.domain.errors import BadInput, Refused
from crossreel.i18n.sentences.storage import SENTENCES
from crossreel.services.safekeeping.backups import Safekeeping
from crossreel.services.safekeeping.rescuing import Rescuing
from crossreel.storage import backends
from crossreel.storage.database import Database
from tests.backends.plain import PlainBackend, PlainOpener
from tests.unit.storage.drama import put_drama, raises

ROOT = Path(__file__).parents[3]
TESTED = ("tests/unit/storage", "tests/unit/services")
ASK_NO_DATABASE = (
    "storage/test_mapping.py", "services/checking/test_files.py", "services/exporting/test_converting.py", "services/files",
    "services/importing/test_finding.py", "services/test_cluster.py", "services/test_equipping.py", "services/test_jobs.py",
    "services/test_preferences.py", "services/test_seats.py", "services/viewing",
)  # fmt: skip
OF_FILES_AND_PROCESSES = (
    "services/checking/test_media.py", "services/checking/test_reporting.py", "services/delivering/test_disks.py",
    "services/delivering/test_equal.py", "services/delivering/test_papers.py", "services/drafting/test_burning.py",
    "services/drafting/test_cleaning.py", "services/drafting/test_reading.py", "services/drafting/test_real_footage.py",
    "services/exporting/test_dialogue_lists.py", "services/exporting/test_handing_over.py", "services/listening/test_hearing.py",
    "services/importing/test_bilingual_files.py", "services/importing/test_drawings.py",
    "services/importing/test_embedded_items.py", "services/importing/test_frames.py", "services/importing/test_lateness.py",
    "services/importing/test_one_bad_file.py", "services/reviewing/test_report.py", "services/scripting/test_other_programs.py",
    "services/scripting/test_xliff.py", "services/test_job_kind.py", "services/trading/test_record_files.py",
)  # fmt: skip
"""What proves how files are read and jobs are run: what they ask a catalog for, the other tests of their folders ask too."""
SLOW_AND_OF_WORDS = (
    "tests/unit/services/editing/test_editing_machine.py", "tests/unit/services/checking/test_narrow_checks.py",
    "tests/unit/services/checking/test_guiding.py",
    "tests/unit/services/editing/test_editing.py::test_a_search_without_end_is_given_up_and_changes_nothing",
)  # fmt: skip
"""What proves the use cases above storage at length; undo and two people at one catalog are proven over both databases."""


@pytest.fixture
def elsewhere(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A catalog in the second database."""
    monkeypatch.setattr(backends, "OPENERS", [PlainOpener(), *backends.OPENERS])
    opened = Database.open(catalog)
    assert isinstance(opened._backend, PlainBackend)
    yield opened
    opened.close()


@pytest.mark.sqlite
@pytest.mark.timeout(600)
def test_the_tests_of_storage_and_services_pass_with_a_second_database() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--backend",
        "plain",
        *TESTED,
        *(f"--ignore=tests/unit/{each}" for each in (*ASK_NO_DATABASE, *OF_FILES_AND_PROCESSES)),
        *(f"--deselect={each}" for each in SLOW_AND_OF_WORDS),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = "what holds of an SQLite file alone (its backups, several processes) is marked so: @pytest.mark.sqlite"
    assert done.returncode == 0, f"{done.stdout[-20_000:]}\nWith a second database; {told}"


@pytest.mark.parametrize("asked", ["SELECT rowid FROM cue", "SELECT json_extract(facts, '$.a') FROM finding"])
def test_what_one_product_alone_understands_is_not_asked_of_another(elsewhere: Database, asked: str) -> None:
    with pytest.raises(AssertionError, match="not every database"), elsewhere.read() as uow:
        uow.connection.execute(text(asked))


def test_an_address_that_nothing_opens_is_refused_in_a_sentence() -> None:
    with raises(BadInput, "storage.unknown_database"):
        Database.open("oracle://desk/catalog")
    assert "{path}" in SENTENCES["storage.unknown_database"]


def test_a_catalog_with_keepers_of_its_own_is_not_backed_up_and_says_so(elsewhere: Database, tmp_path: Path) -> None:
    put_drama(elsewhere)
    keeping, target = Safekeeping(elsewhere), tmp_path / "copy.crossreel"
    assert keeping.backups() == () and keeping.look_after() == Safety()
    rescuing = Rescuing(elsewhere.path)
    refused = (
        keeping.back_up, lambda: keeping.save_copy(target), lambda: keeping.salvage(target), lambda: keeping.continue_in(target),
        lambda: rescuing.restore(target), lambda: rescuing.salvage(target), rescuing.backups,
    )  # fmt: skip
    for ask in refused:
        with raises(Refused, "storage.kept_elsewhere"):
            ask()
    assert not target.exists()
    assert "{path}" in SENTENCES["storage.kept_elsewhere"]
