"""New times are shown before they are written: a tick for each, one edit, one step back; shots are set at the playhead."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.services.listening.regions import Listening
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.places.editor.retime_dialog import RetimeDialog
from crossreel.ui.places.editor.retime_rows import CUE, IN, OUT, TEXT
from tests.unit.media.scenes import make_cuts
from tests.unit.ui.stage import Stage


def sheet_of(stage: Stage, action: str) -> RetimeDialog:
    """The dialog of an action, with its plan."""
    stage.workspace.do(action)
    (dialog,) = stage.window.findChildren(RetimeDialog)
    stage.idle()
    return dialog


def lines(dialog: RetimeDialog, *columns: int) -> list[tuple[str, ...]]:
    """The words of its rows."""
    model = dialog.table.model()
    return [
        tuple(model.index(row, column).data().strip("\u2066\u2067\u2069") for column in columns) for row in range(model.rowCount())
    ]


def ticks(dialog: RetimeDialog) -> list[bool]:
    model = dialog.table.model()
    return [model.index(row, CUE).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked for row in range(model.rowCount())]


def times(stage: Stage) -> list[tuple[int, int]]:
    return [(row.cue.start_ms, row.cue.end_ms) for row in stage.sheet().rows]


def test_chained_cues_are_shown_ticked_off_and_written_as_one_edit(stage: Stage) -> None:
    before = times(stage)
    assert before[:3] == [(0, 1000), (1500, 2500), (3000, 4000)]
    dialog = sheet_of(stage, "edit.chain")
    assert lines(dialog, IN, OUT)[:2] == [
        ("00:00.000", "00:01.000 → 00:01.434  (+13)"),
        ("00:01.500", "00:02.500 → 00:02.934  (+13)"),
    ]
    assert times(stage) == before
    assert QApplication.focusWidget() is dialog.table
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    assert ticks(dialog)[:3] == [True, False, True]
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    stage.idle()
    assert times(stage)[:3] == [(0, 1434), (1500, 2500), (3000, before[2][1] + 434)]
    assert not stage.window.findChildren(RetimeDialog) or not dialog.isVisible()
    stage.workspace.do("history.undo")
    stage.idle()
    assert times(stage) == before


def test_a_tick_given_back_brings_the_line_back(stage: Stage) -> None:
    dialog = sheet_of(stage, "edit.chain")
    count = len(ticks(dialog))
    QTest.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    stage.idle()
    stage.bot.waitUntil(lambda: "should be" in dialog.summary.text())
    assert ticks(dialog) == [False] * count
    assert not dialog.write.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    assert ticks(dialog) == [True] * count
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    stage.idle()
    assert times(stage)[0] == (0, 1000)


def test_the_whole_title_is_one_edit(stage: Stage) -> None:
    dialog = sheet_of(stage, "edit.chain")
    episode = lines(dialog, CUE, TEXT)
    dialog.scope.setCurrentIndex(2)
    stage.idle()
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    title = lines(dialog, CUE, TEXT)
    assert title[: len(episode)] == episode and len(title) > len(episode)
    dialog.write.click()
    stage.idle()
    history = stage.desk.history.lines(stage.drama.title_id)
    assert (history[0].label, history[0].facts["count"]) == ("edit.chain", len(title))


def test_what_somebody_else_changed_meanwhile_is_not_written_over(stage: Stage) -> None:
    dialog = sheet_of(stage, "edit.chain")
    first = stage.sheet().rows[0].cue
    stage.desk.editing.set_times(first.id, 0, 1200)
    dialog.write.click()
    stage.idle()
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    assert times(stage)[:2] == [(0, 1200), (1500, 2500)]
    assert lines(dialog, OUT)[0] == ("00:01.200 → 00:01.434  (+7)",)


@pytest.fixture(scope="module")
def cuts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video whose shots begin at 1.1 and 2.9 seconds."""
    return make_cuts(tmp_path_factory.mktemp("cuts") / "cuts.mp4", (33, 54, 60))


