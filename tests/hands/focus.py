"""The focus is where the hands were, whatever is done: every action of the window is done from the keyboard, and looked at.

An action either leaves the focus where it was, or opens a part that takes it, and Escape then gives it back.
"""

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
    "edit.band": "picture",
}  # fmt: skip
"""Actions whose very purpose is to go into another part of the editor."""
PLACES = (
    "window.catalog", "window.title", "window.screening", "window.deliveries", "window.guides", "title.export",
    "window.review", "title.review", "window.runs", "window.records", "window.profiles",
)  # fmt: skip
"""Actions that go to another place; Ctrl+3 comes back."""
FROM_THE_MATRIX = ("title.check", "title.check_media")
"""Work of seconds that is begun from the matrix as well, where it is walked."""
SOURCE = "zh-Hans"
LETTERS = 5
TURNS = ("edit.next_language", "edit.previous_language", "edit.next_finding", "edit.previous_finding")
"""Actions after which the hands are in the box of another language, of the source too."""


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
        for at in range(0, len(action.title), LETTERS):  # no more letters than it takes
            hands.type(action.title[at : at + LETTERS], gap_ms=0)
            if hands.first_command() == action.title:
                break
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
    if action.id in TURNS and before.where != "table":
        its_box = "source" if hands.state().language == SOURCE else "target"
        same = (after.where, after.enabled) == (its_box, True)
    else:
        same = (after.where, after.enabled, after.words) == (before.where, True, before.words)
    there = f"“{after.where}” ({after.kind} {after.words})"
    return "" if same else f"{action.id} leaves the focus in {there} and not in “{before.where}”"


def leave_part(hands: Hands) -> None:
    """Leave what was opened by Escape: a line to write in or a list closes before its part."""
    for _layer in range(3):
        if hands.focus().where not in PARTS and not hands.state().dialog:
            return
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
    found = [each for each in hands.actions() if each.offered and each.id not in FROM_THE_MATRIX]
    assert len(found) > 60
    return sorted(found, key=lambda each: each.id.startswith("edit."))
