"""A script without times over the speech of an episode: text or sheet, a plan first, one edit, refused with a reason."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, CrossreelError, NotFound, Refused
from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.files.presets import guide_of, shipped_guides
from crossreel.services.history.undoing import History
from crossreel.services.listening.laying import Laying
from tests.builders import Drama, make_drama
from tests.unit.media.voices import spoken, write_sound

SPOKEN = SpeechRegions(spans=tuple(Span(start_ms=a, end_ms=b) for a, b in ((1000, 2000), (3000, 4400), (6000, 8400), (8600, 9500))))
LINES = ("你怎么来了", "我不能来吗我的家", "爸爸把公司留给了我你们谁也别想拿走", "走吧快走")


class Place:
    """A Chinese title of two episodes; the first has a video and no cue, the second cues and no video."""

    def __init__(self, folder: Path) -> None:
        self.drama: Drama = make_drama(folder / "catalog.crossreel", episodes=2, cues=3, languages=())
        path = write_sound(folder / "EP01.mp4", spoken(10_000, ()))
        Cataloging(self.drama.database).set_media(self.drama.episode_ids[0], path, probe(path).info)
        with self.drama.database.edit(EditHeader(label="edit.test", title_id=None)) as edit, edit.part() as uow:
            uow.remove_all(uow.where(Cue, track_id=self.drama.track_ids[1, "zh-Hans"]))
            uow.put_all([Character(id=uow.new_id(), title_id=self.drama.title_id, name="顾川", names={"en": "Gu"})])
        self.speech = SPOKEN
        self.laying = Laying(
            self.drama.database, speech=lambda _media, _job: self.speech, guide=partial(guide_of, shipped_guides())
        )

    def refused(self, number: int, path: Path, code: str, kind: type[CrossreelError] = BadInput) -> None:
        with pytest.raises(kind, check=lambda error: error.code == code):
            self.laying.plan(self.drama.episode_ids[number - 1], path)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.drama.database.close()


def text(folder: Path, words: str) -> Path:
    path = folder / "EP01 script.txt"
    path.write_text(words, "utf-8")
    return path


def test_a_text_is_laid_shown_and_written_as_one_edit(place: Place, tmp_path: Path) -> None:
    path = text(tmp_path, f"顾川：{LINES[0]}\n\n{LINES[1]}\n  {LINES[2]}\n顾川: {LINES[3]}\n")
    plan = place.laying.plan(place.drama.episode_ids[0], path)
    assert place.drama.cues(1) == [] and (plan.lines, plan.episode, plan.language) == (4, 1, "zh-Hans")
    assert [each.text.replace("\n", "") for each in plan.cues if each.line != 3] == [LINES[0], LINES[1], LINES[3]]
    assert "".join(each.text.replace("\n", "") for each in plan.cues if each.line == 3) == LINES[2]
    firsts = {line: min(each.start_ms for each in plan.cues if each.line == line) for line in (1, 2, 3, 4)}
    assert firsts == {1: 1000, 2: 3000, 3: 6000, 4: 8600}
    edit = place.laying.apply(plan)
    cues = place.drama.cues(1)
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues] == [(each.start_ms, each.end_ms, each.text) for each in plan.cues]
    assert all(cue.origin is Origin.IMPORTED for cue in cues) and edit.header.facts["name"] == path.name
    History(place.drama.database).undo(place.drama.title_id)
    assert place.drama.cues(1) == []


def test_of_a_sheet_the_column_and_episode_are_taken(place: Place, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Episode", "English", "中文"), (1, "Why are you here?", LINES[0]), (2, "Stay", "别走"), (1, "My home", LINES[1])):
        sheet.append(row)
    path = tmp_path / "script.xlsx"
    book.save(path)
    plan = place.laying.plan(place.drama.episode_ids[0], path)
    assert plan.lines == 2 and "".join(each.text.replace("\n", "") for each in plan.cues) == LINES[0] + LINES[1]


def test_what_cannot_be_laid_is_refused_with_the_reason(place: Place, tmp_path: Path) -> None:
    script = text(tmp_path, "\n".join(LINES))
    place.refused(2, script, "drafting.source_stands", Refused)
    place.refused(1, text(tmp_path, "\n \n"), "laying.no_lines")
    place.refused(1, tmp_path / "none.txt", "format.cannot_open")
    place.speech = SpeechRegions()
    place.refused(1, text(tmp_path, "走"), "laying.no_speech")
    with pytest.raises(NotFound):
        place.laying.plan(1, script)
