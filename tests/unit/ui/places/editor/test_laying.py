"""A script is laid over the speech in a dialog: shown first, written by one button, taken back by one step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.services.listening.regions import Listening
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.editor.lay_dialog import IN, LINE, TEXT, LayDialog
from tests.unit.ui.stage import Stage

SPOKEN = SpeechRegions(spans=(Span(start_ms=500, end_ms=1500), Span(start_ms=3000, end_ms=4000), Span(start_ms=6000, end_ms=7000)))


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "script.txt"
    path.write_text("你怎么来了啊\n我来看你一眼\n那你走吧好吗\n", "utf-8")
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_asked: str(path))
    monkeypatch.setattr(Listening, "find", lambda *_media, **_more: SPOKEN)
    return path


def test_lines_are_shown_where_they_are_said_and_written_in_one_step(make_stage: Callable[..., Stage], script: Path) -> None:
    stage = make_stage()
    rows = len(stage.sheet().rows)
    stage.workspace.perform(call(stage.desk.editing.delete, [row.cue.id for row in stage.sheet().rows], everywhere=True))
    stage.idle()
    stage.workspace.do("speech.lay")
    (dialog,) = stage.window.findChildren(LayDialog)
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    shown = [[dialog.table.item(row, column).text() for column in (LINE, IN, TEXT)] for row in range(dialog.table.rowCount())]
    assert shown == [["1", "00:00.500", "你怎么来了啊"], ["2", "00:03.000", "我来看你一眼"], ["3", "00:06.000", "那你走吧好吗"]]
    assert dialog.summary.text() == "3 cues of 3 lines." and rows == 5
    dialog.write.click()
    stage.idle()
    assert [row.cue.start_ms for row in stage.sheet().rows] == [500, 3000, 6000]
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.sheet().rows == ()


def test_what_a_person_timed_is_not_written_over(make_stage: Callable[..., Stage], script: Path) -> None:
    stage = make_stage()
    told: list[BaseException] = []
    stage.workspace.notify.problem = told.append  # type: ignore[method-assign]
    stage.workspace.do("speech.lay")
    stage.bot.waitUntil(lambda: bool(told))
    assert "translations hang on" in str(told[0]) or getattr(told[0], "code", "") == "drafting.source_stands"
