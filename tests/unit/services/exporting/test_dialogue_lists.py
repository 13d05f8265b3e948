"""Dialogue lists of a real catalog, read by python-docx and openpyxl: words, times, speakers, and the direction of scripts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.errors import BadInput
from crossreel.domain.text.timecode import clock
from crossreel.i18n.words import Words
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, make_drama
from tests.unit.services.exporting.test_exporting import put

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def drama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drama]:
    made = make_drama(tmp_path_factory.mktemp("list") / "catalog.crossreel", episodes=2, cues=3, languages=("en", "ar"))
    ann = Character(id=made.database.new_id(), title_id=made.title_id, name="安", names={"en": "Ann"})
    signs = Track(id=made.database.new_id(), episode_id=made.episode_ids[0], language="zh-Hans", role=Role.SIGNS)
    sign = Cue(id=made.database.new_id(), track_id=signs.id, start_ms=100, end_ms=900, text="三年后")
    put(made, ann, signs, sign, replace(made.cues(1)[0], speaker_id=ann.id))
    put(made, replace(made.cues(1, "en")[0], text="I am <i>not</i> him,\n=1+1 &lt;ok&gt;"))
    yield made
    made.database.close()


def listed(drama: Drama, tmp_path: Path, format_id: str, column: str, words: str = "") -> Path:
    """Write a list and return where."""
    report = Exporting(drama.database).dialogue_lists.export(drama.title_id, (column,), format_id, tmp_path, wording=Words(words))
    assert not report.failed
    return Path(report.done[0].name)


def test_a_workbook_has_every_line_with_its_times_and_speaker(drama: Drama, tmp_path: Path) -> None:
    sheet = load_workbook(listed(drama, tmp_path, "xlsx", "en")).worksheets[0]
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert head[:6] == ["No.", "Episode", "Start", "End", "Duration", "Speaker"] and head[7].endswith("(en)")
    assert len(rows) == 7 and rows[1][5:8] == ["[on the picture]", "三年后", ""]
    first = drama.cues(1)[0]
    assert rows[0][1:8] == [
        "1", clock(first.start_ms), clock(first.end_ms), "1.000", "Ann", first.text, "I am not him,\n=1+1 <ok>",
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["1"] * 4 + ["2"] * 3 and sheet.column_dimensions["I"].hidden
    assert sheet.cell(2, 8).data_type == "s"


def test_a_document_has_a_table_an_episode_with_its_header_on_every_page(drama: Drama, tmp_path: Path) -> None:
    document = docx.Document(str(listed(drama, tmp_path, "docx", "en")))
    assert [each.text for each in document.paragraphs if each.text][1:] == ["Episode 1", "Episode 2"]
    first, second = document.tables
    assert (len(first.rows), len(second.rows)) == (5, 4)
    assert [cell.text for cell in first.rows[1].cells][3:] == ["Ann", drama.cues(1)[0].text, "I am not him,\n=1+1 <ok>"]
    assert [row.cells[0].text for row in second.rows[1:]] == ["5", "6", "7"]
    assert first.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert document.sections[0].page_width > document.sections[0].page_height  # type: ignore[operator]


def test_arabic_runs_from_the_right_and_chinese_does_not(drama: Drama, tmp_path: Path) -> None:
    document = docx.Document(str(listed(drama, tmp_path, "docx", "ar", "ar")))
    table = document.tables[0]
    assert table._tbl.find(f"{W}tblPr/{W}bidiVisual") is not None
    source, arabic = table.rows[1].cells[4:6]
    assert arabic._tc.find(f"{W}p/{W}pPr/{W}bidi") is not None and source._tc.find(f"{W}p/{W}pPr/{W}bidi") is None
    assert arabic._tc.find(f"{W}p/{W}r/{W}rPr/{W}rtl") is not None
    sheet = load_workbook(listed(drama, tmp_path, "xlsx", "ar", "ar")).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert [sheet.cell(2, at).alignment.readingOrder for at in (7, 8)] == [1, 2]


@pytest.mark.parametrize(("format_id", "language"), [("xlsx", ""), ("docx", "")])
def test_what_was_changed_in_a_list_comes_back(drama: Drama, tmp_path: Path, format_id: str, language: str) -> None:
    path = listed(drama, tmp_path, format_id, "ar", language)
    before = drama.cues(2, "ar")[1].text
    if format_id == "xlsx":
        book = load_workbook(path)
        cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == before)
        cell.value = "نعم"
        book.save(path)
    else:
        document = docx.Document(str(path))
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        next(cell for cell in cells if cell.text == before).text = "نعم"
        document.save(str(path))
    plan = Scripting(drama.database).plan(path, drama.title_id)
    assert [(line.language, line.before, line.after) for line in plan.lines if line.after == "نعم"] == [("ar", before, "نعم")]


def test_nothing_to_list_is_said_and_leaves_no_file(drama: Drama, tmp_path: Path) -> None:
    report = Exporting(drama.database).dialogue_lists.export(
        drama.title_id, ("en",), "xlsx", tmp_path / "out", wording=Words(""), episode_ids=()
    )
    assert [item.code for item in report.failed] == ["dialogue.nothing"] and not (tmp_path / "out").exists()
    with pytest.raises(BadInput, match=r"dialogue\.no_such_format"):
        Exporting(drama.database).dialogue_lists.export(drama.title_id, ("en",), "pdf", tmp_path, wording=Words(""))
