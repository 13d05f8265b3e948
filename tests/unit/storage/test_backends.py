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
STORAGE = "tests/unit/storage"
USE_CASES = (
    "cataloging/test_cataloging.py", "cataloging/test_roles.py", "cataloging/test_versions.py", "checking/test_checking.py",
    "checking/test_follow_shots.py", "checking/test_kept_runs.py", "checking/test_ruling.py", "checking/test_speech_rules.py",
    "delivering/test_artwork.py", "delivering/test_describing.py", "delivering/test_fitted_files.py",
    "delivering/test_media_gate.py", "delivering/test_tracking.py", "drafting/test_briefing.py", "editing/test_comparing.py",
    "editing/test_tidying.py", "editing/test_translating.py", "episode/test_on_picture.py", "history/test_history.py",
    "history/test_two_people.py", "importing/test_versions.py", "remembering/test_exchanging.py",
    "remembering/test_remembering.py", "remembering/test_repeating.py", "reviewing/test_open_queue.py",
    "reviewing/test_queue.py", "test_spelling.py",
)  # fmt: skip
"""Those of the services that ask together nearly every statement that any of them asks; the others ask the same again."""


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
    asked = (STORAGE, *(f"tests/unit/services/{each}" for each in USE_CASES))
    command = [sys.executable, "-m", "pytest", "-q", "--backend", "plain", *asked]
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
