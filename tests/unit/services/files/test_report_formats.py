"""QC reports as files: what each format tells, in the language of its reader, in both directions."""

import json
import re
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from crossreel.domain.errors import BadInput
from crossreel.domain.quality.comparison import RunComparison
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.quality.report import QcReport
from crossreel.domain.quality.run import QcResult, QcRun
from crossreel.i18n.words import Words
from crossreel.rendering import paper
from crossreel.rendering.paper import _mirrored
from crossreel.services.files.qc_report import formats, report_bytes


def finding(number: int, language: str, text: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        id=number, title_id=1, episode_id=7, track_id=number, language=language, cue_id=number, rule="ellipsis", severity=severity,
        start_ms=1500 * number, end_ms=1500 * number + 900, text=text, fingerprint=f"f{number}",
        facts={"found": "...", "expected": "…"},
    )  # fmt: skip


def result(of: Finding) -> QcResult:
    return QcResult(
        id=of.id, title_id=1, first_run=2, gone_run=None, episode_id=7, track_id=of.track_id, version_id=None, language=of.language,
        role="full", cue_id=of.cue_id, rule=of.rule, severity=of.severity, start_ms=of.start_ms, end_ms=of.end_ms, text=of.text,
        facts=of.facts, fingerprint=of.fingerprint,
    )  # fmt: skip


OPEN, WARNED, ACCEPTED = (
    finding(1, "ar", "انتظر..."),
    finding(2, "en", "=Wait...", Severity.WARNING),
    finding(3, "en", "So..."),
)
SONG = Waiver(
    id=1, title_id=1, fingerprint="f3", rule="ellipsis", language="en", cue_id=3, author="Bo", reason="A song", created_ms=0
)  # fmt: skip
REPORT = QcReport(
    title="HEIR", name="隐藏的继承人", guide="vertical", author="Ana", made_ms=1_700_000_000_000, languages=("en", "ar"),
    findings=[OPEN, WARNED], episodes={7: 12}, sources={1: "等等……", 2: "等等"},
    waived=[(ACCEPTED, SONG)],
    comparison=RunComparison(
        before=QcRun(id=1, title_id=1, number=1, made_ms=1_600_000_000_000), after=QcRun(id=2, title_id=1, number=2),
        new=(result(OPEN),), gone=(result(finding(9, "en", "Gone...")),), still=(result(WARNED),), waived=(result(ACCEPTED),),
    ),
)  # fmt: skip


def test_there_is_a_page_a_workbook_a_pdf_and_json() -> None:
    assert sorted(formats()) == ["html", "json", "pdf", "xlsx"]
    with pytest.raises(BadInput, match=r"qc\.no_report_format"):
        report_bytes(REPORT, Words(), "docx")


def test_a_page_tells_counts_texts_waivers_and_what_differs_from_the_baseline() -> None:
    page = report_bytes(REPORT, Words("en"), "html").decode()
    for words in (
        "隐藏的继承人",
        "等等……",
        "انتظر...",
        "Bo: A song",
        "1 new, 1 gone, 1 still there, 1 accepted",
        "Gone since then",
        "Gone...",
    ):
        assert words in page, words
    assert '<div class="rule">new</div>' in page
    assert page.index("Rule</th>") < page.index("Open findings")


def test_a_report_speaks_the_language_of_its_reader() -> None:
    chinese, arabic = (report_bytes(REPORT, Words(tag), "html").decode() for tag in ("zh-Hans", "ar"))
    assert 'lang="zh-Hans" dir="ltr"' in chinese
    assert "英语" in chinese and "English" not in chinese
    assert 'lang="ar" dir="rtl"' in arabic
    assert "الإنجليزية" in arabic


