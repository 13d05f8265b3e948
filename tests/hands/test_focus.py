"""The focus is where the hands were, whatever is done: every action of the window is done from the keyboard, and looked at.

An action either leaves the focus where it was, or opens a part that takes it, and Escape then gives it back.
"""

import pytest

from tests.hands.hands import ActionKeys, Focus, Hands

PARTS = ("dialog", "menu", "drawer", "window", "QFileDialog")
"""Parts that an action may open, and that take the focus: dialogs, a menu, a side panel, a bar over the table."""
OPENS = {
    "edit.in_place": "in place", "edit.insert": "target", "edit.insert_after": "target", "edit.text": "target",
    "edit.duplicate": "target",
    "edit.in_time": "in place",
    "edit.out_time": "in place",
    "edit.duration": "in place",
    "edit.spelling": "target",
    "edit.source_text": "source",
}  # fmt: skip
"""Actions whose very purpose is to go into another part of the editor."""
PLACES = ("window.catalog", "window.title", "window.screening", "window.deliveries", "title.export")
"""Actions that go to another place; Ctrl+3 comes back."""
OTHER_PLACES = {"Ctrl+1": "catalog", "Ctrl+2": "title", "Ctrl+4": "screening", "Ctrl+5": "deliveries"}
TURNS = ("edit.next_language", "edit.previous_language", "edit.next_finding", "edit.previous_finding")
"""Actions after which the hands are in the box of another language."""
LEFT_ALONE = ("edit.relink",)
"""Opens a dialog of the system for a folder."""


def put_hands(hands: Hands, where: str) -> Focus:
    """Put the hands into a part of the editor, on the third cue of the second episode, where they are not there yet."""
    leave_part(hands)
    state, focus = hands.state(), hands.focus()
    there = (state.episode, state.row, state.language, focus.where) == (2, 3, "en", where)
    if not there or (state.place, state.dialog) != ("editor", ""):
        hands.open(2, cue=3, language="en")
        if where == "target":
            hands.key("Return")
    return hands.wait_for(lambda: hands.focus() if hands.focus().where == where else None, f"the hands in the {where}")


def do(hands: Hands, action: ActionKeys) -> None:
    """Do an action by its key, or by the palette where it has none."""
    if action.keys:
        hands.key(action.keys[0])
    else:
        hands.key("Ctrl+K")
        hands.wait_for(lambda: hands.state().dialog, "the palette")
        hands.type(action.title, gap_ms=1)
        hands.wait_for(lambda: hands.first_command() == action.title, f"“{action.title}” first in the palette")
        hands.key("Return")
    hands.settle()


def fault(hands: Hands, action: ActionKeys, before: Focus) -> str:
    """Do an action, leave what it opened, and say where the focus is instead of where it was; "" where it is there."""
    do(hands, action)
    now = hands.focus()
    if action.id in PLACES:
        hands.wait_for(lambda: hands.state().place != "editor", f"another place after {action.id}")
        hands.key("Ctrl+3")
        hands.settle()
    elif action.id in OPENS:
        if now.where not in (OPENS[action.id], before.where, "menu"):  # where there is no room for another cue it stays
            return f"{action.id} goes to “{now.where}” ({now.words}) and not to “{OPENS[action.id]}”"
        return ""
    elif now.where in PARTS or hands.state().dialog:
        leave_part(hands)
    after = hands.focus()
    same = (after.where, after.enabled) == (before.where, True) and (after.words == before.words or action.id in TURNS)
    there = f"“{after.where}” ({after.kind} {after.words})"
    return "" if same else f"{action.id} leaves the focus in {there} and not in “{before.where}”"


def leave_part(hands: Hands) -> None:
    """Leave what was opened by Escape: a line to write in or a list closes before its part."""
    for _layer in range(3):
        if hands.focus().where in PARTS or hands.state().dialog:
            hands.key("Escape")
            hands.settle()


def walk(hands: Hands, where: str, actions: list[ActionKeys]) -> str:
    """Do actions one after the other, and return what went wrong, a line for each."""
    faults = []
    for action in actions:
        faults.append(fault(hands, action, put_hands(hands, where)))
    return "\n".join(filter(None, faults))


def in_the_editor(hands: Hands) -> list[ActionKeys]:
    """The actions that can be done in the editor, those that change cues last."""
    put_hands(hands, "target")
    found = [each for each in hands.actions() if each.offered and each.id not in LEFT_ALONE]
    assert len(found) > 60
    return sorted(found, key=lambda each: each.id.startswith("edit."))


def test_every_action_leaves_the_caret_in_the_text(hands: Hands) -> None:
    assert walk(hands, "target", in_the_editor(hands)) == ""


def test_every_action_of_the_editor_leaves_the_focus_in_the_table(hands: Hands) -> None:
    here = [each for each in in_the_editor(hands) if each.id.startswith(("edit.", "editor.")) and each.keys]
    assert walk(hands, "table", here) == ""


@pytest.mark.parametrize("keys", OTHER_PLACES)
def test_every_action_of_another_place_leaves_the_focus_there(hands: Hands, keys: str) -> None:
    place = OTHER_PLACES[keys]
    put_hands(hands, "table")
    hands.key(keys)
    hands.wait_for(lambda: hands.state().place == place, f"the place {place}")
    hands.settle()
    before, faults = hands.focus(), []
    for action in hands.actions():
        if action.offered and not action.id.startswith(("window.", "history.")):
            do(hands, action)
            if hands.state().place != place:
                hands.key(keys)
                hands.settle()
            for _layer in range(2):
                if hands.focus() != before:
                    hands.key("Escape")
                    hands.settle()
            after = hands.focus()
            if after != before:
                faults.append(f"{action.id}: {after} and not {before}")
                hands.key("Ctrl+3", keys)
                hands.settle()
    assert "\n".join(faults) == ""


def test_a_language_that_is_added_leaves_the_caret_in_the_text(hands: Hands) -> None:
    before = put_hands(hands, "target")
    hands.key("Ctrl+L")
    hands.wait_for(lambda: hands.state().dialog, "the dialog for a language")
    hands.type("de")
    hands.settle()
    hands.key("Return")
    hands.wait_for(lambda: hands.ask("select 1 from title_language where language = 'de'"), "the new language")
    hands.settle()
    hands.wait_for(lambda: hands.focus() == before, "the caret where it was")


@pytest.mark.parametrize("keys", [("Alt+Right", "Alt+Left"), ("Ctrl+PgDown", "Ctrl+PgUp")])
def test_the_caret_stays_in_the_text_over_episodes_however_fast(hands: Hands, keys: tuple[str, str]) -> None:
    put_hands(hands, "target")
    for key in keys:
        hands.key(key, times=3, gap_ms=5)
        assert hands.focus().where == "target"
        hands.settle()
        assert (hands.focus().where, hands.focus().enabled) == ("target", True)


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
