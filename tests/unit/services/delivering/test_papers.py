"""The papers, scripts and lists of a real package, read by readers that are not ours: what they say is what was delivered."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from crossreel.domain.catalog.compliance import AiLabel, Compliance
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Licence, Right
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from tests.unit.services.delivering.conftest import Shelf

PROFILE = """
id = "papers"
name = "Papers"
version = "3"
buyer = "PAPERS"
include = ["subtitles", "delivery_note", "rights_summary", "qc_report", "dialogue_list", "dub_script", "glossary", "sign_list"]
required_compliance = []
[[formats]]
format_id = "srt"
"""
LANGUAGES = ("en", "ar")


def delivered(shelf: Shelf, out: Path, **fields: object) -> Path:
    """Deliver by the profile of papers and return the folder of the package's title."""
    (shelf.profiles / "papers.toml").write_text(PROFILE, "utf-8")
    service = Delivering(shelf.database, folder=shelf.profiles)
    outcome = service.deliver(shelf.title_id, "papers", LANGUAGES, out, wording=Words, **fields)  # type: ignore[arg-type]
    assert outcome.package is not None, outcome.plan.refusals
    (root,) = (outcome.package / "data").iterdir()
    return root


def pdf_text(path: Path) -> str:
    """Return what a PDF says, page by page."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture
def full(shelf: Shelf) -> Iterator[Shelf]:
    """A title with a right, compliance facts, a term and a character, whatever QC says of it."""
    new = shelf.database.new_id
    buyer = Buyer(id=new(), code="PAPERS", name="Papers & Co")
    with shelf.database.edit(EditHeader(label="edit.test", title_id=None)) as edit, edit.part() as uow:
        uow.put(buyer)
    shelf.change(
        Right(
            id=new(), title_id=shelf.title_id, buyer_id=buyer.id, territories=("WW",), excluded=("CN", "TW"), licence=Licence.AVOD,
            start_day="2026-01-01", languages=("en", "ar"), contract="C-17",
        ),
        Compliance(id=new(), title_id=shelf.title_id, filing_number="0042", filing_day="2026-03-01", ai_label=AiLabel.ASSISTED),
        Term(id=new(), title_id=shelf.title_id, source="总裁", renderings={"en": "CEO"}),
        Character(id=new(), title_id=shelf.title_id, name="林晚", names={"en": "Lin Wan"}),
    )  # fmt: skip
    yield shelf


def test_the_note_says_what_is_in_it_who_approved_it_and_later_what_changed(full: Shelf, tmp_path: Path) -> None:
    root = delivered(full, tmp_path / "one")
    page = html.fromstring((next((root / "00_DOCS").glob("*NOTE*.html"))).read_bytes().decode())
    text = " ".join(page.text_content().split())
    assert "This is the first delivery of this title to this buyer" in text and "Papers · 3" in text
    tables = {
        heading.text_content(): [[cell.text_content() for cell in row.iter("td")] for row in heading.getnext().iter("tr")][1:]
        for heading in page.iter("h2")
        if heading.getnext().tag == "table"
    }
    assert [row[:3] for row in tables["Approved by"]] == [["Arabic", "1–2", "Mei"], ["English", "1–2", "Mei"]]
    assert [row[1:] for row in tables["Subtitles"]] == [["SRT", "1–2"], ["SRT", "1–2"]]
    assert "QC found nothing." in text
    with full.database.read() as uow:
        track = next(each for each in uow.where(Track, language="ar"))
        cue = uow.where(Cue, track_id=track.id)[0]
    full.change(replace(cue, text="نص جديد"), track)
    root = delivered(full, tmp_path / "two", changed_only=True)
    (note,) = (root / "00_DOCS").glob("*NOTE*.pdf")
    told = pdf_text(note)
    assert "the words changed" in told and "changed" in told and "only what changed since the last delivery" in told
    assert "NOTE" in note.name and str(full.database.author) in told
    page = html.fromstring((next((root / "00_DOCS").glob("*NOTE*.html"))).read_bytes().decode())
    head = [[cell.text_content() for cell in row.iter("td")] for row in next(page.iter("table")).iter("tr")]
    assert head[-2:] == [["Episodes", "1"], ["Languages", "Arabic (ar)"]], "what is in it, not all that was asked for"


def test_rights_and_compliance_as_paper_and_as_workbook(full: Shelf, tmp_path: Path) -> None:
    root = delivered(full, tmp_path / "out")
    (paper,) = (root / "00_DOCS").glob("*RIGHTS*.pdf")
    told = pdf_text(paper)
    assert "AVOD" in told and "the whole world; without CN, TW" in told and "2026-01-01" in told and "0042 (2026-03-01)" in told
    book = load_workbook(next((root / "00_DOCS").glob("*RIGHTS*.xlsx")))
    assert book.sheetnames[:3] == ["Title", "Rights", "Compliance"]
    facts = {row[0]: row[1] for row in book["Compliance"].iter_rows(values_only=True) if len(row) > 1}
    assert facts["Made by AI"] == "with the help of AI" and facts["Tier"] == "not on record"
    (report,) = (root / "00_DOCS").glob("*QC*.xlsx")
    assert load_workbook(report).worksheets[0].max_row > 1


def test_scripts_and_lists_say_what_the_catalog_says(full: Shelf, tmp_path: Path) -> None:
    root = delivered(full, tmp_path / "out")
    with full.database.read() as uow:
        tracks = {track.id for track in uow.where(Track, language="ar")}
        arabic = [cue.text for cue in uow.where(Cue, track_id=list(tracks))]
    (listed,) = (root / "08_SCRIPTS").glob("*DIALOGUE_ar*.docx")
    cells = [row.cells[-1].text for table in docx.Document(str(listed)).tables for row in table.rows[1:]]
    assert sorted(cells) == sorted(arabic)
    names = sorted(path.name.rpartition("_v")[0].partition("_S01_")[2] for path in (root / "08_SCRIPTS").iterdir())
    assert names == ["DIALOGUE_ar", "DIALOGUE_ar", "DIALOGUE_en", "DIALOGUE_en", "DUB_ar", "DUB_en"]
    dub = load_workbook(next((root / "08_SCRIPTS").glob("*DUB_ar*")))
    head, *rows = [list(row) for row in dub.worksheets[0].iter_rows(values_only=True)]
    assert sorted(row[head.index("ar")] for row in rows) == sorted(arabic)
    book = load_workbook(next((root / "09_GLOSSARY").iterdir()))
    assert [[str(cell or "") for cell in row] for row in book["terms"].iter_rows(values_only=True)][1][1:] == [
        "总裁",
        "",
        "CEO",
        "",
    ]
    assert book["characters"]["B2"].value == "林晚"


def test_what_stands_on_the_picture_is_listed_for_burning_with_its_box_and_translation(full: Shelf, tmp_path: Path) -> None:
    with full.database.read() as uow:
        episode = min(uow.where(Episode, title_id=full.title_id), key=lambda each: each.number)
    new = full.database.new_id
    source = Track(id=new(), episode_id=episode.id, language="zh-Hans", role=Role.SIGNS, state=State.APPROVED)
    target = Track(id=new(), episode_id=episode.id, language="ar", role=Role.SIGNS_TRANSLATION, state=State.APPROVED)
    sign = Cue(id=new(), track_id=source.id, start_ms=400, end_ms=1900, text="三年后", placement="10,20,30.5,5")
    after = Cue(
        id=new(), track_id=target.id, start_ms=400, end_ms=1900, text="=بعد ثلاث سنوات", anchor_id=sign.id, anchor_last_id=sign.id
    )
    full.change(source, target, sign, after)
    root = delivered(full, tmp_path / "out")
    (path,) = (root / "08_SCRIPTS").glob("*SIGNS_ar*.xlsx")
    head, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert head[:8] == ("Episode", "Start", "End", "Duration", "Left %", "Top %", "Width %", "Height %")
    assert rows == [
        ("1", "00:00:00.400", "00:00:01.900", "1.500", "10.00", "20.00", "30.50", "5.00", "三年后", "=بعد ثلاث سنوات", str(sign.id))
    ]


@pytest.mark.parametrize("language", ["zh-Hans", "ar"])
def test_papers_are_in_the_language_of_the_buyer(full: Shelf, tmp_path: Path, language: str) -> None:
    text = PROFILE.replace('buyer = "PAPERS"', f'buyer = "PAPERS"\ndocument_language = "{language}"')
    (full.profiles / "papers.toml").write_text(text, "utf-8")
    service = Delivering(full.database, folder=full.profiles)
    outcome = service.deliver(full.title_id, "papers", LANGUAGES, tmp_path / "out", wording=Words)
    assert outcome.package is not None
    (page,) = outcome.package.glob("data/*/00_DOCS/*NOTE*.html")
    root = html.fromstring(page.read_bytes().decode())
    assert (root.get("lang"), root.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    book = load_workbook(BytesIO(next(outcome.package.glob("data/*/00_DOCS/*RIGHTS*.xlsx")).read_bytes()))
    assert bool(book.worksheets[0].sheet_view.rightToLeft) is (language == "ar")
    assert next(outcome.package.glob("data/*/00_DOCS/*NOTE*.pdf")).read_bytes().startswith(b"%PDF")
    said = " ".join(root.text_content().split())
    assert Words(language).sentence("delivery_note.first", {}) in said and "This is the first delivery" not in said
