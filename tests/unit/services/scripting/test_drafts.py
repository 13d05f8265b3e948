"""Drafts line by line, by a vendor's file or sheet: in, judged by people, and back."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.scripting.drafts import Drafts, DraftsFrom
from crossreel.services.scripting.drafts_back import DraftsBack
from tests.builders import SOURCE, Drama, journaled_rows, make_drama

NOBODY = DraftsFrom()


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of three cues, rendered in English."""
    made = make_drama(tmp_path / "catalog.crossreel", cues=3, languages=("en",))
    yield made
    made.database.close()


def file_of(drama: Drama, path: Path, *texts: str, by: str = "id", language: str = "th") -> Path:
    """Write drafts of the first episode, named by their ids or by their times."""
    lines = [
        {"text": text, "confidence": 0.9, "source": cue.text}
        | ({"id": str(cue.id)} if by == "id" else {"start_ms": cue.start_ms + 40, "end_ms": cue.end_ms})
        for cue, text in zip(drama.cues(1), texts, strict=True)
    ]
    root = {
        "format": "crossreel-drafts", "version": 1, "language": language, "source_language": SOURCE, "maker": "Fastsub",
        "job": "42", "episodes": [{"number": 1, "lines": lines}],
    }  # fmt: skip
    path.write_text(json.dumps(root, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("by", ["id", "time"])
def test_lines_come_in_with_their_origin_and_one_undo_takes_them_out(drama: Drama, tmp_path: Path, by: str) -> None:
    before = journaled_rows(drama.database)
    report = Drafts(drama.database).take(file_of(drama, tmp_path / "a.json", "ก", "ข", "ค", by=by), drama.title_id, said=NOBODY)
    assert [item.facts["count"] for item in report.done] == [3] and not report.failed
    assert [cue.text for cue in drama.cues(1, "th")] == ["ก", "ข", "ค"]
    cell = Cataloging(drama.database).matrix(drama.title_id).rows[0].cells["th"]
    assert (cell.state, cell.unseen) == (State.DRAFT, 3)
    with drama.database.read() as uow:
        (batch,) = uow.where(DraftBatch)
        assert (batch.maker, batch.job, batch.column, batch.is_vendor) == ("Fastsub", "42", "th", True)
        assert {each.confidence for each in uow.where(Draft)} == {900}
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_the_plan_says_line_by_line_what_comes_of_it(drama: Drama, tmp_path: Path) -> None:
    drafts = Drafts(drama.database)
    Editing(drama.database).set_text(drama.cues(1, "en")[1].id, "")
    found = drafts.plan(file_of(drama, tmp_path / "a.json", "A", "B", "C", language="en"), drama.title_id)
    assert [(line.kind, line.after) for line in found.lines] == [
        (ReturnKind.KEPT, "A"), (ReturnKind.FILL, "B"), (ReturnKind.KEPT, "C"),
    ]  # fmt: skip


def test_the_same_again_changes_nothing_that_a_person_touched(drama: Drama, tmp_path: Path) -> None:
    path = file_of(drama, tmp_path / "a.json", "ก", "ข", "ค")
    drafts = Drafts(drama.database)
    drafts.take(path, drama.title_id, said=NOBODY)
    Editing(drama.database).set_text(drama.cues(1, "th")[0].id, "ก แก้แล้ว")
    before = journaled_rows(drama.database)
    report = drafts.take(path, drama.title_id, said=NOBODY)
    assert journaled_rows(drama.database) == before and report.edit is None
    assert {item.code: item.facts["count"] for item in report.notices} == {"drafts.kept": 1, "drafts.same": 2}


def test_a_sheet_needs_a_name_of_its_maker_and_comes_in_by_its_ids(drama: Drama, tmp_path: Path) -> None:
    first = drama.cues(1)[0]
    path = tmp_path / "sheet.csv"
    path.write_text(f"cue_id,episode,{SOURCE} (source),th\n{first.id},1,{first.text},ก\n", "utf-8")
    drafts = Drafts(drama.database)
    with pytest.raises(BadInput, match=r"drafts\.no_maker"):
        drafts.take(path, drama.title_id, said=NOBODY)
    drafts.take(path, drama.title_id, said=DraftsFrom(maker="Machine 9", model="m2"))
    assert [cue.text for cue in drama.cues(1, "th")] == ["ก"]
    assert [(batch.maker, batch.model, count) for batch, count in DraftsBack(drama.database).batches(drama.title_id)] == [
        ("Machine 9", "m2", 1)
    ]


def test_a_line_that_was_judged_long_ago_and_is_changed_later_goes_back_again(drama: Drama, tmp_path: Path) -> None:
    Drafts(drama.database).take(file_of(drama, tmp_path / "a.json", "ก", "ข", "ค"), drama.title_id, said=NOBODY)
    first, second, third = drama.cues(1, "th")
    Editing(drama.database).accept([first.id, second.id, third.id])
    header = EditHeader(label="edit.accept_drafts", title_id=drama.title_id)
    with drama.database.edit(header) as edit, edit.part() as uow:  # as if they had been judged a week ago
        uow.put_all(replace(draft, judged_ms=draft.judged_ms - 7 * 86_400_000) for draft in uow.where(Draft))
    since_ms = time.time_ns() // 1_000_000
    Editing(drama.database).set_text(second.id, "ข แก้")
    Editing(drama.database).set_times(third.id, third.start_ms, third.end_ms + 40)
    back = DraftsBack(drama.database)
    assert [line.text for line in back.changes(drama.title_id, "th", since_ms=since_ms)] == ["ข แก้"]


def test_only_what_people_changed_goes_back(drama: Drama, tmp_path: Path) -> None:
    Drafts(drama.database).take(file_of(drama, tmp_path / "a.json", "ก", "ข", "ค"), drama.title_id, said=NOBODY)
    first, second, _third = drama.cues(1, "th")
    Editing(drama.database).accept([first.id])
    Editing(drama.database).set_text(second.id, "ข แก้")
    back = DraftsBack(drama.database)
    assert [(line.episode, line.drafted, line.text) for line in back.changes(drama.title_id, "th")] == [(1, "ข", "ข แก้")]
    assert back.changes(drama.title_id, "th", maker="Another") == []
    assert back.changes(drama.title_id, "th", since_ms=4_000_000_000_000) == []
    for format_id, name in (("json", "HEIR_th_changes.json"), ("srt", "HEIR_EP001_th_changes.srt"), ("csv", "HEIR_th_changes.csv")):
        report = back.write(drama.title_id, "th", tmp_path / "out", format_id=format_id)
        assert not report.failed and "ข แก้" in (tmp_path / "out" / name).read_text("utf-8-sig")
    assert "ก" not in (tmp_path / "out" / "HEIR_EP001_th_changes.srt").read_text("utf-8-sig").replace("แก้", "")


def changed(drama: Drama, path: Path, lines: list[dict[str, object]], **root: object) -> Path:
    """Write a file of drafts with other lines."""
    written = json.loads(file_of(drama, path, "", "", "").read_text("utf-8")) | root
    path.write_text(json.dumps(written | {"episodes": [{"number": 1, "lines": lines}]}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line"),
    [("\x00", {}), ("\ud800", {}), ("ok", {"id": "9" * 5000}), ("ok", {"source": "\x07"}), ("ok", {"texts": {"th": "\x1f"}})],
)
def test_characters_that_no_text_has_and_endless_numbers_are_named_by_their_place(
    drama: Drama, tmp_path: Path, text: str, line: dict[str, object]
) -> None:
    path = changed(drama, tmp_path / "a.json", [{"id": str(drama.cues(1)[0].id), "text": text} | line])
    with pytest.raises(BadInput, match=r"drafts\.bad_value") as raised:
        Drafts(drama.database).take(path, drama.title_id, said=NOBODY)
    assert str(raised.value.facts["where"]).startswith("episodes[0].lines[0].")


def test_line_breaks_of_any_system_are_those_of_the_catalog(drama: Drama, tmp_path: Path) -> None:
    path = changed(drama, tmp_path / "a.json", [{"id": str(drama.cues(1)[0].id), "text": "ก\r\nข\rค"}])
    Drafts(drama.database).take(path, drama.title_id, said=NOBODY)
    assert drama.cues(1, "th")[0].text == "ก\nข\nค"


def test_an_id_that_two_lines_have_is_not_gone_by(drama: Drama, tmp_path: Path) -> None:
    first, second, _third = drama.cues(1)
    lines: list[dict[str, object]] = [
        {"id": str(first.id), "text": text, "start_ms": cue.start_ms, "end_ms": cue.end_ms}
        for text, cue in (("ก", first), ("ข", second))
    ]
    report = Drafts(drama.database).take(changed(drama, tmp_path / "a.json", lines), drama.title_id, said=NOBODY)
    assert [cue.text for cue in drama.cues(1, "th")] == ["ก", "ข"]
    assert "script.id_twice" in {item.code for item in report.notices}


def test_drafts_of_another_title_are_not_laid_over_this_one_by_their_order(drama: Drama, tmp_path: Path) -> None:
    other = make_drama(tmp_path / "x", code="OTHER", cues=3, database=drama.database)
    lines: list[dict[str, object]] = [{"id": str(cue.id), "text": "ก"} for cue in other.cues(1)]
    path = changed(drama, tmp_path / "a.json", lines, title="OTHER")
    with pytest.raises(BadInput, match=r"drafts\.other_title"):
        Drafts(drama.database).take(path, drama.title_id, said=NOBODY)
    assert Drafts(drama.database).take(path, other.title_id, said=NOBODY).done


def test_lines_for_the_hard_of_hearing_come_in_as_such_and_go_back_in_a_file_that_comes_in_again(
    drama: Drama, tmp_path: Path
) -> None:
    drafts, sdh = Drafts(drama.database), "en-x-sdh"
    drafts.take(file_of(drama, tmp_path / "a.json", "[door] A", "B", "C", language=sdh), drama.title_id, said=NOBODY)
    assert [cue.text for cue in drama.cues(1, sdh)] == ["[door] A", "B", "C"]
    assert [cue.text for cue in drama.cues(1, "en")] == ["en 1.0", "en 1.1", "en 1.2"]
    Editing(drama.database).set_text(drama.cues(1, sdh)[0].id, "[knocking] A")
    DraftsBack(drama.database).write(drama.title_id, sdh, tmp_path, maker="Fastsub")
    report = drafts.take(tmp_path / f"HEIR_{sdh}_changes.json", drama.title_id, said=NOBODY)
    assert {item.code for item in report.notices} == {"drafts.kept"}


def test_the_episodes_of_a_file_share_a_batch(drama: Drama, tmp_path: Path) -> None:
    path = changed(drama, tmp_path / "a.json", [])
    root = json.loads(path.read_text("utf-8"))
    root["episodes"] = [
        {"number": number, "lines": [{"id": str(cue.id), "text": "ก"} for cue in drama.cues(number)]} for number in (1, 2)
    ]
    path.write_text(json.dumps(root), "utf-8")
    report = Drafts(drama.database).take(path, drama.title_id, said=NOBODY)
    assert not report.failed and [item.facts["episode"] for item in report.done] == [1, 2]
    assert [(batch.column, count) for batch, count in DraftsBack(drama.database).batches(drama.title_id)] == [("th", 6)]
