"""A buyer and a right by keyboard alone: filled in, refused at the field, taken back in the catalog and in the title."""

import pytest

from tests.hands.hands import Hands


@pytest.fixture(scope="module")
def hands(hands_on_a_few_cues: Hands) -> Hands:
    return hands_on_a_few_cues


def test_a_buyer_and_a_right_are_filled_in_and_taken_back(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+8")
    hands.wait_for(lambda: hands.focus().words == "Kinds of records", "the kinds of records")
    hands.settle()
    hands.key("Ctrl+N")
    hands.wait_for(lambda: hands.focus().words == "Code", "the form of a buyer")
    hands.type("reel")
    hands.key("Tab")
    hands.type("ReelShort")
    hands.key("Return")
    hands.wait_for(lambda: hands.ask("select code, name from buyer") == [("REEL", "ReelShort")], "the buyer in the file")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.ask("select code from buyer") == [], "the buyer taken back in the catalog")
    hands.settle()
    hands.key("Ctrl+Shift+Z")
    hands.wait_for(lambda: hands.ask("select code from buyer") == [("REEL",)], "the buyer again")
    hands.settle()
    hands.key("Down", "Down", "Down")  # people, seasons, rights
    hands.key("Ctrl+N")
    hands.wait_for(lambda: hands.focus().words == "Buyer", "the form of a right")
    hands.type("REEL")
    hands.key("Tab", "Tab")
    hands.wait_for(lambda: hands.focus().words == "Territories", "the territories")
    hands.type("US XX")
    hands.key("Return")
    hands.settle()
    assert hands.ask('select count(*) from "right"') == [(0,)] and hands.focus().words == "Territories"
    hands.key("BackSpace", "BackSpace")
    hands.type("CA")
    hands.keep("right-form")
    hands.key("Return")
    territories = 'select territories from "right"'
    hands.wait_for(lambda: hands.ask(territories) == [('["US","CA"]',)], "the right in the file")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.ask(territories) == [], "the right taken back in the title")
    assert hands.ask("select code from buyer") == [("REEL",)]
