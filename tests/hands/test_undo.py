"""Undo from the keyboard: a rest ends a step, Ctrl+Y does again, a step in another episode is gone to."""

import time

import pytest

from tests.hands.hands import Hands

REST_S = 0.65  # of the hands, by the clock of the keyboard: longer than within a step


def in_text(hands: Hands, episode: int, cue: int, language: str = "en") -> str:
    """Put the caret behind the text of a cell, and return what stands there."""
    hands.open(episode, cue=cue, language=language)
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Ctrl+End")
    return hands.focus().text


def says(hands: Hands, episode: int, cue: int, words: str, language: str = "en") -> None:
    """Wait until the file says so, and the box too."""
    hands.wait_for(lambda: hands.texts(language, episode)[cue - 1] == words, f"“{words}” in the file")
    hands.wait_for(lambda: hands.focus().text == words, f"“{words}” in the box")
    hands.settle()


@pytest.mark.parametrize("gap_ms", [5, 200])
def test_a_rest_ends_a_step_and_nothing_else_does(hands: Hands, gap_ms: int) -> None:
    start = in_text(hands, 1, 2)
    for words in (" a", " be"):
        hands.type(words, gap_ms)
        time.sleep(REST_S)
    hands.type(" sea", gap_ms)
    hands.key("Ctrl+Z")
    says(hands, 1, 2, f"{start} a be")
    hands.key("Ctrl+Z")
    says(hands, 1, 2, f"{start} a")
    hands.key("Ctrl+Y")
    says(hands, 1, 2, f"{start} a be")
    hands.key("Ctrl+Z", "Ctrl+Z")
    says(hands, 1, 2, start)
    hands.key("Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+Y")
    says(hands, 1, 2, f"{start} a be sea")
    hands.key("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    says(hands, 1, 2, start)


def test_a_step_never_reaches_over_two_cells(hands: Hands) -> None:
    start = in_text(hands, 1, 3)
    after = hands.texts("en")[3]
    hands.type(" here")
    hands.key("Alt+Down", "Ctrl+End")
    hands.type(" there")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("en")[2:4] == [f"{start} here", after], "the second text taken back alone")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("en")[2:4] == [start, after], "the first text taken back")
    hands.wait_for(lambda: (hands.state().row, hands.focus().where) == (3, "target"), "the hands in the cell that was taken back")


def test_typing_in_the_table_rests_too(hands: Hands) -> None:
    hands.open(1, cue=4, language="en")
    start = hands.texts("en")[3]
    hands.key("F2")
    hands.wait_for(lambda: hands.focus().where == "in place", "the caret in the table")
    hands.key("End")
    for words in (" one", " two"):
        hands.type(words)
        time.sleep(REST_S)
    hands.key("Return")
    hands.wait_for(lambda: hands.texts("en")[3] == f"{start} one two", "the text typed in the table")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("en")[3] == f"{start} one", "the last words taken back alone")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.texts("en")[3] == start, "the first words taken back")


def test_an_undo_in_another_episode_goes_there_and_shows_it(hands: Hands) -> None:
    start = in_text(hands, 2, 5)
    hands.type(" elsewhere")
    hands.key("Alt+Right", "Alt+Right")
    hands.wait_for(lambda: hands.state().episode == 4 and not hands.state().is_behind, "the episode after the next")
    assert hands.texts("en", 2)[4] == f"{start} elsewhere"
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: (hands.state().episode, hands.state().row) == (2, 5), "the row of what was undone")
    says(hands, 2, 5, start)
    assert "Episode 2" in hands.state().toast


def test_an_undo_of_the_first_words_in_an_empty_cell_goes_to_its_row(hands: Hands) -> None:
    row = next(
        at for at, cue in enumerate(hands.cues("zh-Hans", 3), 1) if cue.id not in {each.anchor_id for each in hands.cues("en", 3)}
    )
    assert in_text(hands, 3, row) == ""
    hands.type("From nothing")
    hands.wait_for(lambda: "From nothing" in hands.texts("en", 3), "the new cue")
    hands.key("Alt+Up", "Alt+Right")
    hands.wait_for(lambda: hands.state().episode == 4 and not hands.state().is_behind, "the next episode")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: (hands.state().episode, hands.state().row) == (3, row), "the row of the empty cell")
    assert "From nothing" not in hands.texts("en", 3)


def test_everyone_takes_back_their_own(hands: Hands) -> None:
    start = in_text(hands, 6, 2)
    hands.type(" mine")
    hands.wait_for(lambda: hands.texts("en", 6)[1] == f"{start} mine", "the typed text")
    before = hands.texts("es-419", 6)[3]
    hands.command("--author", "Ben", "cues", "text", "HIDDENHEIR", "6", "es-419", "4", "Lo de Ben")
    hands.wait_for(lambda: hands.texts("es-419", 6)[3] == "Lo de Ben", "what another wrote meanwhile")
    hands.key("Ctrl+Z")
    says(hands, 6, 2, start)
    assert hands.texts("es-419", 6)[3] == "Lo de Ben"
    hands.command("--author", "Ben", "undo", "HIDDENHEIR")
    hands.wait_for(lambda: hands.texts("es-419", 6)[3] == before, "Ben's own undo")
    hands.key("Ctrl+Y")
    says(hands, 6, 2, f"{start} mine")
    hands.key("Ctrl+Z")
    says(hands, 6, 2, start)
