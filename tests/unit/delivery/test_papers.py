"""The papers of a package: no word of a title becomes a formula in them."""

import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from crossreel.delivery.delivery_note import delivery_note
from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.packagers import workbook
from crossreel.delivery.registry import metadata_writers
from crossreel.delivery.sound_list import sound_list
from crossreel.delivery.subject import MasterFile
from crossreel.delivery.written import Written
from crossreel.domain.catalog.episode import AudioStream, Episode
from crossreel.domain.catalog.title import Character, Term, TitleText
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.delivery import Plan, PlannedFile, Profile
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.document import Document
from crossreel.i18n.words import Words
from tests.unit.delivery.subjects import heir, subject

FORMULAS = ('=HYPERLINK("http://x.test")', "+1+1", "-2+3", "@SUM(A1)", "=1", "#N/A", "#REF!")


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
    made = Contents(
        subject=about, profile=profile, plan=plan, wording=Words(), subtitle_file=lambda file, document: b"",
        documents={(1, "en", "full"): Document(cues=())},
        media={1: Version(id=1, episode_id=101, path="/x.mp4", width=1080, height=1920)},
        characters=(Character(id=1, title_id=1, name=word, gender="f", names={"en": word}),),
        terms=(Term(id=1, title_id=1, source=word, renderings={"en": word}, note=word),),
        metadata_file=lambda file, told: metadata_writers()[file.format_id].write(file, told), report_file=lambda kind, report: b"",
        report=QcReport(title="HEIR"), author=word,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def written(packager: Packager, made: Contents, format_id: str = "") -> bytes:
    target = BytesIO()
    assert packager.make is not None
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


def test_the_list_of_sounds_says_of_which_episodes_there_is_music_and_effects() -> None:
    stereo = (AudioStream(codec="aac", channels=2, sample_rate=48_000),)

    def sound(number: int, **fields: object) -> MasterFile:
        version = Version(id=number, episode_id=101, path="/x", audio=stereo, file_ms=61_000, **fields)  # type: ignore[arg-type]
        return MasterFile(version=version, extension="wav", name=f"{number}.wav")

    masters = {1: (sound(1, is_reference=True), sound(2, look=Look.EFFECTS), sound(3, look=Look.DUBBED, language="es-419"))}
    made = contents("Heir")
    episodes = tuple(Episode(id=100 + number, title_id=1, number=number) for number in (1, 2))
    made = replace(made, subject=replace(made.subject, masters=masters, episodes=episodes))
    told, all_of_them = sound_list(made).sections
    assert [each.text for each in told.paragraphs] == [
        "There are music and effects of the episodes 1.", "Music and effects are missing of the episodes 2.",
    ]  # fmt: skip
    assert all_of_them.table is not None
    assert [[cell.text for cell in row] for row in all_of_them.table.rows] == [
        ["1", "original", "Chinese (Simplified)", "2", "00:01:01.000", "1.wav"],
        ["1", "music and effects", "–", "2", "00:01:01.000", "2.wav"],
        ["1", "dubbed", "Spanish (Latin America)", "2", "00:01:01.000", "3.wav"],
    ]


def test_a_note_gives_no_size_of_what_is_made_after_it() -> None:
    """A manifest tells of the note too, so it comes later: its size is not nought, it is not known yet."""
    files = (PlannedFile(path="docs/qc.html", kind="qc_report"), PlannedFile(path="mmc/MMC.xml", kind="manifest", stage=2))
    plan = Plan(title_id=1, profile_id="p", languages=("en",), folder_name="x", files=files)
    known = {"docs/qc.html": Written(path="docs/qc.html", size=2048, sha256="a")}
    note = delivery_note(contents("Heir", plan=plan, written=known))
    (table,) = [each.table for each in note.sections if each.table and each.table.rows[0][0].is_code]
    assert [tuple(cell.text for cell in row) for row in table.rows] == [("docs", "1", "2 KB"), ("mmc", "1", "")]
