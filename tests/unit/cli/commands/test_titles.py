"""`crossreel titles`, `metadata`, `languages` and `episodes`: a title from nothing."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_title_is_made_without_files_and_deleted_and_brought_back(ask: Ask, call: Call) -> None:
    told = ask("titles", "create", "new1", "The New One", "--source-language", "ko")
    assert len(told["made"]["title"]) == 1
    assert [(each["code"], each["name"], each["source_language"]) for each in ask("titles")] == [("NEW1", "The New One", "ko")]
    ask("titles", "delete", "NEW1")
    assert ask("titles") == []
    ask("undo")
    assert [each["code"] for each in ask("titles")] == ["NEW1"]
    assert call("titles", "create", "N", "Name")[0] == 2
    assert call("titles", "create", "NEW1", "Name")[0] == 1
