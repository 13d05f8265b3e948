"""Sheets that come back from other programs and other people: found by id, else by time, text and order; never misapplied."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from crossreel.domain.catalog.title import TitleLanguage
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Origin
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.matching import MatchedBy
from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, make_drama
from tests.unit.formats.tables.sheets import word, xlsx
from tests.unit.services.exporting.test_exporting import put

Rows = list[list[str]]


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=4, languages=("en", "ar"))
    yield made
    made.database.close()


def gone_out(drama: Drama, tmp_path: Path, format_id: str, *languages: str) -> Path:
    """Write a script to work on."""
    path = tmp_path / f"script.{format_id}"
    Exporting(drama.database).export_script(drama.title_id, languages, format_id, path)
    return path


def rows_of(path: Path) -> Rows:
    """Read the cells of a script."""
    if path.suffix == ".xlsx":
        (sheet,) = load_workbook(path).worksheets
        return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def in_columns(rows: Rows, *names: str) -> Rows:
    """Return some columns of a table, in another order."""
    return [[row[rows[0].index(name)] for name in names] for row in rows]


def come_back(drama: Drama, path: Path, **options: object) -> list[tuple[str, str]]:
    """Take a sheet back; return the codes and names of what was not taken."""
    report = Scripting(drama.database).import_script(path, drama.title_id, **options)  # type: ignore[arg-type]
    return [(item.code, item.name) for item in report.failed]


def texts(drama: Drama, episode: int, language: str) -> list[str]:
    return [cue.text for cue in drama.cues(episode, language)]


@pytest.mark.parametrize("format_id", ["xlsx", "csv", "tsv"])
@pytest.mark.parametrize("language", ["id", "no", "to", "de", "da", "it", "en"])
def test_a_script_in_a_language_that_is_a_word_for_a_column(drama: Drama, tmp_path: Path, format_id: str, language: str) -> None:
    path = gone_out(drama, tmp_path, format_id, language, "ar")
    rows = rows_of(path)
    at = rows[0].index(next(header for header in rows[0] if header == language or header.endswith(f"({language})")))
    for number, row in enumerate(rows[1:], 1):
        row[at] = f"Kata {number}"
    save(path, rows)
    assert come_back(drama, path, on_existing=OnExisting.REPLACE) == []
    assert [texts(drama, episode, language) for episode in (1, 2)] == [
        [f"Kata {at}" for at in range(1, 5)],
        [f"Kata {at}" for at in range(5, 9)],
    ]
    assert texts(drama, 1, "ar")[0].startswith("ar")


def save(path: Path, rows: Rows, sign: str = ",", encoding: str = "utf-8-sig") -> None:
    """Write a table as another program would."""
    if path.suffix == ".xlsx":
        book = Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
        return
    target = io.StringIO()
    csv.writer(target, delimiter="\t" if path.suffix == ".tsv" else sign, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes(target.getvalue().encode(encoding))


def swapped(rows: Rows) -> Rows:
    """Move columns and sort rows, as people do."""
    rows = in_columns(rows, "base", "en", "out", "zh-Hans (source)", "cue_id", "in", "speaker", "episode")
    return [rows[0], *sorted(rows[1:], key=lambda row: row[1], reverse=True)]


def renamed(rows: Rows) -> Rows:
    names = {"cue_id": "ID", "en": "English", "zh-Hans (source)": "中文", "in": "开始时间", "out": "结束时间", "speaker": "角色"}
    return [[names.get(name, name) for name in rows[0]], *rows[1:]]


def titled(rows: Rows) -> Rows:
    return [["The Hidden Heir, to translate"], [], *rows, [], ["12 rows"]]


CHANGES: dict[str, Callable[[Rows], Rows]] = {"moved": swapped, "renamed": renamed, "titled": titled}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    ("suffix", "sign", "encoding"), [("xlsx", "", ""), ("csv", ";", "utf-8-sig"), ("csv", ",", "utf-16"), ("tsv", "", "utf-8")]
)
def test_moved_sorted_and_renamed_by_another_program(
    drama: Drama, tmp_path: Path, change: str, suffix: str, sign: str, encoding: str
) -> None:
    rows = rows_of(gone_out(drama, tmp_path, "csv", "en"))
    for row in rows[1:]:
        row[rows[0].index("en")] = row[rows[0].index("en")].replace("en 2.", "New 2.")
    path = tmp_path / f"back.{suffix}"
    save(path, CHANGES[change](rows), sign, encoding)
    failed = come_back(drama, path)
    assert texts(drama, 2, "en") == ["New 2.0", "New 2.1", "New 2.2", "New 2.3"] and texts(drama, 1, "en")[0] == "en 1.0"
    assert failed == []


def test_ids_that_a_spreadsheet_made_numbers_of_are_never_misapplied(drama: Drama, tmp_path: Path) -> None:
    rows = rows_of(gone_out(drama, tmp_path, "csv", "en"))
    for number, row in enumerate(rows[1:]):
        row[rows[0].index("en")] = f"New {number}"
    book = Workbook()
    assert book.active is not None
    for number, row in enumerate(rows):
        book.active.append([float(cell) if number and at == 0 else cell for at, cell in enumerate(row)])
    book.save(tmp_path / "numbers.xlsx")
    powers = [rows[0], *([f"{float(row[0]):.14E}".replace(".", ","), *row[1:]] for row in rows[1:])]
    save(tmp_path / "powers.csv", powers, ";")
    zeros = [rows[0], *([row[0][:15] + "0" * (len(row[0]) - 15), *row[1:]] for row in rows[1:])]
    save(tmp_path / "zeros.csv", zeros)
    for name in ("numbers.xlsx", "powers.csv", "zeros.csv"):
        plan = Scripting(drama.database).plan(tmp_path / name, drama.title_id)
        codes = {notice.code for notice in plan.notices}
        assert codes & {"script.id_lost_digits", "script.id_twice"}, name
        assert [(line.episode, line.before, line.after, line.by) for line in plan.lines] == [
            (1 + at // 4, f"en {1 + at // 4}.{at % 4}", f"New {at}", MatchedBy.TIME) for at in range(8)
        ], name


def test_two_rows_with_one_id_are_told_and_matched_otherwise(drama: Drama, tmp_path: Path) -> None:
    rows = rows_of(gone_out(drama, tmp_path, "csv", "en"))
    at = rows[0].index("en")
    rows[1][at], rows[2][at], rows[2][0] = "First", "Second", rows[1][0]
    save(tmp_path / "back.csv", rows)
    assert come_back(drama, tmp_path / "back.csv") == []
    assert texts(drama, 1, "en")[:2] == ["First", "Second"]


def test_a_sheet_without_ids_fills_empty_cells_by_time_and_shows_what_it_would_replace(drama: Drama, tmp_path: Path) -> None:
    cues = drama.cues(1)
    rows: list[tuple[object, ...]] = [("TC In", "TC Out", "English", "Thai")]
    rows += [(cue.start_ms / 1000, cue.end_ms / 1000, f"Line {at}", f"ไทย {at}") for at, cue in enumerate(cues)]
    (tmp_path / "EP01.xlsx").write_bytes(xlsx(*rows))
    put(drama, replace(drama.cues(1, "en")[1], origin=Origin.MACHINE))
    plan = Scripting(drama.database).plan(tmp_path / "EP01.xlsx", drama.title_id)
    kinds = [(line.kind, line.language, line.after) for line in plan.lines if line.language == "en"]
    assert kinds == [
        (ReturnKind.CONFLICT, "en", "Line 0"), (ReturnKind.CONFLICT, "en", "Line 2"), (ReturnKind.CONFLICT, "en", "Line 3"),
        (ReturnKind.CHANGE, "en", "Line 1"),
    ]  # fmt: skip
    assert [code for code, _ in come_back(drama, tmp_path / "EP01.xlsx")] == ["script.conflict"] * 3
    assert texts(drama, 1, "th") == [f"ไทย {at}" for at in range(4)]
    assert texts(drama, 1, "en") == ["en 1.0", "Line 1", "en 1.2", "en 1.3"]
    come_back(drama, tmp_path / "EP01.xlsx", on_existing=OnExisting.REPLACE)
    assert texts(drama, 1, "en") == [f"Line {at}" for at in range(4)]


def test_rows_without_times_are_matched_by_text_then_by_order_and_the_rest_is_named(drama: Drama, tmp_path: Path) -> None:
    source = [cue.text for cue in drama.cues(2)]
    rows = [("No.", "原文", "Deutsch"), (1, source[0] + "！", "Eins"), (2, source[1] + "呀", "Zwei"), (3, source[2], "Drei")]
    rows += [(4, "这一句在片子里没有出现过，谁也没有说", "Vier")]
    (tmp_path / "EP02 de.docx").write_bytes(word(rows))
    plan = Scripting(drama.database).plan(tmp_path / "EP02 de.docx", drama.title_id)
    assert [(line.after, line.kind, line.by) for line in plan.lines] == [
        ("Eins", ReturnKind.FILL, MatchedBy.TEXT),
        ("Zwei", ReturnKind.FILL, MatchedBy.ORDER),
        ("Drei", ReturnKind.FILL, MatchedBy.TEXT),
        ("这一句在片子里没有出现过，谁也没有说", ReturnKind.UNMATCHED, MatchedBy.NOTHING),
    ]
    assert come_back(drama, tmp_path / "EP02 de.docx") == [("script.unmatched_row", "5")]
    assert texts(drama, 2, "de") == ["Eins", "Zwei", "Drei"]
    with drama.database.read() as uow:
        assert "de" in {each.language for each in uow.where(TitleLanguage, title_id=drama.title_id)}


def test_frames_of_a_sheet_are_not_counted_by_a_video_whose_frames_differ_in_length(drama: Drama, tmp_path: Path) -> None:
    cues = drama.cues(1)
    rows: list[tuple[object, ...]] = [("Episode", "TC In", "TC Out", "原文", "Thai")]
    rows += [(1, f"00:00:{at:02d}:12", f"00:00:{at:02d}:20", cue.text, f"ไทย {at}") for at, cue in enumerate(cues)]
    (tmp_path / "th.xlsx").write_bytes(xlsx(*rows))
    for variable in (True, False):
        version = Version(id=7, episode_id=drama.episode_ids[0], is_reference=True, path="/1.mp4", variable_frame_rate=variable)
        put(drama, version)
        plan = Scripting(drama.database).plan(tmp_path / "th.xlsx", drama.title_id)
        assert [line.after for line in plan.lines] == [f"ไทย {at}" for at in range(4)]
        assert any(line.by is MatchedBy.TIME for line in plan.lines) is not variable


def test_rows_that_name_no_episode_go_where_their_source_is_spoken(drama: Drama, tmp_path: Path) -> None:
    rows = [("原文", "Deutsch"), *((cue.text, f"Zeile {at}") for at, cue in enumerate(drama.cues(2)))]
    (tmp_path / "sheet.xlsx").write_bytes(xlsx(*rows))
    assert come_back(drama, tmp_path / "sheet.xlsx") == []
    assert texts(drama, 2, "de") == [f"Zeile {at}" for at in range(4)] and drama.cues(1, "de") == []


def test_a_corrected_mapping_is_remembered_for_the_next_sheet(drama: Drama, tmp_path: Path) -> None:
    source = [cue.text for cue in drama.cues(1)]
    for name in ("EP01 a.xlsx", "EP01 b.xlsx"):
        (tmp_path / name).write_bytes(xlsx(("Zeh", "Wibble"), *((text, f"Ord {at}") for at, text in enumerate(source))))
    scripting = Scripting(drama.database, SheetMemory(tmp_path / "settings"))
    plan = scripting.plan(tmp_path / "EP01 a.xlsx", drama.title_id, columns="header=1,A=source:zh-Hans,B=da")
    assert [(line.language, line.after) for line in plan.lines] == [("da", f"Ord {at}") for at in range(4)]
    again = scripting.plan(tmp_path / "EP01 b.xlsx", drama.title_id)
    assert again.lines == plan.lines and "sheet.remembered" in {notice.code for notice in again.notices}


def test_rows_that_could_be_of_two_episodes_go_to_none_unless_somebody_says(drama: Drama, tmp_path: Path) -> None:
    same = [replace(cue, text=f"同一句 {at}") for number in (1, 2) for at, cue in enumerate(drama.cues(number))]
    put(drama, *same)
    (tmp_path / "sheet.xlsx").write_bytes(xlsx(("原文", "Deutsch"), *((f"同一句 {at}", f"Zeile {at}") for at in range(4))))
    assert [code for code, _ in come_back(drama, tmp_path / "sheet.xlsx")] == ["script.unmatched_row"] * 4
    assert come_back(drama, tmp_path / "sheet.xlsx", episode=2) == []
    assert texts(drama, 2, "de") == [f"Zeile {at}" for at in range(4)] and drama.cues(1, "de") == []
    (tmp_path / "sheet.xlsx").write_bytes(xlsx(EP01=[("原文", "Italiano"), *((f"同一句 {at}", f"Riga {at}") for at in range(4))]))
    assert come_back(drama, tmp_path / "sheet.xlsx") == []
    assert texts(drama, 1, "it") == [f"Riga {at}" for at in range(4)] and drama.cues(2, "it") == []


def test_what_went_out_is_hidden_in_a_workbook_and_comes_back_all_the_same(drama: Drama, tmp_path: Path) -> None:
    path = gone_out(drama, tmp_path, "xlsx", "en")
    book = load_workbook(path)
    (sheet,) = book.worksheets
    hidden = [cell.column_letter for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden]
    assert [sheet[f"{letters}1"].value for letters in hidden] == ["base"]
    at = [cell.value for cell in sheet[1]].index("en") + 1
    sheet.cell(row=2, column=at).value = "New"
    book.save(path)
    plan = Scripting(drama.database).plan(path, drama.title_id)
    assert [(line.kind, line.after) for line in plan.lines] == [(ReturnKind.CHANGE, "New")] and plan.notices == ()
