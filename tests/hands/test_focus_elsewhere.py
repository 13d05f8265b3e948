"""Every action of the other places leaves the focus there; going to another episode or adding a language, the caret in the text."""

import pytest

from tests.hands.focus import PLACES, do, in_the_editor, put_hands
from tests.hands.hands import Hands

OTHER_PLACES = {"Ctrl+1": "catalog", "Ctrl+2": "title", "Ctrl+4": "screening", "Ctrl+5": "deliveries"}

GOES_AWAY = (*PLACES, "window.editor")
EVERYWHERE, ONE_OF_THEM = ("window.", "history.", "title."), "window.find"
"""Actions that are the same in every place: all that the editor offers are done from its text, and one here."""


@pytest.mark.parametrize("keys", OTHER_PLACES)
def test_every_action_of_another_place_leaves_the_focus_there(hands: Hands, keys: str) -> None:
    place = OTHER_PLACES[keys]
    elsewhere = {each.id for each in in_the_editor(hands) if each.id.startswith(EVERYWHERE)} - {ONE_OF_THEM}
    put_hands(hands, "table")
    hands.key(keys)
    hands.wait_for(lambda: hands.state().place == place, f"the place {place}")
    hands.settle()
    before, faults = hands.focus(), []
    for action in hands.actions():
        if action.offered and action.id not in GOES_AWAY and action.id not in elsewhere:
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
