"""What stands beside drafted lines: the lines around them, who made them, in statements that do not grow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.burned_text import ReadingCrop
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.reviewing.queue import Reviewing
from crossreel.storage.database import Database
from tests.builders import Drama
from tests.growth.counting import counted
from tests.unit.language.test_pairing import LINES
from tests.unit.services.reviewing.test_queue import WRONG, finished

__all__ = ["finished"]


@pytest.fixture
def drama(finished: Drama, tmp_path: Path) -> Iterator[Drama]:
    """A copy to work on."""
    database = Database.open(Path(shutil.copy(finished.database.path, tmp_path)), author="Ana")
    yield replace(finished, database=database)
    database.close()


def test_the_lines_around_stand_with_their_sources(drama: Drama) -> None:
    cues = drama.cues(1, "en")
    beside = Reviewing(drama.database).beside([cues[3].id, cues[0].id])
    fourth = beside[cues[3].id]
    assert [(each.source, each.text) for each in fourth.before] == list(LINES[1:3])
    assert [(each.source, each.text) for each in fourth.after] == list(LINES[4:6])
    assert fourth.batch is not None and (fourth.batch.maker, fourth.drafted) == ("Machine", WRONG[3])
    assert beside[cues[0].id].before == () and len(beside[cues[0].id].after) == 2


def test_a_line_shows_the_crop_that_its_source_was_read_from(drama: Drama) -> None:
    cue = drama.cues(1, "en")[0]
    with drama.database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        assert cue.anchor_id is not None
        crop = ReadingCrop(id=uow.new_id(), cue_id=cue.anchor_id, media_type="image/png", width=2, height=1, data=b"crop")
        uow.put(crop)
    assert Reviewing(drama.database).beside([cue.id])[cue.id].crop == crop


def test_a_line_is_heard_where_it_or_its_source_was_written_down_from_what_is_said(drama: Drama) -> None:
    cue, other = drama.cues(1, "en")[:2]
    with drama.database.edit(EditHeader(label="edit.draft", title_id=drama.title_id)) as edit, edit.part() as uow:
        assert cue.anchor_id is not None
        batch = DraftBatch(id=uow.new_id(), title_id=drama.title_id, stage=Stage.HEARING, maker="ears", column="zh-Hans")
        uow.put_all((batch, Draft(id=uow.new_id(), cue_id=cue.anchor_id, batch_id=batch.id, text="x")))
    found = Reviewing(drama.database).beside([cue.id, other.id, cue.anchor_id])
    assert [found[id].is_heard for id in (cue.id, other.id, cue.anchor_id)] == [True, False, True]
    assert found[cue.id].batch is not None and found[cue.id].batch.stage is Stage.TRANSLATING


def test_many_lines_take_no_more_statements_than_two(drama: Drama) -> None:
    cues, reviewing = drama.cues(1, "en"), Reviewing(drama.database)
    with counted(drama.database) as two:
        reviewing.beside([cue.id for cue in cues[:2]])
    with counted(drama.database) as many:
        reviewing.beside([cue.id for cue in cues])
    assert many.count == two.count


def test_titles_tell_how_many_lines_wait(drama: Drama) -> None:
    ((title, count),) = Reviewing(drama.database).titles()
    assert (title.id, count) == (drama.title_id, len(LINES))
