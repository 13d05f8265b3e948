"""`crossreel import`: a plan without writing, and one file into one cell."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call, srt, texts


def test_a_plan_says_what_would_come_of_each_file_and_writes_nothing(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "EP3.en.srt").write_text(srt(("Hello.",)), "utf-8")
    (more / "EP1.en.srt").write_text(srt(("Another.",)), "utf-8")
    code, _out, _err = call("import", str(more), "--title", heir, "--plan")
    assert code == 1
    told = ask("import", str(more), "--title", heir, "--plan", "--on-existing", "keep")
    assert {each["name"]: each["status"] for each in told["files"]} == {"EP1.en.srt": "skipped", "EP3.en.srt": "new"}
    assert [each["number"] for each in ask("episodes", heir)] == [1, 2]


def test_a_file_goes_where_it_is_told_whatever_its_name(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    file = tmp_path / "final FINAL.srt"
    file.write_text(srt(("Un.", "Deux.", "Trois.")), "utf-8")
    ask("import", str(file), "--title", heir, "--episode", "2", "--language", "fr")
    assert texts(ask, heir, 2, "fr") == ["Un.", "Deux.", "Trois."]
    assert call("import", str(file), "--title", heir, "--language", "fr")[0] == 2
    assert call("import", str(file), "--title", heir, "--episode", "9", "--language", "fr")[0] == 2
    assert call("import", str(tmp_path), "--title", heir, "--episode", "1")[0] == 2
