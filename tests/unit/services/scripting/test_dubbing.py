"""A language as those who dub it work on it: lines with their time out, voices, statuses and texts back by id, as one edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from crossreel.domain.catalog.title import Character
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.speech.dub_line import DubStatus
from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.i18n.words import Words
from crossreel.services.history.undoing import History
from crossreel.services.scripting.dubbing import DubChoice
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, make_drama
from tests.unit.services.exporting.test_exporting import put

LONG = "This is what I have never told anybody in my life"  # 15 syllables: 2.4 s where there is one


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    from dataclasses import replace

    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=3, languages=("en", "ar"))
    ann, lin = (
        Character(id=made.database.new_id(), title_id=made.title_id, name=name, names={"en": english})
        for name, english in (("安", "Ann"), ("林/总", "Boss: Lin"))
    )
    put(made, ann, lin)
    first, second, _third = made.cues(1)
    put(made, replace(first, speaker_id=ann.id), replace(second, speaker_id=lin.id))
    put(made, replace(made.cues(1, "en")[0], text=LONG))
    yield made
    made.database.close()


def written(drama: Drama, path: Path, **choice: object) -> Path:
    """Write the English script and return where."""
    report = Scripting(drama.database).dubbing.export(
        drama.title_id, ("en",), path, wording=Words(""), choice=DubChoice(**choice)  # type: ignore[arg-type]
    )  # fmt: skip
    assert [item.code for item in report.failed] in ([], ["dub.nothing"])
    return path


def moved(path: Path, changes: dict[str, dict[str, str]]) -> None:
    """Change cells of the rows with a text, and write all columns in reverse, under one tab, as an agency would."""
    book, made = load_workbook(path), Workbook()
    rows: list[list[str]] = []
    head: list[str] = []
    for sheet in book.worksheets[:-1]:
        head, *body = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        rows += body
    at = {name: column for column, name in enumerate(head)}
    for row in rows:
        for name, value in changes.get(row[at["en"]], {}).items():
            row[at[name]] = value
    sheet = made.worksheets[0]
    for row in (head, *rows):
        sheet.append(list(reversed(row)))
    made.save(path)


def lines(drama: Drama) -> list[tuple[str, DubStatus, str, str]]:
    """What is said of each English line of the first episode."""
    script = Scripting(drama.database).dubbing.script(drama.title_id, "en", DubChoice(episode_ids=drama.episode_ids[:1]))
    return [(row.text, row.status, row.voice, row.remark) for row in script.rows]


def test_each_speaker_has_a_tab_and_each_line_its_time(drama: Drama, tmp_path: Path) -> None:
    book = load_workbook(written(drama, tmp_path / "dub.xlsx"))
    assert book.sheetnames == ["Ann", "Boss Lin", "Nobody named", "Sums"]
    head, row = [[str(cell or "") for cell in row] for row in book["Ann"].iter_rows(values_only=True)]
    told = dict(zip(head, row, strict=True))
    assert (told["speaker"], told["en"], told["dub_units"], told["dub_room"]) == ("Ann", LONG, "15", "6")
    assert (told["duration"], told["dub_time"], told["dub_status"]) == ("1.000", "too long by 1.4 s", "open")
    assert told["cue_id"] == str(drama.cues(1)[0].id) and book["Ann"].column_dimensions["O"].hidden
    assert [row[:4] for row in book["Sums"].iter_rows(min_row=5, values_only=True)] == [
        ("Ann", None, 1, 0), ("Boss: Lin", None, 1, 0), ("Nobody named", None, 4, 0),
    ]  # fmt: skip
    assert "(source)" in head[6] and book["Ann"].data_validations.dataValidation[0].formula1 == '"open,recorded,redo,approved"'


def test_voice_status_and_text_come_back_by_id_after_columns_were_moved(drama: Drama, tmp_path: Path) -> None:
    path, second = written(drama, tmp_path / "dub.xlsx"), drama.cues(1, "en")[1].text
    moved(path, {
        LONG: {"en": "I never told you", "dub_status": "Recorded", "dub_voice": "Ann Bell"},
        second: {"dub_status": "重录", "dub_voice": "Cem", "dub_remark": "louder"},
    })  # fmt: skip
    scripting = Scripting(drama.database)
    plan = scripting.plan(path, drama.title_id)
    assert sorted((line.kind.value, line.before, line.after) for line in plan.lines) == [
        ("change", LONG, "I never told you"), ("dub", "open", "recorded · Ann Bell"), ("dub", "open", "redo · Cem · louder"),
    ]  # fmt: skip
    assert plan.notices == ()
    report = scripting.import_script(path, drama.title_id)
    assert [(item.code, item.facts["count"]) for item in report.done] == [("script.applied", 1), ("script.dub_lines", 2)]
    assert lines(drama)[:2] == [
        ("I never told you", DubStatus.RECORDED, "Ann Bell", ""), (second, DubStatus.REDO, "Cem", "louder"),
    ]  # fmt: skip
    assert scripting.plan(path, drama.title_id).lines == ()
    History(drama.database).undo(drama.title_id)
    assert lines(drama)[:2] == [(LONG, DubStatus.OPEN, "", ""), (second, DubStatus.OPEN, "", "")]


def test_what_was_changed_here_meanwhile_is_a_conflict(drama: Drama, tmp_path: Path) -> None:
    scripting, cue = Scripting(drama.database), drama.cues(1, "en")[0]
    path = written(drama, tmp_path / "dub.xlsx")
    moved(path, {LONG: {"dub_voice": "Ann Bell"}})
    scripting.dubbing.mark(drama.title_id, [cue.id], voice="Somebody")
    plan = scripting.plan(path, drama.title_id)
    assert [(line.kind, line.before, line.after) for line in plan.lines] == [
        (ReturnKind.CONFLICT, "open · Somebody", "open · Ann Bell")
    ]
    assert [item.code for item in scripting.import_script(path, drama.title_id).failed] == ["script.conflict"]
    assert lines(drama)[0][2] == "Somebody"
    scripting.import_script(path, drama.title_id, on_existing=OnExisting.REPLACE)
    assert lines(drama)[0][2] == "Ann Bell"


def test_a_line_whose_text_changed_after_it_was_recorded_is_to_be_spoken_again(drama: Drama, tmp_path: Path) -> None:
    from dataclasses import replace

    dubbing, cue = Scripting(drama.database).dubbing, drama.cues(1, "en")[0]
    dubbing.mark(drama.title_id, [cue.id], status=DubStatus.RECORDED, voice="Ann Bell")
    assert lines(drama)[0][1] is DubStatus.RECORDED
    put(drama, replace(drama.cues(1, "en")[0], text="I told you"))
    assert lines(drama)[0][1] is DubStatus.REDO
    path = written(drama, tmp_path / "redo.xlsx", statuses=(DubStatus.REDO,))
    book = load_workbook(path)
    assert book.sheetnames == ["Ann", "Sums"] and book["Ann"].max_row == 2
    moved(path, {"I told you": {"dub_status": "recorded"}})
    Scripting(drama.database).import_script(path, drama.title_id)
    assert lines(drama)[0][:3] == ("I told you", DubStatus.RECORDED, "Ann Bell")


def test_one_line_alone_goes_out_and_what_is_no_line_is_refused(drama: Drama, tmp_path: Path) -> None:
    scripting, cue = Scripting(drama.database), drama.cues(2, "en")[1]
    book = load_workbook(written(drama, tmp_path / "one.xlsx", cue_ids=(cue.id,)))
    assert [sheet.max_row for sheet in book.worksheets[:-1]] == [2]
    written(drama, tmp_path / "none.xlsx", speakers=("Zoe",))
    with pytest.raises(BadInput, match=r"dub\.no_such_line"):
        scripting.dubbing.mark(drama.title_id, [1], voice="x")
    with pytest.raises(BadInput, match=r"dub\.signs"):
        scripting.dubbing.script(drama.title_id, "en-x-signs")
    assert not (tmp_path / "none.xlsx").exists()


def test_a_status_that_is_no_word_for_one_is_said_and_left(drama: Drama, tmp_path: Path) -> None:
    path = written(drama, tmp_path / "dub.xlsx")
    moved(path, {LONG: {"dub_status": "perhaps", "dub_voice": "Ann Bell"}})
    report = Scripting(drama.database).import_script(path, drama.title_id)
    assert [(item.code, item.facts["words"]) for item in report.notices] == [("dub.unknown_status", ["perhaps"])]
    assert lines(drama)[0][1:3] == (DubStatus.OPEN, "Ann Bell")


def test_a_language_that_nobody_has_figures_for_is_written_without_times(drama: Drama) -> None:
    script = Scripting(drama.database).dubbing.script(drama.title_id, "zh-Hans")
    assert (script.unit, script.rows[0].text == script.rows[0].source) == ("syllables", True)
    assert Scripting(drama.database).dubbing.script(drama.title_id, "tlh").rows[0].needed_ms is None


def test_a_dub_script_in_the_source_language_comes_back_too(drama: Drama, tmp_path: Path) -> None:
    scripting = Scripting(drama.database)
    scripting.dubbing.export(drama.title_id, ("zh-Hans",), tmp_path / "zh.xlsx", wording=Words(""))
    book = load_workbook(tmp_path / "zh.xlsx")
    sheet = next(each for each in book.worksheets if each.max_row > 1)
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("dub_voice") + 1).value = "王"
    book.save(tmp_path / "zh.xlsx")
    assert [item.code for item in scripting.import_script(tmp_path / "zh.xlsx", drama.title_id).done] == ["script.dub_lines"]
    script = scripting.dubbing.script(drama.title_id, "zh-Hans")
    assert [row.voice for row in script.rows if row.voice] == ["王"]
