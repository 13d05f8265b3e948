"""Voices and statuses of lines that are dubbed, by keyboard alone: chosen, said, and taken back."""

import pytest

from tests.hands.hands import Hands

SAID = "select status, voice from dub_line"


@pytest.fixture(scope="module")
def hands(hands_on_a_few_cues: Hands) -> Hands:
    return hands_on_a_few_cues


def test_the_voice_of_two_lines_is_said_and_taken_back(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+K")
    hands.wait_for(lambda: bool(hands.state().dialog), "the palette")
    hands.type("dubbing voices")
    hands.wait_for(lambda: hands.first_command().startswith("Dubbing: voices"), "the action in the palette")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Close", "the dialog")
    hands.settle()
    hands.key("Tab", "Tab", "Tab")
    hands.wait_for(lambda: hands.focus().words == "Lines to be dubbed", "the lines")
    hands.key("Down", "Shift+Down", "Tab")
    hands.wait_for(lambda: hands.focus().words == "Status", "the status")
    hands.key("Down", "Tab")
    hands.type("Ann Bell")
    hands.keep("dubbing")
    hands.key("Tab", "Tab", "Tab", "Space")
    hands.wait_for(lambda: hands.ask(SAID) == [("open", "Ann Bell")] * 2, "the voices in the file")
    hands.settle()
    hands.key("Escape", "Ctrl+Z")
    hands.wait_for(lambda: hands.ask(SAID) == [], "the voices taken back")
