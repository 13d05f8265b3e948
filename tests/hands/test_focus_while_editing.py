"""Every action on cues is done from the text of one, and the caret is in it again, or where the action goes."""

from pathlib import Path

import pytest

from tests.hands.focus import in_the_editor, walk
from tests.hands.hands import Hands


@pytest.fixture(scope="module")
def title_folder(light_folder: Path) -> Path:
    return light_folder


def test_every_edit_leaves_the_caret_in_the_text(hands: Hands) -> None:
    assert walk(hands, "target", [each for each in in_the_editor(hands) if each.id.startswith("edit.")]) == ""
