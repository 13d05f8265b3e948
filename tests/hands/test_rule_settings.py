"""A rule is put off from a finding's menu by keyboard, with a reason, and comes back with an undo."""

from pathlib import Path

import pytest

from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

SET = "select rule, weight, language, author, reason from rule_setting"


def make(catalog: Path) -> None:
    """Make a title with one cue that says "Wait..."."""
    drama = make_drama(catalog, episodes=1, cues=3, languages=("en",))
    Editing(drama.database).set_text(drama.cues(1, "en")[1].id, "Wait...")
    Checking(drama.database).run(drama.title_id)
    drama.database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(make)


def test_a_rule_is_put_off_from_a_findings_menu(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+Shift+F")
    hands.wait_for(lambda: hands.focus().where == "drawer", "the keys in the findings")
    hands.wait_for(lambda: hands.focus().words == "Findings", "the list of findings")
    hands.key("Home", "Menu")
    hands.wait_for(lambda: hands.focus().where == "menu", "the menu of the finding")
    hands.key("Down", "Return")
    hands.wait_for(lambda: bool(hands.state().dialog), "the rules of the title")
    hands.keep("rules")
    hands.type("As the buyer wants it")
    hands.key("Return")
    (rule,) = hands.wait_for(lambda: hands.ask(SET), "the setting in the file")
    assert rule[1:] == ("off", "", "Ana", "As the buyer wants it")
    hands.key("Escape")
    hands.wait_for(lambda: not hands.state().dialog, "no dialog")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: not hands.ask(SET), "the rule as it is by itself")
