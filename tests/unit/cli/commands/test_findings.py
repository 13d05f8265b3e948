"""`crossreel findings`: what QC found, accepted and repaired."""

from tests.unit.cli.commands.conftest import Ask, Call, texts


def rules(ask: Ask, title: str, *arguments: str) -> list[str]:
    return [each["rule"] for each in ask("findings", title, *arguments)]


def test_findings_are_there_with_the_edit_and_gone_with_it(ask: Ask, heir: str) -> None:
    assert "ellipsis" not in rules(ask, heir)
    told = ask("cues", "text", heir, "1", "en", "3", "You're...")
    assert "ellipsis" in [each["rule"] for each in told["findings"]]
    (found,) = ask("findings", heir, "--rule", "ellipsis")
    assert (found["episode"], found["language"], type(found["id"])) == (1, "en", str)
    assert found["message"]
    ask("undo", heir)
    assert rules(ask, heir, "--rule", "ellipsis") == []


def test_findings_are_repaired_by_rule_and_by_id(ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "3", "You're...")
    ask("cues", "text", heir, "2", "en", "3", "You're...")
    (first, _second) = ask("findings", heir, "--rule", "ellipsis")
    ask("findings", "repair", heir, first["id"])
    assert texts(ask, heir, 1, "en")[2] == "You're…"
    assert len(ask("findings", heir, "--rule", "ellipsis")) == 1
    ask("findings", "repair", heir, "--rule", "ellipsis")
    assert texts(ask, heir, 2, "en")[2] == "You're…"


def test_findings_are_accepted_with_a_reason_and_taken_back(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "3", "You're...")
    ask("cues", "text", heir, "2", "en", "3", "You're...")
    ask("findings", "waive", heir, "house style", "--rule", "ellipsis", "--episodes", "2")
    assert [each["episode"] for each in ask("findings", heir, "--rule", "ellipsis")] == [1]
    assert [each["waived"] for each in ask("findings", heir, "--rule", "ellipsis", "--waived")] == [False, True]
    (waiver,) = ask("findings", "waivers", heir)
    assert (waiver["reason"], bool(waiver["author"])) == ("house style", True)
    ask("findings", "unwaive", heir, waiver["id"])
    assert len(ask("findings", heir, "--rule", "ellipsis")) == 2
    assert call("findings", "waive", heir, "", "--rule", "ellipsis")[0] == 1


def test_nothing_is_chosen_by_chance(call: Call, heir: str) -> None:
    assert call("findings", "waive", heir, "all of them")[0] == 2
    assert call("findings", "repair", heir)[0] == 2
    assert call("findings", "repair", heir, "12345678901234567")[0] == 2
    assert call("findings", "unwaive", heir, "12345678901234567")[0] == 2
    assert call("findings", heir, "--rule", "no_such_rule")[0] == 2


def test_the_rules_are_listed_with_their_manuals(ask: Ask, call: Call) -> None:
    told = {each["id"]: each for each in ask("findings", "rules")}
    assert told["ellipsis"]["repairable"] and "Good" in told["ellipsis"]["manual"]
    assert "reading_speed" in call("findings", "rules")[1]


def test_a_table_names_the_ids_that_other_actions_take(call: Call, ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "3", "You're...")
    (found,) = ask("findings", heir, "--rule", "ellipsis")
    line = call("findings", heir, "--rule", "ellipsis")[1].splitlines()[1]
    assert line.split()[0] == "1" and line.split()[-1] == found["id"]


def test_what_was_never_checked_is_told_apart_from_what_has_no_findings(call: Call, heir: str) -> None:
    assert "Not checked yet: " in call("findings", heir)[2]
    call("qc", heir)
    assert "Not checked" not in call("findings", heir)[2]
