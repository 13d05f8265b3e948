"""`crossreel buyers`, `rights` and the other records; `crossreel records`."""

from pathlib import Path

from crossreel.kernel.paths import resource
from tests.unit.cli.commands.conftest import Ask, Call


def test_buyers_and_rights(ask: Ask, call: Call, heir: str) -> None:
    ask("buyers", "add", "--code", "reel", "--name", "ReelShort")
    assert "ReelShort" in call("buyers")[1]
    ask("buyers", "change", "REEL", "--contact", "a@b")
    (buyer,) = ask("buyers")
    assert (buyer["code"], buyer["contact"]) == ("REEL", "a@b")
    right = ("rights", "add", heir, "--buyer", "REEL", "--licence", "coin")
    ask(*right, "--territories", "WW", "--excluded", "CN", "--end-day", "2027-12-31", "--exclusive", "yes")
    (found,) = ask("rights", "list", heir)
    assert (found["buyer_id"], found["territories"], found["exclusive"]) == (buyer["id"], ["WW"], True)
    assert found["written"]["buyer"] == "REEL"
    code, _out, err = call(*right, "--territories", "US")
    assert code == 1 and "US" in err
    code, _out, err = call("rights", "add", heir, "--licence", "gift", "--territories", "US")
    assert code == 2 and "coin" in err
    code, _out, err = call("buyers", "remove", "NOBODY")
    assert code == 2 and "REEL" in err
    assert call("buyers", "remove", "REEL")[0] == 1
    ask("rights", "remove", heir, found["id"])
    ask("buyers", "remove", "REEL")
    assert ask("buyers") == [] and ask("rights", heir) == []


def test_a_picture_goes_in_and_comes_out_as_it_was(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    cover = resource("sample", "cover.jpg")
    ask("artwork", "add", heir, "--picture", str(cover), "--kind", "cover")
    (found,) = ask("artwork", heir)
    assert found["written"]["picture"] == "1080x1440, 3:4"
    saved = ask("artwork", "save", heir, found["id"], str(tmp_path / "out.jpg"))
    assert (saved["width"], saved["height"]) == (1080, 1440)
    assert (tmp_path / "out.jpg").read_bytes() == cover.read_bytes()
    assert "1080" in call("artwork", "save", heir, found["id"], str(tmp_path / "again.jpg"))[1]


def test_compliance_is_one_sheet(ask: Ask, heir: str) -> None:
    ask("compliance", "set", heir, "--tier", "key", "--filing-number", "7")
    ask("compliance", "set", heir, "--tier", "ordinary")
    (found,) = ask("compliance", heir)
    assert (found["tier"], found["filing_number"]) == ("ordinary", "7")
    ask("episode-labels", "add", heir, "--episode", "2", "--ai-label", "generated")
    assert ask("episode-labels", heir)[0]["written"]["episode"] == "2"
    ask("compliance", "remove", heir)
    assert ask("compliance", heir) == []


def test_everything_goes_out_and_comes_back(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("people", "add", "--name", "林晚")
    ask("credits", "add", heir, "--person", "林晚", "--job", "actor")
    path = tmp_path / "all.xlsx"
    ask("records", "export", str(path), "--title", heir)
    assert ask("records", "import", str(path), "--title", heir, "--plan") == {"changes": [], "same": 2, "failed": [], "notices": []}
    assert set(ask("records")) == {"buyers", "people"} and len(ask("records", "list", "--title", heir)) == 13
    assert "people: 1" in call("records")[1]
    sheet = tmp_path / "people.csv"
    ask("people", "export", str(sheet))
    sheet.write_text(sheet.read_text("utf-8-sig").replace("林晚", "林婉") + ",Gu,,\n", "utf-8")
    plan = ask("people", "import", str(sheet), "--plan")
    assert [each["changes"][0]["after"] for each in plan["changes"]] == ["林婉", "Gu"]
    assert "林婉" in call("people", "import", str(sheet), "--plan")[1]
    ask("people", "import", str(sheet))
    assert {each["name"] for each in ask("people")} == {"林婉", "Gu"}
