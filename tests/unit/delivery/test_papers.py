"""The papers of a package: no word of a title becomes a formula or a tag in them."""

import html
import json
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import openpyxl
import pytest

from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.packagers import qc_report, workbook
from crossreel.domain.catalog.episode import Episode, MediaFile
from crossreel.domain.catalog.title import Character, Term, TitleText
from crossreel.domain.delivery import Plan, PlannedFile, Profile
from crossreel.domain.errors import Facts
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import escape
from crossreel.i18n.words import Words
from tests.unit.delivery.subjects import heir, subject

FORMULAS = ('=HYPERLINK("http://x.test")', "+1+1", "-2+3", "@SUM(A1)", "=1", "#N/A", "#REF!")
EVIL = "<script>alert('x')</script> & \"<b>\""
RULES = ("term", "rendered_width")


def contents(word: str, **fields: object) -> Contents:
    """Return a package's contents with one word wherever people write words."""
    title = heir(
        name=word, original_name=word, year=2026, rating=word, country=word, copyright_line=word, genres=(word,), tropes=(word,)
    )
    about = replace(
        subject(),
        title=title,
        episodes=(Episode(id=101, title_id=1, number=1, name=word),),
        texts={"en": TitleText(id=1, title_id=1, language="en", name=word, logline=word, synopsis=word)},
    )
    profile = Profile(id="p", name=word, version=word, buyer="P", formats=(), include=())
    plan = Plan(title_id=1, profile_id="p", languages=("en",), folder_name="x", files=())
    facts: Facts = {"source": word, "rendering": word, "line": 1, "width_px": 2, "limit_px": 1}
    findings = [
        Finding(
            id=number, title_id=1, episode_id=101, track_id=1, language="en", cue_id=1, rule=rule, severity=Severity.WARNING,
            start_ms=0, end_ms=1, text=escape(word), facts=facts,
        )
        for number, rule in enumerate(RULES, 1)
    ]  # fmt: skip
    waiver = Waiver(
        id=1, title_id=1, fingerprint="x", rule=RULES[1], language="en", cue_id=1, author=word, reason=word, created_ms=0
    )
    made = Contents(
        subject=about, profile=profile, plan=plan, wording=Words(), subtitle_file=lambda file, document: b"",
        documents={(1, "en", "full"): Document(cues=())},
        media={1: MediaFile(id=1, episode_id=101, path="/x.mp4", width=1080, height=1920)},
        characters=(Character(id=1, title_id=1, name=word, gender="f", names={"en": word}),),
        terms=(Term(id=1, title_id=1, source=word, renderings={"en": word}, note=word),),
        findings=(findings[0],), waived=((findings[1], waiver),), author=word,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def written(packager: Packager, made: Contents, format_id: str = "") -> bytes:
    target = BytesIO()
    packager.make(PlannedFile(path="x", kind="x", format_id=format_id), made, target)
    return target.getvalue()


@pytest.mark.parametrize("word", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula(word: str) -> None:
    data = written(workbook.PACKAGER, contents(word))
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    asked = [cell for cell in cells if cell.value == word]
    assert len(asked) >= 15, "in every sheet"
    assert {cell.parent.title for cell in asked} == set(book.sheetnames)
    assert {cell.data_type for cell in asked} == {"s"}
    assert word[0] == "#" or all(cell.quotePrefix for cell in asked), "and stays text when somebody edits the cell"
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_character_no_workbook_can_hold_is_left_out() -> None:
    book = openpyxl.load_workbook(BytesIO(written(workbook.PACKAGER, contents("a\x0bb\x00"))))
    assert any(cell.value == "ab" for row in book.worksheets[0].iter_rows() for cell in row)


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(made: Contents) -> Page:
    found = Page()
    found.feed(written(qc_report.PACKAGER, made, "html").decode())
    found.close()
    return found


def test_no_word_of_the_report_becomes_a_tag() -> None:
    evil, plain = page(contents(EVIL)), page(contents("Word"))
    assert evil.tags == plain.tags
    assert [words.replace(EVIL, "Word") for words in evil.words] == plain.words, "and every word can be read"
    assert sum(words.count(EVIL) for words in evil.words) >= 9
    text = written(qc_report.PACKAGER, contents(EVIL), "html").decode()
    assert EVIL not in text and html.escape(EVIL) in text


def test_what_words_the_wording_gives_is_escaped_too() -> None:
    """Names of languages and headings come from translations: a `<` in one of them is a `<` on the page."""

    class Marked(Words):
        def sentence(self, code: str, facts: object) -> str:
            return f"<u>{code}</u>"

        def language_name(self, tag: str) -> str:
            return f"<u>{tag}</u>"

        def when(self, at_ms: int) -> str:
            return "<u>now</u>"

        def number(self, value: float) -> str:
            return "<u>1</u>"

    found = page(contents("Word", wording=Marked()))
    assert "u" not in found.tags
    assert "<u>en</u>" in found.words


def test_the_report_for_machines_says_the_words_as_they_are() -> None:
    data = json.loads(written(qc_report.PACKAGER, contents(EVIL), "json"))
    assert (data["findings"][0]["text"], data["waived"][0]["reason"], data["waived"][0]["by"]) == (EVIL, EVIL, EVIL)
