"""`crossreel handover`: a title for an editing program, with what a reviewer noted."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_title_goes_to_an_editing_program(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("notes", "add", heir, "1", "en", "2.0", "The ring is wrong")
    told = ask("handover", heir, "--to", "edl", "--out", str(tmp_path / "out"), "--frame-rate", "25")
    assert [Path(each["name"]).name for each in told["done"]] == ["HEIR_S01E001.edl", "HEIR_S01E002.edl"]
    text = (tmp_path / "out" / "HEIR_S01E001.edl").read_text("utf-8")
    assert "* LOC: 00:00:02:00 CYAN    [en] " in text and "The ring is wrong" in text
    told = ask(
        "handover", heir, "--to", "fcpxml", "--out", str(tmp_path / "out"), "--frame-rate", "30000/1001", "--languages", "en",
        "--episodes", "2",
    )  # fmt: skip
    assert [Path(each["name"]).name for each in told["done"]] == ["HEIR_S01E002.fcpxml"]
    assert "SRT.en" in (tmp_path / "out" / "HEIR_S01E002.fcpxml").read_text("utf-8")


def test_what_cannot_be_handed_over_is_said(call: Call, heir: str, tmp_path: Path) -> None:
    code, _out, error = call("handover", heir, "--to", "capcut", "--out", str(tmp_path / "out"))
    assert code == 1 and "The video of episode 1 is not there" in error and not (tmp_path / "out").exists()
    assert call("handover", heir, "--to", "imovie", "--out", str(tmp_path))[0] == 2
    code, _out, error = call("handover", heir, "--to", "edl", "--out", str(tmp_path / "out"))
    assert code == 1 and "name the frame rate" in error
