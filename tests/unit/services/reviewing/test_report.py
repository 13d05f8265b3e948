"""The report on drafts: its figures are the journal's, and every form of it says the same."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.report import DraftReport
from crossreel.domain.errors import BadInput
from crossreel.i18n.words import Words
from crossreel.services.editing.cues import Editing
from crossreel.services.reviewing.queue import Reviewing
from crossreel.services.reviewing.report.files import report_bytes, save_report
from crossreel.storage import journal
from tests.builders import Drama
from tests.unit.services.reviewing.test_queue import LINES, drama, finished, queue

__all__ = ["drama", "finished"]


@pytest.fixture
def judged(drama: Drama) -> tuple[Drama, DraftReport]:
    """One line accepted, one mended, one accepted and changed later, one refused."""
    editing, reviewing = Editing(drama.database), Reviewing(drama.database)
    accepted, mended, changed, refused, *_rest = queue(drama)
    editing.accept([accepted.cue_id, changed.cue_id])
    editing.set_text(mended.cue_id, "<i>Nobody at all</i>")
    editing.set_text(changed.cue_id, "Another line")
    reviewing.refuse([refused.cue_id], "a name")
    return drama, reviewing.report(drama.title_id)


def test_every_line_stands_before_and_after_with_who_and_why(judged: tuple[Drama, DraftReport]) -> None:
    _, report = judged
    assert len(report.lines) == len(LINES)
    told = {(line.verdict, line.by, line.reason) for line in report.lines}
    assert told == {
        (Verdict.UNSEEN, "", ""), (Verdict.ACCEPTED, "Ana", ""), (Verdict.MENDED, "Ana", ""), (Verdict.REFUSED, "Ana", "a name"),
    }  # fmt: skip
    mended = [line for line in report.lines if line.verdict is Verdict.MENDED]
    assert {line.after for line in mended} == {"<i>Nobody at all</i>", "Another line"}
    (by_language,) = report.by_column()
    counts = (by_language.accepted, by_language.mended, by_language.refused, by_language.waiting)
    assert counts == (1, 2, 1, len(LINES) - 4)
    assert [each.name for each in report.by_maker()] == ["Machine"] and [each.name for each in report.by_person()] == ["Ana"]
    assert 0 < by_language.distance < 1


def test_the_figures_are_those_of_the_journal(judged: tuple[Drama, DraftReport]) -> None:
    drama, report = judged
    verdicts: dict[int, str] = {}
    texts: dict[int, str] = {}
    with drama.database.read() as uow:
        for draft in uow.where(Draft):
            for _edit, change in journal.changes_of_row(uow, draft.id):
                verdicts |= {draft.id: str(change.after["verdict"])} if change.before and change.after else {}
        for cue in drama.cues(1, "en"):
            for _edit, change in journal.changes_of_row(uow, cue.id):
                if change.before and change.after and change.before["text"] != change.after["text"]:
                    texts[cue.id] = str(change.after["text"])
    assert sorted(verdicts.values()) == ["accepted", "accepted", "mended", "refused"]
    assert set(texts.values()) == {line.after for line in report.lines if line.verdict is Verdict.MENDED}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workbook_has_a_sheet_for_each_language(judged: tuple[Drama, DraftReport], language: str) -> None:
    _, report = judged
    book = load_workbook(BytesIO(report_bytes(report, Words(language), "xlsx")))
    sums, lines = book.worksheets
    assert bool(lines.sheet_view.rightToLeft) is (language == "ar")
    assert lines.max_row == len(LINES) + 1
    assert "Another line" in {cell.value for cell in lines["E"]} and sums["A1"].value


def test_word_is_told_the_script_and_direction_of_every_text(judged: tuple[Drama, DraftReport], tmp_path: Path) -> None:
    _, report = judged
    save_report(report, tmp_path / "drafts.docx", Words("ar"))
    made = Document(str(tmp_path / "drafts.docx"))
    table = made.tables[-1]
    assert len(table.rows) == len(LINES) + 1 and table._tblPr.find(qn("w:bidiVisual")) is not None
    head, source, before = table.rows[0].cells[0], table.rows[1].cells[2], table.rows[1].cells[3]
    assert head.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None
    assert head.paragraphs[0].runs[0]._r.rPr.find(qn("w:rtl")) is not None
    chinese = source.paragraphs[0].runs[0]
    assert chinese.text == LINES[0][0] and chinese._r.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert before.paragraphs[0]._p.pPr is None or before.paragraphs[0]._p.pPr.find(qn("w:bidi")) is None


def test_json_says_all_of_it_and_other_forms_are_refused(judged: tuple[Drama, DraftReport]) -> None:
    _, report = judged
    read = json.loads(report_bytes(report, Words("en"), "json"))
    assert len(read["lines"]) == len(LINES) and read["makers"][0]["name"] == "Machine"
    with pytest.raises(BadInput, match=r"review\.report\.no_format"):
        report_bytes(report, Words("en"), "odt")
