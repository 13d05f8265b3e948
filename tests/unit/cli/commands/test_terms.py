"""`crossreel terms`."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_term_is_added_changed_checked_and_removed(ask: Ask, call: Call, heir: str) -> None:
    ask("terms", "put", heir, "戒指", "--in", "en=signet", "--note", "of the family")
    (term,) = ask("terms", heir)
    assert (term["source"], term["renderings"], term["note"]) == ("戒指", {"en": "signet"}, "of the family")
    assert call("qc", heir)[0] == 1
    assert {each["episode"] for each in ask("findings", heir, "--rule", "term")} == {1, 2}
    ask("terms", "put", heir, "戒指", "--in", "en=ring", "--rename", "这枚戒指")
    assert [(each["source"], each["renderings"]["en"]) for each in ask("terms", "list", heir)] == [("这枚戒指", "ring")]
    assert "ring" in call("terms", heir)[1]
    code, _out, err = call("terms", "remove", heir, "谁")
    assert code == 2 and "这枚戒指" in err
    ask("terms", "remove", heir, term["id"])
    assert ask("terms", heir) == []
