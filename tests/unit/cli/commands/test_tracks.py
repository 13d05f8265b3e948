"""`crossreel tracks`, and `--role` where a language is named."""

import json

from tests.unit.cli.commands.conftest import Ask, Call


def columns(ask: Ask, title: str) -> list[str]:
    return [each["language"] for each in ask("languages", title)]


def test_a_track_is_copied_into_a_role_worked_on_given_another_and_deleted(ask: Ask, call: Call, heir: str) -> None:
    ask("tracks", "make", heir, "en", "all", "--role", "sdh", "--copy", "full")
    assert columns(ask, heir) == ["zh-Hans", "en", "en-x-sdh"]
    full, sdh = (
        [each for each in ask("tracks", heir) if (each["language"], each["role"]) == ("en", role)] for role in ("full", "sdh")
    )
    assert [(each["episode"], each["cues"]) for each in sdh] == [(each["episode"], each["cues"]) for each in full] != []
    call("qc", heir)
    ask("findings", "waive", heir, "Seen and meant", "--languages", "en", "--role", "sdh")
    ask("state", heir, "en", "1", "approved", "--role", "sdh")
    assert [each["state"] for each in ask("tracks", heir) if each["role"] == "sdh"] == ["approved", "translated"]
    ask("notes", "add", heir, "1", "en", "0:01", "Which door?", "--role", "sdh")
    assert [(each["language"], each["role"]) for each in ask("notes", heir, "--language", "en-x-sdh")] == [("en", "sdh")]
    ask("tracks", "role", heir, "en", "1", "forced", "--role", "sdh")
    assert {each["role"] for each in ask("tracks", heir) if each["episode"] == 1} == {"full", "forced"}
    ask("tracks", "delete", heir, "en", "1", "--role", "forced")
    assert {each["role"] for each in ask("tracks", heir) if each["episode"] == 1} == {"full"}
    ask("undo", heir)
    assert {each["role"] for each in ask("tracks", heir) if each["episode"] == 1} == {"full", "forced"}
    assert call("tracks", "role", heir, "en", "1", "narration")[0] != 0
    assert call("tracks", "delete", heir, "en", "1", "--role", "narration")[0] == 2


def test_roles_are_chosen_at_delivery_and_a_promise_is_kept(ask: Ask, call: Call, heir: str) -> None:
    ask("tracks", "make", heir, "en", "all", "--role", "sdh", "--copy", "full")
    ask("metadata", "set", heir, "--promised", "4")
    asked = ("deliver", heir, "--profile", "app-standard", "--languages", "en", "--plan", "--json")
    for roles, variants in (((), {"full", "sdh"}), (("--role", "sdh"), {"sdh"}), (("--role", "full"), {"full"})):
        plan = json.loads(call(*asked, *roles)[1])
        assert {path.split("/")[-2] for path in plan["files"] if "_SUB_" in path} == variants
        assert [each["facts"]["numbers"] for each in plan["refusals"] if each["code"] == "delivery.promise_broken"] == [[3, 4]]
    ask("metadata", "set", heir, "--promised", "2")
    assert "delivery.promise_broken" not in call(*asked)[1]
    assert call("metadata", "set", heir, "--promised", "none")[0] == 2
