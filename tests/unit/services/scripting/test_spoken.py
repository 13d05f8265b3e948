"""Foreign lines go out in a column of scripts and dialogue lists, and what a sheet says of them comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crossreel.domain.cues.cue import Cue
from crossreel.i18n.words import Words
from crossreel.services.editing.cues import Editing
from crossreel.services.exporting.dialogue_lists import DialogueLists
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.history.undoing import History
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, journaled_rows, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """One episode of four lines."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=1, languages=("en",))
    yield made
    made.database.close()


def spoken(drama: Drama) -> list[str | None]:
    return [cue.spoken_in for cue in drama.cues(1, "zh-Hans")]


def sheet_at(path: Path) -> tuple[Worksheet, list[object]]:
    sheet = load_workbook(path).worksheets[0]
    return sheet, [cell.value for cell in sheet[1]]


def test_a_mark_is_one_edit_leaves_the_state_alone_and_is_undone(drama: Drama) -> None:
    before = journaled_rows(drama.database)
    english = drama.cues(1, "en")
    edit = Editing(drama.database).set_spoken_in([drama.cues(1, "zh-Hans")[0].id, english[2].id], "ko")
    assert edit.header.label == "edit.set_spoken_in"
    assert spoken(drama) == ["ko", None, "ko", None]
    with drama.database.read() as uow:
        assert {cue.spoken_in for cue in uow.where(Cue) if cue.anchor_id is not None} == {None}
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_scripts_have_a_column_only_where_a_line_is_foreign_and_it_comes_back(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.xlsx"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "xlsx", path)
    assert "spoken in" not in sheet_at(path)[1]
    Editing(drama.database).set_spoken_in([drama.cues(1, "zh-Hans")[0].id], "und")
    Exporting(drama.database).export_script(drama.title_id, ("en",), "xlsx", path)
    sheet, head = sheet_at(path)
    at = head.index("spoken in") + 1
    assert [sheet.cell(row, at).value or "" for row in range(2, 6)] == ["und", "", "", ""]
    for row, written in ((2, "Korean"), (3, "ja"), (4, "not a language"), (5, "zh-Hans")):
        sheet.cell(row, at).value = written
    assert sheet.parent is not None
    sheet.parent.save(path)
    told = Scripting(drama.database).plan(path, drama.title_id).notices
    assert [each.facts["count"] for each in told if each.code == "script.spoken_in"] == [2]
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert spoken(drama) == ["ko", "ja", None, None]
    assert [(item.code, item.facts["count"]) for item in report.done] == [("script.spoken_in", 2)]


def test_a_dialogue_list_says_in_words_what_a_line_is_spoken_in(drama: Drama, tmp_path: Path) -> None:
    first, second, *_ = drama.cues(1, "zh-Hans")
    editing = Editing(drama.database)
    editing.set_spoken_in([first.id], "ko")
    editing.set_spoken_in([second.id], "und")
    for kind in ("xlsx", "docx"):
        report = DialogueLists(drama.database).export(drama.title_id, ("en",), kind, tmp_path / kind, wording=Words("en"))
        assert not report.failed
    (path,) = (tmp_path / "xlsx").iterdir()
    sheet, head = sheet_at(path)
    at = head.index("Spoken in") + 1
    assert [sheet.cell(row, at).value or "" for row in range(2, 5)] == ["Korean", "another language", ""]
    import docx

    (page,) = (tmp_path / "docx").iterdir()
    table = docx.Document(str(page)).tables[0]
    column = [cell.text for cell in table.rows[0].cells].index("Spoken in")
    assert [row.cells[column].text for row in table.rows[1:4]] == ["Korean", "another language", ""]
