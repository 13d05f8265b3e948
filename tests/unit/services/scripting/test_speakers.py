"""Speakers that a sheet changes on its way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crossreel.domain.catalog.title import Character
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.history.undoing import History
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, journaled_rows, make_drama, over
from tests.unit.formats.tables.sheets import xlsx


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """One episode with two characters, whose lines nobody was given."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=1, languages=("en",))
    wan = Character(id=11, title_id=made.title_id, name="林晚", names={"en": "Lin Wan"})
    people = [wan, Character(id=12, title_id=made.title_id, name="顾沉")]
    with made.database.edit(EditHeader(label="edit.set_text", title_id=made.title_id)) as edit, edit.part() as uow:
        over(uow, *people)
    yield made
    made.database.close()


def speakers(drama: Drama, language: str = "zh-Hans") -> list[int | None]:
    return [cue.speaker_id for cue in drama.cues(1, language)]


def test_a_changed_speaker_of_a_script_comes_in_with_the_texts_as_one_edit(drama: Drama, tmp_path: Path) -> None:
    path = tmp_path / "script.xlsx"
    Exporting(drama.database).export_script(drama.title_id, ("en",), "xlsx", path)
    before = journaled_rows(drama.database)
    book = load_workbook(path)
    (sheet,) = book.worksheets
    head = [cell.value for cell in sheet[1]]
    for number, name in ((2, "顾沉"), (3, "Lin Wan"), (4, "新来的人")):
        sheet.cell(number, head.index("speaker") + 1).value = name
    sheet.cell(2, head.index("en") + 1).value = "New"
    book.save(path)
    told = Scripting(drama.database).plan(path, drama.title_id).notices
    assert [each.facts["count"] for each in told if each.code == "script.speakers"] == [3]
    report = Scripting(drama.database).import_script(path, drama.title_id)
    with drama.database.read() as uow:
        new = next(each.id for each in uow.where(Character, title_id=drama.title_id) if each.name == "新来的人")
    assert speakers(drama) == speakers(drama, "en") == [12, 11, new, None]
    assert drama.cues(1, "en")[0].text == "New"
    assert [(item.code, item.facts["count"]) for item in report.done] == [("script.applied", 1), ("script.speakers", 3)]
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_a_foreign_name_in_a_foreign_sheet_is_told_and_a_known_one_taken(drama: Drama, tmp_path: Path) -> None:
    names = ("Lin Wan", "Somebody", "", "")
    texts = ((cue.text for cue in drama.cues(1, language)) for language in ("zh-Hans", "en"))
    rows = [("Speaker", "原文", "English"), *zip(names, *texts, strict=True)]
    path = tmp_path / "EP01.xlsx"
    path.write_bytes(xlsx(*rows))
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert speakers(drama) == [11, None, None, None]
    assert [item.facts["names"] for item in report.notices if item.code == "script.unknown_speakers"] == [["Somebody"]]
