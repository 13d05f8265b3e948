"""Every action of the editor that has a key is done from its table, and every button pressed: the focus is where it was.

What has no key is done from the palette, wherever the hands are, and is walked from the text.
"""

from tests.hands.focus import in_the_editor, leave_part, put_hands, walk
from tests.hands.hands import Hands


def test_a_press_on_a_button_leaves_the_caret_in_the_text(hands: Hands) -> None:
    before = put_hands(hands, "target")
    moved = []
    for words, place in hands.buttons():
        hands.click(*place.centre)
        hands.settle()
        hands.key("F7")
        if hands.focus().where in ("menu", "dialog") or hands.state().dialog:
            leave_part(hands)
        if hands.state().place != "editor":
            hands.key("Ctrl+3")
            hands.settle()
        if hands.focus().where != "target":
            moved.append(f"{words}: {hands.focus()}")
        if (hands.state().episode, hands.state().row) != (2, 3) or hands.focus().where != "target":
            put_hands(hands, "target")
    assert before.where == "target"
    assert "\n".join(moved) == ""


def test_every_action_of_the_editor_leaves_the_focus_in_the_table(hands: Hands) -> None:
    here = [each for each in in_the_editor(hands) if each.id.startswith(("edit.", "editor.")) and each.keys]
    assert walk(hands, "table", here) == ""