def test_a_workbook_has_a_sheet_for_each_language_with_every_finding_in_a_line() -> None:
    book = load_workbook(BytesIO(report_bytes(REPORT, Words("en"), "xlsx")))
    assert book.sheetnames == ["Summary", "English", "Arabic"]
    rows = [[cell.value for cell in row] for row in book["English"].iter_rows()]
    assert rows[0] == ["Episode", "Time", "Until", "Language", "Severity", "Rule", "Finding", "Source", "Text", "State"]
    assert [(row[0], row[1], row[4], row[7], row[8], row[9]) for row in rows[1:]] == [
        (12, "00:00:03.000", "Warning", "等等", "=Wait...", None),
        (12, "00:00:04.500", "Error", None, "So...", "Bo: A song"),
    ]
    assert book["English"]["I2"].data_type == "s", "what begins with = is no formula"
    assert book["Arabic"]["J2"].value == "new"
    told = [cell.value for row in book["Summary"].iter_rows() for cell in row if cell.value is not None]
    assert "Ellipsis" in told
    assert any("1 new, 1 gone" in str(each) for each in told)
    arabic = load_workbook(BytesIO(report_bytes(REPORT, Words("ar"), "xlsx")))
    assert all(sheet.sheet_view.rightToLeft for sheet in arabic.worksheets)
    assert report_bytes(REPORT, Words("en"), "xlsx") == report_bytes(REPORT, Words("en"), "xlsx")


def test_a_workbook_of_findings_without_a_language_and_of_strange_names_opens() -> None:
    report = replace(REPORT, languages=(), findings=[replace(OPEN, language="", text="a\x0bb")], waived=(), comparison=None)
    assert load_workbook(BytesIO(report_bytes(report, Words("en"), "xlsx"))).sheetnames == ["Summary", "Picture and sound"]


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ar"])
def test_a_pdf_carries_its_faces_and_as_many_pages_as_it_needs(tag: str) -> None:
    many = replace(REPORT, findings=[replace(OPEN, id=number, start_ms=number * 10) for number in range(100, 160)])
    one, several = (report_bytes(each, Words(tag), "pdf") for each in (REPORT, many))
    assert one.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", one)) < len(re.findall(rb"/Type\s*/Page\b", several))
    faces = {each.decode() for each in re.findall(rb"/BaseFont\s*/(\S+)", one)}
    assert any("Arab" in each for each in faces), faces
    assert any("CJK" in each or "SC" in each for each in faces), faces
    assert all(zlib.decompress(each) for each in re.findall(rb"FlateDecode.*?stream\r?\n(x.*?)\r?\nendstream", one, re.DOTALL)[:1])


def test_rows_of_a_page_that_is_read_from_the_right_begin_at_the_right() -> None:
    page = "<table><tr class='a'><td>1</td><th x='y'>2<br></th></tr></table>"
    assert _mirrored(page) == "<table><tr class='a'><th x='y'>2<br></th><td>1</td></tr></table>"


def test_json_has_the_comparison_and_the_sources() -> None:
    told = json.loads(report_bytes(REPORT, Words("en"), "json"))
    assert [each["source"] for each in told["findings"]] == ["等等", "等等……"]
    assert [len(told["comparison"][name]) for name in ("new", "gone", "still", "waived")] == [1, 1, 1, 1]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("kind", sorted(formats()))
def test_every_format_tells_what_is_on_a_picture_or_sound(kind: str, tag: str) -> None:
    black = replace(OPEN, id=5, language="", track_id=0, cue_id=None, version_id=4, rule="black_frames", text="",
                    facts={"seconds": 2.5, "frames": 75})  # fmt: skip
    written = report_bytes(replace(REPORT, findings=[black], comparison=None), Words(tag), kind)
    assert len(written) > 500
    if kind == "html":
        assert Words(tag).sentence("qc.media", {}) in written.decode() and 'lang=""' not in written.decode()


def test_rules_are_called_by_their_names_in_the_language_of_the_reader() -> None:
    chinese = Words("zh-Hans").message("Ellipsis")
    assert chinese not in ("", "Ellipsis")
    page = report_bytes(REPORT, Words("zh-Hans"), "html").decode()
    assert page.count(f'<div class="rule">{chinese}</div>') == 4 and ">ellipsis<" not in page
    book = load_workbook(BytesIO(report_bytes(REPORT, Words("zh-Hans"), "xlsx")))
    assert book.worksheets[1]["F2"].value == chinese
    assert json.loads(report_bytes(REPORT, Words("zh-Hans"), "json"))["findings"][0]["rule"] == "ellipsis", "machines go by ids"


def test_paper_is_told_the_direction_of_a_source_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[str] = []
    monkeypatch.setattr(paper, "pdf", lambda page, **_how: (pages.append(page), b"")[1])
    report_bytes(REPORT, Words("ar"), "pdf")
    assert re.search(r'<td class="text" dir="ltr"[^>]*>等等……</td>', pages[0]), "paper knows no dir=auto"
