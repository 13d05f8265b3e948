"""`crossreel characters` and `terms`: kept per language, by name."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_character_is_added_changed_and_removed(ask: Ask, call: Call, heir: str) -> None:
    ask("characters", "put", heir, "林晚", "--in", "en=Lin Wan", "--in", "es-mx=Lin", "--gender", "f", "--age", "24")
    ask("characters", "put", heir, "林晚", "--in", "es-419=", "--description", "A secretary")
    (person,) = ask("characters", heir)
    assert (person["names"], person["gender"], person["age"]) == ({"en": "Lin Wan"}, "f", "24")
    assert (person["description"], type(person["id"])) == ("A secretary", str)
    assert "Lin Wan" in call("characters", "list", heir)[1]
    ask("characters", "put", heir, person["id"], "--rename", "林小晚")
    assert [each["name"] for each in ask("characters", heir)] == ["林小晚"]
    ask("characters", "remove", heir, "林小晚")
    assert ask("characters", heir) == []


def test_wrong_names_are_told_with_those_there_are(ask: Ask, call: Call, heir: str) -> None:
    ask("characters", "put", heir, "林晚")
    code, _out, err = call("characters", "remove", heir, "谁")
    assert code == 2 and "林晚" in err
    assert call("characters", "put", heir, "林晚", "--in", "Lin Wan")[0] == 2
    assert call("characters", "put", heir, "林晚", "--gender", "q")[0] == 2
