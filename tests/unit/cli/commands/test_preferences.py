"""`crossreel preferences`, in a folder of the test's own."""

import pytest

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_preference_is_kept_and_stands_in_the_history(ask: Ask, call: Call) -> None:
    ask("preferences", "set", "author", "梅 Ling")
    ask("preferences", "set", "volume", "35")
    told = ask("preferences")
    assert (told["author"], told["volume"], told["theme"]) == ("梅 Ling", 35, "dark")
    assert "梅 Ling" in call("preferences", "list")[1]
    ask("titles", "create", "HEIR", "The Heir")
    assert ask("history")["steps"][0]["author"] == "梅 Ling"


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("locale", "xx"), ("keymap", "none"), ("volume", "101"), ("author", " "), ("window_geometry", "x")],
)
def test_a_value_that_cannot_be_changes_nothing(ask: Ask, call: Call, name: str, value: str) -> None:
    before = ask("preferences")
    assert call("preferences", "set", name, value)[0] == 2
    assert ask("preferences") == before


def test_the_interface_speaks_the_language_that_was_set(ask: Ask, call: Call) -> None:
    ask("preferences", "set", "locale", "zh-Hans")
    assert call("titles", "delete", "NOBODY")[2] != ""
    ask("preferences", "set", "locale", "")
    assert ask("preferences")["locale"] == ""


def test_switches_of_the_editor_are_set_and_told_as_what_they_are(ask: Ask, call: Call) -> None:
    ask("preferences", "set", "playhead_chooses", "true")
    ask("preferences", "set", "playhead_scrolls", "false")
    told = ask("preferences", "set", "second_caption", "below")
    assert (told["playhead_chooses"], told["playhead_scrolls"], told["second_caption"]) == (True, False, "below")
    assert ask("preferences") == told
    for name, value in (("phone_frame", "perhaps"), ("second_caption", "beside")):
        assert call("preferences", "set", name, value)[0] == 2
