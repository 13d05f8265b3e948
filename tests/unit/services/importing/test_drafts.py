"""Drafts that come in as files: marked, counted, and never over the words of a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.importing import correction
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting
from crossreel.domain.report import Report
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.importing.plans import Importing
from crossreel.services.jobs import JobContext
from tests.builders import Drama, journaled_rows, make_drama

TIMES = ("00,000 --> 00:00:01,000", "01,500 --> 00:00:02,500", "03,000 --> 00:00:04,000", "04,500 --> 00:00:05,500")
SRT = "\n\n".join(f"{at}\n00:00:{times}\n{{}}" for at, times in enumerate(TIMES, start=1))


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """One episode of four cues, each rendered in English and Arabic."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=1)
    yield made
    made.database.close()


def plan(drama: Drama, tmp_path: Path, name: str, *lines: str) -> ImportPlan:
    """The plan of one file that a vendor sent."""
    folder = tmp_path / name.partition(".")[0]
    folder.mkdir(parents=True)
    (folder / name).write_text(SRT.format(*lines), "utf-8")
    return correction.set_drafts(Importing(drama.database).scan([folder], title_id=drama.title_id), "Fastsub")


def take(drama: Drama, wanted: ImportPlan) -> Report:
    """Carry it out."""
    return Importing(drama.database).apply(wanted, JobContext())


def drafts(drama: Drama) -> list[tuple[str, str]]:
    """What stands as drafted, and by whom."""
    with drama.database.read() as uow:
        makers = {batch.id: batch.maker for batch in uow.where(DraftBatch)}
        return [(each.text, makers[each.batch_id]) for each in uow.where(Draft)]


def test_a_new_language_comes_in_as_a_draft(drama: Drama, tmp_path: Path) -> None:
    wanted = plan(drama, tmp_path, "HEIR_EP01_th.srt", "ก", "ข", "ค", "ง")
    report = take(drama, wanted)
    assert not report.failed
    cell = Cataloging(drama.database).matrix(drama.title_id).rows[0].cells["th"]
    assert (cell.state, cell.unseen) == (State.DRAFT, 4)
    assert drafts(drama) == [(text, "Fastsub") for text in "กขคง"]
    assert {cue.origin for cue in drama.cues(1, "th")} == {Origin.VENDOR}


def test_beside_words_of_people_a_draft_fills_what_is_empty(drama: Drama, tmp_path: Path) -> None:
    english = drama.cues(1, "en")
    Editing(drama.database).delete([english[2].id])
    wanted = plan(drama, tmp_path, "HEIR_EP01_en.srt", "A", "B", "C", "D")
    assert [(item.status, item.reason and item.reason.code) for item in wanted.items] == [(ItemStatus.REPLACE, "import.fills")]
    report = take(drama, wanted)
    assert [cue.text for cue in drama.cues(1, "en")] == [english[0].text, english[1].text, "C", english[3].text]
    assert drafts(drama) == [("C", "Fastsub")]
    assert [(item.code, item.facts) for item in report.notices if "draft" in item.code] == [("import.draft_kept", {"count": 3})]


def test_a_second_draft_replaces_what_nobody_saw_and_nothing_else(drama: Drama, tmp_path: Path) -> None:
    take(drama, plan(drama, tmp_path, "HEIR_EP01_th.srt", "ก", "ข", "ค", "ง"))
    Editing(drama.database).set_text(drama.cues(1, "th")[1].id, "ข ที่แก้")
    (tmp_path / "second").mkdir()
    again = plan(drama, tmp_path / "second", "HEIR_EP01_th.srt", "ก1", "ข1", "ค", "ง1")
    take(drama, again)
    assert [cue.text for cue in drama.cues(1, "th")] == ["ก1", "ข ที่แก้", "ค", "ง1"]
    before = journaled_rows(drama.database)
    take(drama, correction.set_on_existing(again, OnExisting.REPLACE))
    assert journaled_rows(drama.database) == before


def test_finished_work_over_drafts_is_what_a_person_made_of_them(drama: Drama, tmp_path: Path) -> None:
    take(drama, plan(drama, tmp_path, "HEIR_EP01_th.srt", "ก", "ข", "ค", "ง"))
    finished = plan(drama, tmp_path / "f", "HEIR_EP01_th.srt", "ก", "ข", "ค", "จ")
    take(drama, correction.set_on_existing(correction.set_drafts(finished, ""), OnExisting.REPLACE))
    with drama.database.read() as uow:
        assert [each.verdict for each in uow.where(Draft)] == [Verdict.ACCEPTED] * 3 + [Verdict.MENDED]
