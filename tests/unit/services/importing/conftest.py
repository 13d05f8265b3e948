"""A catalog and a movie for the tests of importing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie, tone


@pytest.fixture(scope="session")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Encode the small vertical movie that stands for every episode."""
    return make_movie(tmp_path_factory.mktemp("movies") / "movie.mp4", frames=150, samples=tone(5.0))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Open a new catalog."""
    (tmp_path / "catalog").mkdir()
    opened = Database.open(tmp_path / "catalog" / "catalog.crossreel", author="Mei")
    yield opened
    opened.close()


@pytest.fixture
def importing(database: Database) -> Importing:
    """Return the service under test."""
    return Importing(database)
