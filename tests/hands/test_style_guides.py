"""A style guide of one's own by keyboard alone: found, made, a figure changed with its source, taken back, undone."""

import tomllib

import pytest

from tests.hands.hands import Hands


@pytest.fixture(scope="module")
def hands(hands_on_a_few_cues: Hands) -> Hands:
    return hands_on_a_few_cues


def english(hands: Hands) -> dict[str, object]:
    """Return what the file of the set has of its own in English."""
    file = hands.folder / "home" / "config" / "Crossreel" / "style_guides" / "buyer.toml"
    return dict(tomllib.loads(file.read_text("utf-8")).get("languages", {}).get("en", {})) if file.exists() else {}


def test_a_set_is_made_and_a_figure_changed_taken_back_and_undone(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+K")
    hands.wait_for(lambda: bool(hands.state().dialog), "the palette")
    hands.type("Go to the style guides")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Style guides", "the list of sets")
    hands.settle()
    hands.key("Ctrl+N")
    hands.wait_for(lambda: hands.focus().words == "Name", "the name of the new set")
    hands.type("Buyer")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Figures", "the figures of the new set")
    hands.settle()
    hands.key("Down", "Down")
    hands.type("33")
    hands.wait_for(lambda: hands.focus().text == "33", "what is typed on a row stands in its value")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Where it comes from", "the source in the same row")
    hands.type("Sheet 4")
    hands.keep("style-guide-row")
    hands.key("Return")
    hands.wait_for(lambda: english(hands) == {"line_hard": 33, "sources": {"line_hard": "Sheet 4"}}, "the figure in the file")
    hands.settle()
    assert hands.focus().words == "Figures", "the hands stay in the table"
    hands.key("Delete")
    hands.wait_for(lambda: not english(hands), "the figure taken back")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: english(hands).get("line_hard") == 33, "the figure as it was")
    hands.settle()
    hands.key("Shift+Tab")
    hands.wait_for(lambda: hands.focus().words == "Make one from it…", "out of the table again")
