"""`crossreel episodes`."""

from tests.unit.cli.commands.conftest import SOURCE, Ask, Call, texts


def test_an_episode_is_added_named_and_removed(ask: Ask, call: Call, heir: str) -> None:
    ask("episodes", "add", heir, "7", "--name", "The will")
    ask("episodes", "rename", heir, "1", "The ring")
    assert [(each["number"], each["name"]) for each in ask("episodes", heir)] == [(1, "The ring"), (2, ""), (7, "The will")]
    ask("episodes", "remove", heir, "2,7")
    assert [each["number"] for each in ask("episodes", heir)] == [1]
    assert call("episodes", "add", heir, "1")[0] == 1
    assert call("episodes", "remove", heir, "9")[0] == 2


def test_episodes_change_places_at_once(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "2", "zh-Hans", "1", "第二集")
    ask("episodes", "renumber", heir, "1=2", "2=1")
    assert texts(ask, heir, 1, "zh-Hans")[0] == "第二集"
    assert texts(ask, heir, 2, "zh-Hans")[0] == SOURCE[0]
    assert call("episodes", "renumber", heir, "1=2")[0] == 1
    assert call("episodes", "renumber", heir, "one=2")[0] == 2


def test_episodes_are_free_or_paid(ask: Ask, call: Call, heir: str) -> None:
    ask("episodes", "free", heir, "all")
    ask("episodes", "paid", heir, "2")
    assert [each["is_free"] for each in ask("episodes", heir)] == [True, False]


def test_the_list_tells_the_state_of_each_language(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "2", "en", "1", "")
    (first, second) = ask("episodes", heir)
    assert (first["languages"]["en"]["state"], second["languages"]["en"]["state"]) == ("translated", "started")
    assert second["languages"]["en"]["untranslated"] == 1
    assert "started" in call("episodes", heir)[1]