def test_shots_are_found_while_nobody_waits_and_cues_snap_to_them(make_stage: Callable[..., Stage], cuts: Path) -> None:
    stage = make_stage(video=cuts)
    opened = stage.open_desk
    stage.bot.waitUntil(lambda: opened.loaded is not None and opened.loaded.shots.is_sought)
    assert opened.loaded is not None and opened.loaded.shots.times_ms == (1100, 2900)
    dialog = sheet_of(stage, "edit.snap")
    assert lines(dialog, IN, OUT) == [
        ("00:00.000", "00:01.000 → 00:01.034  (+1)"),
        ("00:01.500", "00:02.500 → 00:02.834  (+10)"),
        ("00:03.000 → 00:02.900  (−3)", "00:04.000"),
    ]
    dialog.write.click()
    stage.idle()
    assert times(stage)[:3] == [(0, 1034), (1500, 2834), (2900, 4000)]


def test_shots_are_set_moved_and_removed_at_the_playhead(make_stage: Callable[..., Stage], cuts: Path) -> None:
    stage = make_stage(video=cuts)
    opened = stage.open_desk
    stage.bot.waitUntil(lambda: opened.loaded is not None and opened.loaded.shots.is_sought)

    def shots() -> tuple[int, ...]:
        stage.idle()
        assert opened.loaded is not None
        return opened.loaded.shots.times_ms

    moved: list[tuple[int, ...]] = []
    opened.shots_moved.connect(lambda: moved.append(opened.loaded.shots.times_ms if opened.loaded else ()))
    opened.player.seek(2010)
    stage.workspace.do("shots.add")
    assert shots() == (1100, 2000, 2900)
    opened.player.seek(2200)
    stage.workspace.do("shots.move")
    assert shots() == (1100, 2200, 2900)
    opened.player.seek(0)
    stage.workspace.do("shots.next")
    stage.bot.waitUntil(lambda: opened.player.position_ms() == 1100)
    stage.workspace.do("shots.remove")
    assert shots() == (2200, 2900)
    stage.workspace.do("history.undo")
    assert shots() == (1100, 2200, 2900)
    assert moved == [(1100, 2000, 2900), (1100, 2200, 2900), (2200, 2900), (1100, 2200, 2900)]
    stage.workspace.do("shots.reset")
    assert shots() == (1100, 2900)


def test_nothing_is_called_well_before_the_shots_are_found_and_they_are_found_from_here(
    make_stage: Callable[..., Stage], cuts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ShotFinder, "look_for", lambda *_what: None)
    stage = make_stage(video=cuts)
    dialog = sheet_of(stage, "edit.snap")
    assert dialog.summary.text() == "The shot changes of episode 1 are not found yet."
    assert dialog.look.isVisible() and not dialog.write.isEnabled()
    dialog.look.click()
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    assert lines(dialog, IN, OUT)[0] == ("00:00.000", "00:01.000 → 00:01.034  (+1)")
    assert not dialog.look.isVisible()


def test_cues_are_snapped_to_speech_once_that_is_found(make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[SpeechRegions] = []
    speech = SpeechRegions(spans=(Span(start_ms=200, end_ms=1300), Span(start_ms=1600, end_ms=2400)))
    monkeypatch.setattr(SpeechFinder, "look_for", lambda *_what: None)
    monkeypatch.setattr(Listening, "found", lambda *_media: next(iter(found), None))
    monkeypatch.setattr(Listening, "find", lambda *_media, **_more: found.append(speech) or speech)
    stage = make_stage()
    dialog = sheet_of(stage, "edit.snap_to_speech")
    assert dialog.summary.text() == "The speech of episode 1 is not found yet." and not dialog.write.isEnabled()
    dialog.look.click()
    stage.bot.waitUntil(lambda: dialog.write.isEnabled())
    assert lines(dialog, IN, OUT)[:2] == [
        ("00:00.000 → 00:00.200  (+6)", "00:01.000 → 00:01.300  (+9)"),
        ("00:01.500 → 00:01.600  (+3)", "00:02.500"),
    ]
    dialog.write.click()
    stage.idle()
    assert times(stage)[:2] == [(200, 1300), (1600, 2500)]


def test_words_run_as_their_language_does(stage: Stage) -> None:
    dialog = sheet_of(stage, "edit.chain")
    (first, *_rest) = stage.sheet().rows
    index = dialog.table.model().index(0, TEXT)
    assert index.data() == f"\u2066{first.cue.text}\u2069"
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) == side.value
