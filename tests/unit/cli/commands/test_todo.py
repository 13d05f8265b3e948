"""`crossreel todo`: what needs work, and drafts that are accepted."""

from tests.unit.cli.commands.conftest import Ask


def test_an_empty_a_stale_and_a_found_cue_are_told(ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "1", "")
    ask("cues", "text", heir, "1", "zh-Hans", "2", "另一句话")
    told = {each["number"]: each["needs"] for each in ask("todo", heir, "en", "1")}
    assert told[1][0] == "empty"
    assert "stale" in told[2]
    ask("cues", "text", heir, "1", "en", "1", "So it is.")
    ask("cues", "confirm", heir, "1", "en", "2")
    told = {each["number"]: each["needs"] for each in ask("todo", heir, "en", "1")}
    assert "empty" not in told.get(1, []) and "stale" not in told.get(2, [])
