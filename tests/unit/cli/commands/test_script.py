"""`crossreel script`: out, worked on, and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.text.document import WriteOptions
from crossreel.formats.registry import get
from crossreel.formats.tables.gathering import document_of
from crossreel.formats.writing import write
from crossreel.services.files.sheets import open_sheet, rows_of
from tests.unit.cli.commands.conftest import ENGLISH, SOURCE, Ask, Call, column, srt, texts


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


SIGNS = ("顾氏集团", "三年后")


@pytest.fixture
def signed(ask: Ask, heir: str, tmp_path: Path) -> str:
    """Give a title whose first episode has two signs, one of them in a place of its own and translated."""
    file = tmp_path / "signs.srt"
    file.write_text(srt(SIGNS).replace("00:00:01,000", "00:00:02,500"), "utf-8")
    ask("import", str(file), "--title", heir, "--episode", "1", "--language", "zh-Hans", "--role", "signs")
    ask("tracks", "make", heir, "en", "1", "--role", "signs")
    ask("cues", "place", heir, "1", "zh-Hans", "2", "10,20,30,40", "--role", "signs")
    return heir


def shown(ask: Ask, language: str) -> list[str]:
    """Return the signs of the first episode in a language."""
    return [each for each in texts(ask, "HEIR", 1, f"{language}-x-signs") if each]


@pytest.mark.parametrize("format_id", ["csv", "xlsx"])
def test_signs_go_out_with_the_dialogue_and_come_back(ask: Ask, signed: str, tmp_path: Path, format_id: str) -> None:
    out = tmp_path / f"script.{format_id}"
    ask("script", "export", signed, "--languages", "en", "--format", format_id, "--episodes", "1", "--out", str(out))
    opened = open_sheet(out)
    assert opened is not None
    sheet, _notices = rows_of(opened)
    told = [(row.texts["zh-Hans"], row.is_signs, row.placement) for row in sheet.rows]
    assert told == [
        (SOURCE[0], False, ""), (SIGNS[0], True, "10,20,30,40"), (SOURCE[1], False, ""), (SIGNS[1], True, ""),
        (SOURCE[2], False, ""),
    ]  # fmt: skip
    filled = tuple(
        replace(row, texts=row.texts | {"en": "Gu Group"}) if row.texts["zh-Hans"] == SIGNS[0] else row for row in sheet.rows
    )
    options = WriteOptions(language="zh-Hans")
    out.write_bytes(write(document_of(replace(sheet, rows=filled)), get(format_id), options).data)
    lines = ask("script", "return", signed, str(out), "--plan")["lines"]
    assert [(line["kind"], line["language"], line["after"]) for line in lines] == [("fill", "en-x-signs", "Gu Group")]
    ask("script", "return", signed, str(out))
    assert shown(ask, "en") == ["Gu Group"] and texts(ask, signed, 1, "en")[: len(ENGLISH)] != ["Gu Group"]
    assert [line for line in texts(ask, signed, 1, "en") if line] == list(ENGLISH)
    ask("undo", signed)
    assert shown(ask, "en") == []


def test_signs_are_left_out_or_go_alone_where_that_is_said(ask: Ask, signed: str, tmp_path: Path) -> None:
    out = tmp_path / "script.csv"
    asked = ("script", "export", signed, "--languages", "en", "--format", "csv", "--episodes", "1", "--out", str(out))
    ask(*asked, "--role", "full")
    assert SIGNS[0] not in out.read_text("utf-8-sig") and "kind" not in out.read_text("utf-8-sig").splitlines()[0].split(",")
    ask(*asked, "--role", "signs")
    heading, *lines = out.read_text("utf-8-sig").splitlines()
    assert {"kind", "place", "zh-Hans (source)", "en"} < set(heading.split(","))
    assert len(lines) == 2 and SIGNS[0] in lines[0] and ',signs,"10,20,30,40",' in lines[0]


def test_a_sheet_with_signs_becomes_two_tracks_of_a_new_title(ask: Ask, signed: str, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    asked = ("script", "export", signed, "--languages", "en", "--format", "xlsx", "--episodes", "1")
    ask(*asked, "--out", str(folder / "script.xlsx"))
    ask("import", str(folder), "--title", "OTHER", "--source-language", "zh-Hans")
    assert [each for each in texts(ask, "OTHER", 1, "zh-Hans-x-signs") if each] == list(SIGNS)
    first, _second = (cue for row in column(ask, "OTHER", 1, "zh-Hans-x-signs") for cue in row)
    assert first["placement"] == "10,20,30,40"
    assert [each for each in texts(ask, "OTHER", 1, "zh-Hans") if each] == list(SOURCE)
