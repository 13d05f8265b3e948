"""A title, and the memory of its catalog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.remembering.remembering import Remembering
from tests.builders import Drama, make_drama

Say = Callable[[int, int, str, str], None]


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar; nothing is approved."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def say(drama: Drama) -> Say:
    """Give a cue of an episode its words, in the source and in English."""
    editing = Editing(drama.database)

    def write(number: int, at: int, source: str, english: str) -> None:
        editing.set_text(drama.cues(number)[at].id, source)
        editing.set_text(drama.cues(number, "en")[at].id, english)
        editing.confirm_source([drama.cues(number, "en")[at].id])

    return write


@pytest.fixture
def memory(drama: Drama) -> Remembering:
    """The memory of the catalog."""
    return Remembering(drama.database)


@pytest.fixture
def history(drama: Drama) -> History:
    """What was done in the catalog."""
    return History(drama.database)
