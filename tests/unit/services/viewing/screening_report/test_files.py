"""One report in every form: what was watched by whom, what is left, and the notes with their pictures, in the reader's language."""

import json
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteStill, NoteWeight
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Picture
from crossreel.domain.screening.report import ScreeningReport
from crossreel.domain.screening.spans import Span
from crossreel.domain.screening.watched import Watched
from crossreel.i18n.words import Words
from crossreel.rendering.picture_file import as_jpeg
from crossreel.services.viewing.screening_report.files import report_bytes, save_report

WHEN_MS = 1_795_694_400_000


def seen(episode_id: int, person: str, end_ms: int, speed: int = 100, changes: tuple[tuple[int, int], ...] = ()) -> Watched:
    spans = (Span(start_ms=0, end_ms=end_ms, speed=speed),)
    return Watched(
        episode_id=episode_id, column="en", person=person, duration_ms=1000, spans=spans, current=spans, changes=changes,
        last_ms=WHEN_MS,
    )  # fmt: skip


def note(id: int, text: str, *, parent_id: int | None = None, resolved_by: str = "") -> Note:
    return Note(
        id=id, title_id=1, episode_id=11, language="en", at_ms=500, text=text, author="Ana", created_ms=WHEN_MS,
        parent_id=parent_id, resolved_by=resolved_by,
    )  # fmt: skip


@pytest.fixture(scope="module")
def report() -> ScreeningReport:
    still = as_jpeg(Picture(width=90, height=160, data=bytes((200, 30, 30, 255)) * 90 * 160))
    return ScreeningReport(
        title="HEIR", name="The Hidden <Heir>", author="Mei", made_ms=WHEN_MS, columns=("en", "ar"), episodes={11: 1, 12: 2, 13: 3},
        watched=(seen(11, "Ana", 1000), seen(12, "Ana", 1000, 200), seen(12, "Bo", 400, changes=((0, 100),))),
        notes=(note(1, "=Too <cold>"), note(2, "Warmer now", parent_id=1), note(3, "Late", resolved_by="Bo")),
        marks={1: NoteMark(id=5, note_id=1, kind=NoteKind.TEXT, weight=NoteWeight.CRITICAL)},
        stills={1: NoteStill(id=6, note_id=1, media_type=still.media_type, width=90, height=160, data=still.data)},
    )  # fmt: skip


def test_the_page_tells_coverage_notes_and_pictures(report: ScreeningReport) -> None:
    page = report_bytes(report, Words("en"), "html").decode()
    assert "Screening report: The Hidden &lt;Heir&gt;" in page and "=Too &lt;cold&gt;" in page
    assert "Not watched to the end as it is now: 3" in page and "Nobody has watched Arabic yet." in page
    assert "Text, critical" in page and "resolved by Bo" in page and "places changed since: 1" in page
    assert page.count('src="data:image/jpeg;base64,') == 1 and 'dir="ltr"' in page
    assert "<td><bdi>not resolved</bdi></td>" in page, "a state, and no button that opens something"
    arabic = report_bytes(report, Words("ar"), "html").decode()
    assert 'dir="rtl"' in arabic and '<td dir="ltr" align="right"><bdi>Warmer now</bdi></td>' in arabic


def test_the_workbook_has_a_sheet_for_each_language_and_the_notes_with_pictures(report: ScreeningReport) -> None:
    data = report_bytes(report, Words("en"), "xlsx")
    assert data == report_bytes(report, Words("en"), "xlsx"), "equal reports are equal files"
    with zipfile.ZipFile(BytesIO(data)) as members:
        pictures = [name for name in members.namelist() if name.startswith("xl/media/")]
        assert [members.read(name) for name in pictures] == [report.stills[1].data]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reader opens pictures with a library that is not here
        book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["English", "Arabic", "Notes"]
    rows = [[cell.value for cell in row[:5]] for row in book["English"].iter_rows(min_row=2, max_row=4)]
    assert rows == [["1", "Ana", "100%", "100%", "100%"], ["2", "Ana", "100%", "0%", "100%"], ["2", "Bo", "40%", "40%", "40%"]]
    notes = book["Notes"]
    assert notes["F2"].value == "=Too <cold>" and notes["F2"].data_type == "s"
    assert notes["D3"].value == "↳" and notes["G4"].value == "resolved by Bo"


def test_json_says_the_same_to_machines(report: ScreeningReport) -> None:
    told = json.loads(report_bytes(report, Words("en"), "json"))
    assert told["unwatched"] == {"en": [3], "ar": [1, 2, 3]}
    assert told["watched"][1]["message"] == "Watched 100%, 0% at up to 1.5×, on Nov 26, 2026, text unchanged since"
    assert [each["has_still"] for each in told["notes"]] == [True, False, False]
    assert (told["notes"][0]["kind"], told["notes"][0]["weight"], told["notes"][1]["answers"]) == ("text", "critical", "1")


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_it_is_set_on_paper_in_the_language_of_the_reader(report: ScreeningReport, tag: str, tmp_path: Path) -> None:
    save_report(report, tmp_path / "report.pdf", Words(tag))
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and b"/Subtype /Image" in data, "the picture is on it"


def test_another_ending_is_refused_and_nothing_written(report: ScreeningReport, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"screening.report.no_format"):
        save_report(report, tmp_path / "report.docx", Words("en"))
    assert not list(tmp_path.iterdir())
