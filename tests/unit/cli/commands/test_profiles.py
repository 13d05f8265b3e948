"""`crossreel profiles` and `formats`: no catalog is needed to know what there is."""

import json
from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call


def test_profiles_are_listed_and_shown(ask: Ask, call: Call) -> None:
    assert {"app-standard", "streamer-imsc"} <= {each["id"] for each in ask("profiles")}
    told = ask("profiles", "show", "app-standard")
    assert [each["format_id"] for each in told["formats"]] == ["srt", "vtt"]
    assert told["minimum_state"] == "approved"
    assert "05_SUBTITLES" in call("profiles", "show", "app-standard")[1]
    code, _out, err = call("profiles", "show", "nobody")
    assert code == 2 and "app-standard" in err


def test_one_of_your_own_is_made_changed_carried_and_taken_back(heir: str, ask: Ask, call: Call, tmp_path: Path) -> None:
    assert ask("profiles", "derive", "mine", "--based-on", "app-standard", "--buyer", "MINE")["version"] == "1"
    assert ask("profiles", "set", "mine", "limits.line_hard", "43")["limits"] == {"": {"line_hard": 43}}
    assert ask("profiles", "set", "mine", "file_template", "{episode:02d}.{extension}")["version"] == "3"
    assert [each["version"] for each in ask("profiles", "versions", "mine")] == [3, 2, 1]
    assert {each["id"]: each.get("own") for each in ask("profiles")}["mine"] is True
    assert ask("profiles", "show", "mine", "--version", "1")["limits"] == {}
    names = ask("profiles", "names", heir, "--profile", "mine", "--languages", "en")
    assert names["names"][0]["path"].endswith("/en/full/01.srt") and not any(each["faults"] for each in names["names"])
    assert ask("profiles", "set", "mine", "folders.subtitle", "SUBS")["folders"]["subtitle"] == "SUBS"
    code, _out, err = call("profiles", "names", heir, "--profile", "mine", "--languages", "en,zh-Hans")
    assert code == 1 and "Two files would be called 01.srt" in err
    path = tmp_path / "mine.toml"
    assert ask("profiles", "export", "mine", str(path))["path"] == str(path)
    assert "line_hard = 43" in call("profiles", "export", "mine", "-")[1]
    assert ask("profiles", "export", "mine", "-", "--version", "2")["text"] != ask("profiles", "export", "mine", "-")["text"]
    assert ask("profiles", "import", str(path), "--as", "theirs")["buyer"] == "MINE"
    code, _out, err = call("profiles", "import", str(path), "--update", "--as", "theirs")
    assert code and "like that already" in err
    assert ask("profiles", "unset", "mine", "limits")["version"] == "5"
    assert ask("profiles", "remove", "mine") == {"removed": "mine"}
    assert call("profiles", "show", "mine")[0] == 2
    assert call("undo")[0] == 0
    assert ask("profiles", "show", "mine")["version"] == "5"
    assert call("profiles", "set", "app-standard", "name", "X")[0] != 0


def test_what_a_profile_can_choose_from_is_listed(heir: str, ask: Ask, call: Call) -> None:
    told = ask("profiles", "offers")
    assert "subtitles" in told["contents"] and "bom" in told["formats"]["srt"][1] and "mec_2_6" in told["metadata"]
    assert "MovieLabs MEC 2.6" in call("profiles", "offers")[1]


def test_what_qc_finds_by_the_limits_of_a_profile_is_listed_and_nothing_of_it_is_kept(heir: str, ask: Ask, call: Call) -> None:
    ask("profiles", "derive", "slow", "--based-on", "app-standard")
    asked = ("profiles", "findings", heir, "--profile", "slow", "--languages", "en")
    assert ask(*asked) == []
    ask("profiles", "set", "slow", "limits.min_duration_ms", "4000")
    code, out, _err = call(*asked)
    assert code == 1 and "4" in out
    told = json.loads(call(*asked, "--json")[1])
    short = {(each["episode"], each["severity"]) for each in told if each["rule"] == "duration"}
    assert short == {(1, "error"), (2, "error")}
    assert "duration" not in {each["rule"] for each in ask("findings", "list", heir)}
    code, out, err = call("deliver", heir, "--profile", "slow", "--languages", "en", "--plan")
    assert code == 1 and "by this buyer's own limits" in err and "profiles findings HEIR --profile slow --languages en" in err + out
