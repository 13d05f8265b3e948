"""`crossreel terms`."""

from pathlib import Path

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


def test_terms_go_out_and_come_back(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("terms", "put", heir, "戒指", "--in", "en=signet")
    ask("characters", "put", heir, "林晚", "--gender", "f", "--in", "en=Lin")
    path = tmp_path / "terms.csv"
    ask("terms", "export", heir, str(path))
    written = path.read_text("utf-8-sig")
    path.write_text(written.replace("signet", "seal ring") + ",总裁,,CEO\n", "utf-8")
    plan = ask("terms", "import", heir, str(path), "--plan")
    assert [(each["name"], each["id"] is None, each["changes"][-1]["after"]) for each in plan["changes"]] == [
        ("戒指", False, "seal ring"), ("总裁", True, "CEO"),
    ]  # fmt: skip
    assert "seal ring" in call("terms", "import", heir, str(path), "--plan")[1]
    assert ask("terms", heir)[0]["renderings"] == {"en": "signet"}
    ask("terms", "import", heir, str(path))
    assert [(each["source"], each["renderings"]) for each in ask("terms", heir)] == [
        ("戒指", {"en": "seal ring"}),
        ("总裁", {"en": "CEO"}),
    ]
    ask("terms", "export", heir, str(tmp_path / "cast.csv"), "--what", "character")
    assert "林晚" in (tmp_path / "cast.csv").read_text("utf-8")
    code, _out, err = call("terms", "export", heir, str(tmp_path / "a.pdf"))
    assert code != 0 and "tbx" in err
