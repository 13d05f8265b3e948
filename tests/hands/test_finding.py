"""Find, the palette and the versions of a cue under the hands."""

from tests.hands.hands import Hands


def test_find_begins_at_the_hands_and_a_tick_leaves_one_out(hands: Hands) -> None:
    hands.open(3, cue=4, language="en")
    before = {number: hands.texts("en", number) for number in range(1, 7)}
    hands.key("Ctrl+H")
    hands.wait_for(lambda: hands.focus().words == "Find", "the field to find in")
    hands.type("you")
    hands.wait_for(lambda: any("match" in words for words in hands.words()), "what was found")
    hands.key("Return")
    hands.wait_for(lambda: (hands.state().episode, hands.state().row) == (3, 4), "the hit at the hands")
    hands.key("Return")
    hands.wait_for(lambda: (hands.state().episode, hands.state().row) != (3, 4), "the next hit")
    assert (hands.state().episode or 0) >= 3
    hands.click(*hands.place_of("Replace by").centre)
    hands.type("YOU")
    hands.settle()
    hands.key("Down", "Home")
    hands.wait_for(lambda: hands.focus().kind == "FoundView", "the list of what was found")
    hands.key("Space")
    hands.wait_for(lambda: any(words.startswith("Replace ") and words[8:].isdigit() for words in hands.words()), "one left out")
    hands.keep("find-before-after")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: any("YOU" in text for text in hands.texts("en", 3)), "replaced words in the file")
    hands.settle()
    assert sum("you" in text for number in before for text in hands.texts("en", number)) == 1
    hands.key("Escape", "Escape")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: {number: hands.texts("en", number) for number in before} == before, "one step of undo")


def test_the_palette_opens_an_episode_by_its_number(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    for words, number in (("5", 5), ("ep 2", 2), ("heir 6", 6)):
        hands.key("Ctrl+K")
        hands.wait_for(lambda: hands.state().dialog == "CommandPalette", "the palette")
        hands.type(words)
        shown = f"Episode {number}"
        hands.wait_for(lambda shown=shown: _first_is(hands, shown), f"{shown} at the top")
        hands.key("Return")
        hands.wait_for(lambda number=number: hands.state().episode == number and not hands.state().dialog, shown)
    hands.settle()


def _first_is(hands: Hands, words: str) -> bool:
    """Whether the first line of the palette begins so."""
    return hands.item(words).y < 200


def test_any_state_of_a_cue_comes_back_with_one_key(hands: Hands) -> None:
    hands.open(2, cue=2, language="en")
    before = hands.texts("en")
    hands.key("F2", "Ctrl+A")
    hands.type("Another wording.")
    hands.key("Return")
    hands.wait_for(lambda: hands.texts("en")[1] == "Another wording.", "the wording in the file")
    hands.settle()
    hands.key("Ctrl+Shift+Y")
    hands.wait_for(lambda: hands.state().panel == "cue_history", "the versions")
    versions = hands.place_of("Versions of the cue")
    hands.click(versions.x + 60, versions.y + 20)
    hands.keep("versions")
    hands.key("End", "Return")
    hands.wait_for(lambda: hands.texts("en") == before, "the wording that came in")
    hands.settle()
