"""`crossreel dub`: lines with their time, a script out and back, and one line that is spoken again."""

from pathlib import Path

from openpyxl import load_workbook

from tests.unit.cli.commands.conftest import ENGLISH, Ask, Call


def test_lines_tell_what_fits_and_by_how_much_they_are_too_long(ask: Ask, call: Call, heir: str) -> None:
    told = ask("dub", "list", heir, "en", "--rate", "2")
    assert (told["unit"], told["per_second"], len(told["lines"])) == ("syllables", 2, 6)
    first = told["lines"][0]
    assert (first["text"], first["units"], first["room"], first["over_ms"]) == (ENGLISH[0], 6, 4, 1000)
    assert len(ask("dub", "list", heir, "en", "--rate", "2", "--too-long")["lines"]) == 4
    code, out, _error = call("dub", "list", heir, "en", "--rate", "2", "--episodes", "1")
    assert code == 0 and "too long by 1 s" in out


def test_one_line_is_spoken_again(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("dub", "mark", heir, "1", "en", "2", "--status", "redo", "--voice", "Ann Bell", "--remark", "softer")
    report = ask("dub", "export", heir, "en", "--status", "redo", "--out", str(tmp_path / "out"))
    (name,) = [each["name"] for each in report["done"]]
    book = load_workbook(name)
    sheet = book.worksheets[0]
    head, row = ([str(cell or "") for cell in each] for each in sheet.iter_rows(values_only=True))
    told = dict(zip(head, row, strict=True))
    assert (told["en"], told["dub_status"], told["dub_voice"], told["dub_remark"]) == (ENGLISH[1], "redo", "Ann Bell", "softer")
    sheet.cell(2, head.index("dub_status") + 1).value = "recorded"
    book.save(name)
    lines = ask("script", "return", heir, name, "--plan")["lines"]
    assert [(line["kind"], line["after"]) for line in lines] == [("dub", "recorded · Ann Bell · softer")]
    ask("script", "return", heir, name)
    assert [line["status"] for line in ask("dub", "list", heir, "en", "--episodes", "1")["lines"]] == ["open", "recorded", "open"]
    ask("undo", heir)
    assert ask("dub", "list", heir, "en", "--status", "redo")["lines"][0]["voice"] == "Ann Bell"
    assert call("dub", "mark", heir, "1", "en", "2")[0] == 2
