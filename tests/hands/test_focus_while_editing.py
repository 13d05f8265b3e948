"""Every action on cues is done from the text of one, and the caret is in it again, or where the action goes."""

from tests.hands.focus import in_the_editor, walk
from tests.hands.hands import Hands


def test_every_edit_leaves_the_caret_in_the_text(walking: Hands) -> None:
    assert walk(walking, "target", [each for each in in_the_editor(walking) if each.id.startswith("edit.")]) == ""
