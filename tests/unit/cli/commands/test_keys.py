"""`crossreel keys`, in a folder of the test's own."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call


def keys_of(ask: Ask, action: str) -> list[str]:
    return next(each["keys"] for each in ask("keys", "list") if each["action"] == action)


def test_a_key_is_given_refused_taken_and_given_back(ask: Ask, call: Call) -> None:
    assert keys_of(ask, "edit.split") == ["Ctrl+Alt+S"]
    ask("keys", "set", "edit.split", "ctrl+alt+f12", "Alt+F9")
    assert keys_of(ask, "edit.split") == ["Ctrl+Alt+F12", "Alt+F9"]
    code, _out, told = call("keys", "set", "edit.split", "Ctrl+M")
    assert code == 1 and "“Ctrl+M”" in told and "Merge cues" in told
    assert keys_of(ask, "edit.merge") == ["Ctrl+M"]
    ask("keys", "set", "edit.split", "Ctrl+M", "--take")
    assert (keys_of(ask, "edit.split"), keys_of(ask, "edit.merge")) == (["Ctrl+M"], [])
    ask("keys", "reset", "edit.merge")
    assert (keys_of(ask, "edit.split"), keys_of(ask, "edit.merge")) == ([], ["Ctrl+M"])
    assert ask("keys", "reset")["own"] == []
    assert keys_of(ask, "edit.split") == ["Ctrl+Alt+S"]


def test_what_cannot_be_is_said_and_changes_nothing(ask: Ask, call: Call) -> None:
    assert call("keys", "set", "edit.nothing", "F9")[0] == 2
    assert call("keys", "set", "edit.split", "Bogus+F9")[0] == 1
    assert call("keys", "set", "edit.split", "Tab")[0] == 1
    assert call("keys", "preset", "emacs")[0] == 2
    assert [each for each in ask("keys", "list") if each["own"]] == []


def test_own_keys_stay_over_another_preset(ask: Ask) -> None:
    ask("keys", "set", "edit.split", "Alt+F9")
    assert [each["preset"] for each in ask("keys", "preset", "aegisub") if each["chosen"]] == ["aegisub"]
    assert keys_of(ask, "edit.split") == ["Alt+F9"]
    assert "Num+2" in keys_of(ask, "edit.next_cue")
    listed = ask("keys", "list", "--preset", "subtitle_edit")
    assert next(each["keys"] for each in listed if each["action"] == "edit.split") == ["Ctrl+Alt+V"]


def test_keys_go_out_as_a_file_and_come_in_again(ask: Ask, call: Call, tmp_path: Path) -> None:
    ask("keys", "set", "edit.split", "Alt+F9")
    ask("keys", "set", "edit.merge")
    before = ask("keys", "list")
    ask("keys", "export", str(tmp_path / "mine.toml"))
    ask("keys", "reset")
    ask("keys", "import", str(tmp_path / "mine.toml"))
    assert ask("keys", "list") == before


def test_a_line_of_a_file_that_cannot_be_stops_no_other(ask: Ask, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "k.toml"
    file.write_text(
        '[keys]\n"edit.split" = "F9"\n"edit.merge" = "F9"\n"no.such" = "F2"\n"edit.pin" = ["Bogus", "Alt+9"]\n', "utf-8"
    )
    code, _out, told = call("keys", "import", str(file))
    assert code == 1
    assert all(words in told for words in ("“F9”", "no.such", "“Bogus”"))
    assert (keys_of(ask, "edit.split"), keys_of(ask, "edit.pin")) == (["F9"], ["Alt+9"])
    assert keys_of(ask, "edit.merge") == ["Ctrl+M"], "a line that was left out leaves what was there"
    file.write_text("keys = 5", "utf-8")
    assert call("keys", "import", str(file))[0] == 1
