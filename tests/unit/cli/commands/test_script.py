"""`crossreel script`: out, worked on, and back."""

from pathlib import Path

from tests.unit.cli.commands.conftest import ENGLISH, Ask, Call, srt, texts


def test_a_script_comes_back_with_what_was_written_in_it(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert len(ask("script", "export", heir, "--languages", "en", "--format", "csv", "--out", str(out))["done"]) == 1
    (script,) = out.iterdir()
    written = script.read_text("utf-8-sig")
    script.write_text(written.replace(ENGLISH[2], "You are wrong.", 1), "utf-8-sig")
    lines = ask("script", "return", heir, str(script), "--plan")["lines"]
    assert [(line["kind"], line["after"], line["matched_by"]) for line in lines] == [("change", "You are wrong.", "id")]
    assert texts(ask, heir, 1, "en")[2] == ENGLISH[2]
    ask("script", "return", heir, str(script))
    assert texts(ask, heir, 1, "en")[2] == "You are wrong."
    ask("undo", heir)
    assert texts(ask, heir, 1, "en")[2] == ENGLISH[2]


def test_a_script_is_a_spreadsheet_and_nothing_else(call: Call, heir: str, tmp_path: Path) -> None:
    assert call("script", "export", heir, "--languages", "en", "--format", "srt", "--out", str(tmp_path))[0] == 2
    assert call("script", "return", heir, str(tmp_path / "nowhere.xlsx"))[0] == 2
    (tmp_path / "EP1.en.srt").write_text(srt(ENGLISH), "utf-8")
    assert call("script", "return", heir, str(tmp_path / "EP1.en.srt"))[0] == 1
    assert call("script")[0] == 2
