"""The editor of keys: an action found, a key pressed, refused, taken away, and at work."""

import tomllib

from tests.hands.hands import Hands


def own_keys(hands: Hands) -> dict[str, list[str]]:
    kept = hands.folder / "home" / "config" / "Crossreel" / "preferences.toml"
    return dict(tomllib.loads(kept.read_text("utf-8")).get("keys", {}))


def keys_of(hands: Hands, action: str) -> tuple[str, ...]:
    return next(each.keys for each in hands.actions() if each.id == action)


def open_editor(hands: Hands, words: str) -> None:
    hands.key("F1")
    hands.wait_for(lambda: hands.state().dialog, "the list of keys")
    hands.press_button("Change the keys…")
    hands.wait_for(lambda: hands.focus().words == "Find a key or what it does" and hands.is_seen("Press the new key"), "the editor")
    hands.type(words)
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Press the new key", "the line a key is pressed in")


def test_a_key_is_refused_taken_away_and_works(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    open_editor(hands, "Next cue")
    hands.key("Ctrl+M")
    hands.wait_for(lambda: any("Ctrl+M" in each and "Merge cues" in each for each in hands.words()), "whose the key is")
    assert keys_of(hands, "edit.next_cue") == ("Alt+Down",)
    hands.keep("key-editor")
    hands.key("Return")  # takes it away
    hands.wait_for(lambda: own_keys(hands) == {"edit.next_cue": ["Ctrl+M"]}, "the preferences on the disk")
    hands.key("Esc")
    hands.wait_for(lambda: hands.focus().kind == "QTableView", "back in the table")
    hands.key("Esc")
    hands.wait_for(lambda: not hands.state().dialog and hands.focus().where == "table", "the editor closed")
    hands.key("Ctrl+M")
    hands.wait_for(lambda: hands.state().row == 3, "the next cue by the new key")


def test_a_key_that_fields_need_is_refused_and_the_preset_comes_back(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    open_editor(hands, "Next cue")
    hands.key("Left")
    hands.wait_for(lambda: any("needed by text fields" in each for each in hands.words()), "why not")
    hands.press_button("Back to the preset")
    hands.wait_for(lambda: own_keys(hands) == {}, "the key given back")
    hands.key("Esc")
    hands.wait_for(lambda: not hands.state().dialog, "the editor closed")
    hands.key("Alt+Down")
    hands.wait_for(lambda: hands.state().row == 3, "the next cue by the key of the preset")
