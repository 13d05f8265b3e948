"""`crossreel languages`."""

from tests.unit.cli.commands.conftest import Ask, Call


def tags(ask: Ask, title: str) -> list[str]:
    return [each["language"] for each in ask("languages", title)]


def test_a_language_is_added_and_removed(ask: Ask, call: Call, heir: str) -> None:
    ask("languages", "add", heir, "tha")
    assert tags(ask, heir) == ["zh-Hans", "en", "th"]
    assert ask("languages", heir)[2]["states"] == {"missing": 2}
    ask("languages", "remove", heir, "en")
    assert tags(ask, heir) == ["zh-Hans", "th"]
    assert call("languages", "remove", heir, "zh-Hans")[0] == 1
    assert call("languages", "add", heir, "klingonish")[0] == 2


def test_the_language_a_title_was_made_in_is_set(ask: Ask, call: Call, heir: str) -> None:
    ask("languages", "source", heir, "zh-Hant")
    (first, *_rest) = ask("languages", heir)
    assert (first["language"], first["source"], first["states"]) == ("zh-Hant", True, {"translated": 2})
    assert "zh-Hant" in call("languages", heir)[1]
