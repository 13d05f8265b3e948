"""A delivery profile by keyboard alone: made from one that ships, given another template, saved as a version, taken back."""

import pytest

from tests.hands.hands import Hands

KEPT = "select profile_id, version from kept_profile order by version"


@pytest.fixture(scope="module")
def hands(hands_on_a_few_cues: Hands) -> Hands:
    return hands_on_a_few_cues


def test_a_profile_is_made_changed_and_taken_back(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+K")
    hands.type("Go to the delivery profiles")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().words == "Delivery profiles", "the list of profiles")
    hands.settle()
    hands.key("Ctrl+N")
    hands.wait_for(lambda: hands.focus().words == "Name", "the name of the new profile")
    hands.type("Reel app")
    hands.key("Return")
    hands.wait_for(lambda: hands.ask(KEPT) == [("reel-app", 1)], "the profile in the file")
    hands.settle()
    hands.wait_for(lambda: hands.focus().words == "Delivery profiles", "the list again")
    hands.key("Return", "Right", "Tab")  # the pages of the profile, the second, its first field
    hands.wait_for(lambda: hands.focus().words == "Files of an episode", "the template")
    hands.key("Ctrl+A")
    hands.type("{title}_{episode:02d}_{language}.{extension}")
    hands.settle()
    hands.keep("profile-names")
    hands.key("Ctrl+S")
    hands.wait_for(lambda: hands.ask(KEPT) == [("reel-app", 1), ("reel-app", 2)], "the second version in the file")
    ((text,),) = hands.ask("select text from kept_profile where version = 2")
    assert "{title}_{episode:02d}_{language}.{extension}" in text
    hands.settle()
    hands.key("Shift+Tab", "Ctrl+Z")  # out of the field, whose own steps go letter by letter
    hands.wait_for(lambda: hands.ask(KEPT) == [("reel-app", 1)], "the second version taken back")
