"""Sheets on the command line: looked at, converted by language, imported as several cells, taken back, each with `--json`."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Command
from tests.unit.formats.tables.sheets import xlsx

HEAD = ("序号", "开始时间", "结束时间", "角色", "中文", "英文译文", "Wibble", "状态")
ROWS = [
    HEAD,
    (1, "0:01", "0:02", "林", "你到底在哪里？", "Where are you?", "¿Dónde estás?", "ok"),
    (2, "0:03", "0:04", "安", "走吧。", "Let us go.", "Vamos.", "ok"),
]


def facts(answer: str, code: str) -> dict[str, object]:
    """Return the facts of a notice of an answer."""
    found: dict[str, object] = next(notice["facts"] for notice in json.loads(answer)["notices"] if notice["code"] == code)
    return found


def test_a_sheet_is_told_and_converted_by_language(command: Command, tmp_path: Path) -> None:
    sheet, out = tmp_path / "Heir.xlsx", tmp_path / "out.srt"
    sheet.write_bytes(xlsx(EP01=ROWS, EP02=ROWS))
    told = json.loads(command("info", str(sheet), "--json")[1])
    line = "EP01!header=1,A=number,B=start,C=end,D=speaker,E=source:zh-Hans,F=en,G=ignored,H=ignored"
    assert (told["cue_count"], told["columns"][0]) == (4, line)
    code, answer, _ = command("convert", str(sheet), str(out), "--language", "en", "--episode", "2", "--json")
    assert code == 0 and out.read_text("utf-8").split("\n")[1:3] == ["00:00:01,000 --> 00:00:02,000", "Where are you?"]
    assert facts(answer, "sheet.unread_columns")["columns"] == ["G “Wibble”", "H “状态”"]
    assert facts(answer, "sheet.columns_left_out")["columns"] == ["E “中文”"]
    code, _, _ = command("convert", str(sheet), str(out), "--language", "es-419", "--map", "G=es-419", "--episode", "1")
    assert code == 0 and "¿Dónde estás?" in out.read_text("utf-8")
    assert "G=es-419" in command("info", str(sheet))[1], "the next sheet of that shape is read so"
    assert "G=ignored" in command("info", str(sheet), "--map", "guess")[1]
    code, answer, err = command("convert", str(sheet), str(out), "--language", "th", "--json")
    assert code == 1 and "--map" in err
    code, _, err = command("info", str(sheet), "--map", "G=blue")
    assert code == 1 and "G=blue" in err


def test_a_sheet_is_imported_as_cells_and_taken_back(command: Command, tmp_path: Path) -> None:
    base = ("--catalog", str(tmp_path / "c.crossreel"))
    (tmp_path / "in box").mkdir()
    sheet = tmp_path / "in box" / "Heir.xlsx"
    sheet.write_bytes(xlsx(EP01=ROWS, EP02=ROWS))
    code, answer, _ = command(*base, "import", str(sheet), "--title", "HEIR", "--dry-run", "--json")
    files = json.loads(answer)["files"]
    assert code == 0 and [(each["name"], each["episode"], each["language"]) for each in files] == [
        ("Heir.xlsx [EP01!E]", 1, "zh-Hans"), ("Heir.xlsx [EP01!F]", 1, "en"),
        ("Heir.xlsx [EP02!E]", 2, "zh-Hans"), ("Heir.xlsx [EP02!F]", 2, "en"),
    ]  # fmt: skip
    assert command(*base, "import", str(sheet), "--title", "HEIR")[0] == 0
    back = tmp_path / "back.xlsx"
    changed = [(*row[:5], str(row[5]).replace("go", "leave"), *row[6:]) for row in ROWS[1:]]
    back.write_bytes(xlsx(EP02=[HEAD, *changed, (9, "0:30", "0:31", "", "没有", "Nobody.", "", "")]))
    code, answer, _ = command(*base, "script", "return", "HEIR", str(back), "--plan", "--json")
    cue_id = json.loads(answer)["lines"][0]["cue_id"]
    lines = [(line["row"], line["kind"], line["before"], line["after"], line["matched_by"]) for line in json.loads(answer)["lines"]]
    assert code == 1 and lines == [
        ("EP02!3", "conflict", "Let us go.", "Let us leave.", "time"),
        ("EP02!4", "unmatched", "", "没有", ""),
    ]
    code, answer, _ = command(*base, "script", "return", "HEIR", str(back), "--json")
    assert code == 1 and {item["code"] for item in json.loads(answer)["failed"]} == {"script.conflict", "script.unmatched_row"}
    kept = command(*base, "script", "return", "HEIR", str(back), "--on-conflict", f"{cue_id}=mine", "--json")[1]
    assert {item["code"] for item in json.loads(kept)["failed"]} == {"script.unmatched_row"}
    assert command(*base, "script", "return", "HEIR", str(back), "--on-conflict", "yours")[0] == 2
    command(*base, "script", "return", "HEIR", str(back), "--on-conflict", f"{cue_id}:en=theirs", "--map", "G=es-419")
    shown = command(*base, "cues", "list", "HEIR", "2", "--json")[1]
    assert "Let us leave." in shown and "¿Dónde estás?" in shown and "Nobody." not in shown
