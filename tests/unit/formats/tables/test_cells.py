"""Cells of scripts: what a spreadsheet would take for a formula stays text, and comes back as it was."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

STARTS = ("=1+1", '=HYPERLINK("http://x.test")', "+1", "-1", "-No.", "@SUM(A1)", "'=1", "'-No.", "#N/A", "#REF!", "=")


def script(text: str) -> Document:
    return Document(
        language="zh-Hans",
        cues=(DocumentCue(start_ms=0, end_ms=900, text=text, speaker=text, texts={"en": text}, cue_id=1),),
    )


@pytest.mark.parametrize("text", STARTS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    data = write(script(text), get("xlsx"), WriteOptions(language="zh-Hans")).data
    [sheet] = load_workbook(io.BytesIO(data)).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells].count(text) == 3
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}, "text, also when somebody edits the cell"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f" in archive.read(name).replace(b"<font", b"") for name in archive.namelist() if "sheet1" in name)
    [cue] = read(data, "x.xlsx").document.cues
    assert (cue.text, cue.speaker, dict(cue.texts)) == (text, text, {"en": text})


@pytest.mark.parametrize("text", STARTS)
def test_no_cell_of_a_table_begins_like_a_formula(text: str) -> None:
    data = write(script(text), get("csv"), WriteOptions(language="zh-Hans")).data
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert sum(cell.endswith(text) for cell in cells) == 3
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    [cue] = read(data, "x.csv").document.cues
    assert (cue.text, cue.speaker, dict(cue.texts)) == (text, text, {"en": text})
