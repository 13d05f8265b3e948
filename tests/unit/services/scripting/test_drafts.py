"""Drafts line by line, by a vendor's file or sheet: in, judged by people, and back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft
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
