"""Repair, line breaks, italics and places at one key: of what was just typed, of a cue, of a selection."""

from pathlib import Path

import pytest

from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands


def plain_drama(catalog: Path) -> None:
    make_drama(catalog, code="FEW", episodes=2, cues=6).database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(plain_drama)


def write(hands: Hands, cue: int, words: str) -> None:
    """Write a text in the box of the English cue, the caret left there."""
    hands.open(1, cue=cue, language="en", title="FEW")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Ctrl+A")
    hands.type(words)


def test_what_was_just_typed_is_repaired_at_one_key(hands: Hands) -> None:
    write(hands, 1, "Wait  here.")
    hands.key("Alt+R")
    hands.wait_for(lambda: hands.texts("en")[0] == "Wait here.", "the repaired text in the file")
    hands.wait_for(lambda: hands.state().toast.startswith("Repaired"), "what was done")
    hands.wait_for(lambda: hands.focus().text == "Wait here.", "the repaired text in the box")
    hands.key("Alt+R")
    hands.wait_for(lambda: "Nothing was found" in hands.state().toast, "that nothing is left")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("en")[0] == "Wait  here.", "one step back")


def test_of_several_repairs_one_is_chosen_or_the_first_is_done_at_one_key(hands: Hands) -> None:
    write(hands, 4, "Wait  here... now")
    hands.key("Alt+R")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu of repairs")
    assert hands.focus().words.startswith("&1")
    hands.keep("repairs")
    hands.key("Down")
    hands.wait_for(lambda: hands.focus().words.startswith("&2"), "the second repair")
    hands.key("Return")
    hands.wait_for(lambda: hands.texts("en")[3] in ("Wait here... now", "Wait  here… now"), "one repair in the file")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    write(hands, 5, "Wait  there... now")
    hands.key("Alt+Shift+R")
    hands.wait_for(lambda: hands.texts("en")[4] in ("Wait there... now", "Wait  there… now"), "the first repair")
    hands.settle()
    assert hands.focus().where == "target"
    write(hands, 6, "Wait  for... now")
    hands.key("Alt+R")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu of repairs")
    hands.key("0")
    hands.wait_for(lambda: hands.texts("en")[5] == "Wait for… now", "all repairs in the file")


def test_what_else_can_be_done_about_a_finding_stands_in_its_menu(hands: Hands) -> None:
    write(hands, 2, "We will meet again at the old house by the river, and nobody will ever know that we were there.")
    hands.key("Alt+R")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu of what can be done")
    offered = [hands.key("Down") or hands.focus().words for _each in range(8)]
    assert any(words.startswith("Split the cue in this language") for words in offered)
    hands.key("Escape")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")


def test_lines_break_at_one_key_never_after_an_article(hands: Hands) -> None:
    write(hands, 2, "We will meet again at the old house")
    hands.key("Alt+B")
    hands.wait_for(lambda: hands.texts("en")[1] == "We will meet again\nat the old house", "two lines in the file")
    hands.wait_for(lambda: hands.focus().text == "We will meet again\nat the old house", "two lines in the box")
    assert hands.focus().where == "target"
    write(hands, 3, "Come\nin")
    hands.key("Alt+B")
    hands.wait_for(lambda: hands.texts("en")[2] == "Come in", "one line of two that fit it")


def test_italics_and_places_go_over_a_selection_in_one_step(hands: Hands) -> None:
    hands.open(1, cue=4, language="en", title="FEW")
    hands.key("Shift+Down", "Shift+Down")
    hands.wait_for(lambda: hands.state().selected == (4, 5, 6), "three selected rows")
    hands.key("Ctrl+I")
    hands.wait_for(lambda: all(each.startswith("<i>") for each in hands.texts("en")[3:]), "three cues in italics")
    assert not hands.texts("en")[2].startswith("<i>")
    hands.key("Ctrl+Shift+Up")
    hands.wait_for(lambda: [each.placement for each in hands.cues("en")[3:]] == ["8", "8", "8"], "three cues at the top")
    hands.key("Ctrl+I")
    hands.wait_for(lambda: not any("<i>" in each for each in hands.texts("en")), "no italics")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: all(each.startswith("<i>") for each in hands.texts("en")[3:]), "one step back")
    hands.open(1, cue=3, language="en", title="FEW")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Home", "Ctrl+Shift+Right", "Ctrl+I")
    hands.wait_for(lambda: hands.texts("en")[2] in ("<i>Come </i>in", "<i>Come</i> in"), "one word in italics")
