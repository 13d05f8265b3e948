"""What is hidden in a workbook: rows and columns are read and named, tabs beside visible ones named, or as a person says."""

from pathlib import Path

from openpyxl import Workbook

from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import open_sheet, rows_of
from tests.unit.formats.tables.sheets import book, saved

HEAD = ("Start", "End", "English", "Spanish")
ROWS = (("0:01", "0:02", "One", "Uno"), ("0:03", "0:04", "Two", "Dos"), ("0:05", "0:06", "Three", "Tres"))


def made() -> Workbook:
    """Return a workbook with a hidden row, a hidden column and a hidden tab."""
    found = book({"EP01": [HEAD, *ROWS], "EP02": [HEAD, ("0:01", "0:02", "Old", "Viejo")]})
    found["EP01"].row_dimensions[3].hidden = True
    found["EP01"].column_dimensions["D"].hidden = True
    found["EP02"].sheet_state = "hidden"
    return found


def look(
    tmp_path: Path, choices: str = "", memory: SheetMemory | None = None
) -> tuple[list[tuple[str, ...]], dict[str, dict[str, object]]]:
    """Return the texts of the rows, and the facts of what is said."""
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(saved(made()))
    opened = open_sheet(path, choices=choices, memory=memory)
    assert opened is not None
    sheet, notices = rows_of(opened)
    return [tuple(row.texts.values()) for row in sheet.rows], {each.code: dict(each.facts) for each in notices}


def test_hidden_rows_and_columns_are_read_and_named_and_a_hidden_tab_is_named(tmp_path: Path) -> None:
    texts, told = look(tmp_path)
    assert texts == [("One", "Uno"), ("Two", "Dos"), ("Three", "Tres")]
    assert (told["sheet.hidden_rows"]["rows"], told["sheet.hidden_rows"]["count"]) == (["EP01!3"], 1)
    assert told["sheet.hidden_columns"]["columns"] == ["D “Spanish”"]
    assert told["sheet.hidden_table"]["table"] == "EP02"


def test_what_is_hidden_is_left_out_where_a_person_says_so_and_named(tmp_path: Path) -> None:
    texts, told = look(tmp_path, "hidden=skip")
    assert texts == [("One",), ("Three",)]
    assert (told["sheet.hidden_left_out"]["rows"], told["sheet.hidden_left_out"]["columns"]) == (["EP01!3"], ["D “Spanish”"])
    assert not {"sheet.hidden_rows", "sheet.hidden_columns", "sheet.unread_columns"} & set(told)


def test_a_hidden_tab_is_read_where_a_person_says_so_and_the_word_is_remembered(tmp_path: Path) -> None:
    memory = SheetMemory(tmp_path / "memory")
    texts, told = look(tmp_path, "hidden=read", memory)
    assert texts[3:] == [("Old", "Viejo")]
    assert told["sheet.hidden_table_read"]["table"] == "EP02"
    assert look(tmp_path, "", memory)[0] == texts
    assert look(tmp_path, "guess", memory)[0] == texts[:3]


def test_a_file_whose_only_tab_is_hidden_is_read_and_that_is_said(tmp_path: Path) -> None:
    found = book({"Notes": [("Nothing here",)], "EP02": [HEAD, *ROWS]})
    found["EP02"].sheet_state = "hidden"
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(saved(found))
    opened = open_sheet(path)
    assert opened is not None
    sheet, notices = rows_of(opened)
    assert len(sheet.rows) == 3
    assert "sheet.hidden_table_read" in {each.code for each in notices}
