"""A catalog with a title, and its history."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.unit.storage.drama import Drama, put_drama


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty catalog, open for writing."""
    database = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    yield database
    database.close()


@pytest.fixture
def history(database: Database) -> History:
    """Its history."""
    return History(database)


@pytest.fixture
def drama(database: Database) -> Drama:
    """A title in it."""
    return put_drama(database)
