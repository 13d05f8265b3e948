"""`crossreel history`: going to a step, and turning one title."""

import json

from tests.unit.cli.commands.conftest import ENGLISH, Ask, Call, texts


def steps(ask: Ask, *title: str) -> list[tuple[str, str, bool]]:
    return [(each["id"], each["code"], each["done"]) for each in ask("history", *title)["steps"]]


def test_one_goes_back_to_a_step_and_forward_again(ask: Ask, call: Call, heir: str) -> None:
    for words in ("One", "Two", "Three"):
        ask("cues", "text", heir, "1", "en", "1", words)
    newest, second, first, *_rest = steps(ask, heir)
    told = ask("history", "go", heir, first[0])
    assert (told["moved"], told["newest"]["id"]) == (True, first[0])
    assert (told["places"][0]["episode"], told["places"][0]["language"]) == (1, "en")
    assert texts(ask, heir, 1, "en")[0] == "One"
    assert [done for _id, _code, done in steps(ask, heir)][:3] == [False, False, True]
    ask("history", "go", heir, newest[0])
    assert texts(ask, heir, 1, "en")[0] == "Three"
    ask("history", "go", heir, "start")
    assert texts(ask, heir, 1, "en")[0] == ENGLISH[0]
    assert call("history", "go", heir, second[0])[0] == 0
    assert texts(ask, heir, 1, "en")[0] == "Two"


def test_a_step_that_is_none_is_wrong_use(call: Call, heir: str) -> None:
    assert call("history", "go", heir, "yesterday")[0] == 2
    assert call("history", "go", heir, "123")[0] == 2
    code, out, _err = call("history", "turn", "123", "--json")
    assert (code, json.loads(out)["error"]["facts"]) == (2, {"id": "123"})


def test_one_title_is_taken_back_and_brought_back_by_its_line(ask: Ask, call: Call, heir: str) -> None:
    ask("titles", "create", "OTHER", "Another")
    imported = next(each[0] for each in steps(ask) if each[1] == "edit.import_title")
    assert ask("history", "turn", imported)["title"] == "removed"
    assert [each["code"] for each in ask("titles")] == ["OTHER"]
    assert "Brought back" in call("history", "turn", imported)[1]
    assert sorted(each["code"] for each in ask("titles")) == ["HEIR", "OTHER"]


def test_undo_tells_where_it_acted_and_its_findings_are_up_to_date(ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "2", "en", "3", "You're...")
    assert ask("undo", heir)["places"] == [
        {"episode": 2, "language": "en", "cue_id": ask("cues", heir, "2")[2]["cues"]["en"][0]["id"]}
    ]
    assert ask("findings", heir, "--rule", "ellipsis") == []
    ask("redo", heir)
    assert len(ask("findings", heir, "--rule", "ellipsis")) == 1
