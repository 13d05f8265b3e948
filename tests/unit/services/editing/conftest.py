"""A drama in a real catalog, and the services that edit it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from tests.builders import Drama, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def editing(drama: Drama) -> Editing:
    """Editing on the drama."""
    return Editing(drama.database)


@pytest.fixture
def history(drama: Drama) -> History:
    """The history of the drama."""
    return History(drama.database)
