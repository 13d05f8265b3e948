"""Retiming with the mouse: pressed, moved and released on the visible timeline, read back from the catalog."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.kit.waveform_gestures import snap_targets
from tests.unit.ui.stage import Stage

NONE = Qt.KeyboardModifier.NoModifier


def drag(wave: Waveform, from_ms: int, to_ms: int, keys: Qt.KeyboardModifier = NONE, inset: int = 0) -> None:
    """Press at a time, move in steps, release at another."""
    wave.set_shots(())  # of those that are found meanwhile, an edge would snap to one
    wave.set_speech(())
    y = wave.height() // 2
    start, end = round(wave.scale.x_of(from_ms)) + inset, round(wave.scale.x_of(to_ms)) + inset
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(wave, button, keys, QPoint(start, y))
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(wave, QPoint(round(start + (end - start) * share), y))
    QTest.mouseRelease(wave, button, keys, QPoint(end, y))


def near(value: int, wanted: int, wave: Waveform) -> bool:
    """Whether a time is within one pixel and half a frame of another."""
    return abs(value - wanted) <= 1000 / wave.scale.px_per_second + wave.shown.grid.frame_ms / 2 + 1


def test_an_edge_dragged_with_the_mouse_retimes_the_cue_and_what_follows_it(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1).cue
    drag(wave, before.end_ms, before.end_ms + 300, inset=-2)
    stage.idle()
    after = stage.row(1)
    assert after.cue.start_ms == before.start_ms
    assert near(after.cue.end_ms, before.end_ms + 300, wave)
    for cues in after.followers.values():
        assert [(cue.end_ms, cue.pinned) for cue in cues] == [(after.cue.end_ms, False)]
    assert stage.open_desk.rows()[1].cue.end_ms == after.cue.end_ms


def test_a_start_edge_never_goes_before_zero_or_into_the_cue_before(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1).cue
    drag(wave, before.start_ms, before.start_ms - 1400, inset=1)
    stage.idle()
    assert stage.row(1).cue.start_ms == wave.shown.grid.after(stage.row(0).cue.end_ms)


def test_a_body_dragged_moves_both_ends(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1).cue
    middle = (before.start_ms + before.end_ms) // 2
    drag(wave, middle, middle + 250)
    stage.idle()
    after = stage.row(1).cue
    assert near(after.start_ms, before.start_ms + 250, wave)
    assert after.duration_ms == before.duration_ms


def test_with_alt_only_the_translation_moves_and_is_pinned(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1)
    drag(wave, before.cue.end_ms, before.cue.end_ms + 200, Qt.KeyboardModifier.AltModifier, inset=-2)
    stage.idle()
    assert stage.row(1).cue == before.cue
    assert stage.text(1, "en").pinned
    assert near(stage.text(1, "en").end_ms, before.cue.end_ms + 200, wave)
    stage.workspace.do("edit.pin")
    stage.idle()
    assert (stage.text(1, "en").pinned, stage.text(1, "en").end_ms) == (False, before.cue.end_ms)


def test_escape_lets_a_dragged_edge_go_unchanged(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1).cue
    y = wave.height() // 2
    x = round(wave.scale.x_of(before.end_ms)) - 2
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, NONE, QPoint(x, y))
    QTest.mouseMove(wave, QPoint(x + 30, y))
    QTest.keyClick(wave, Qt.Key.Key_Escape)
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, NONE, QPoint(x + 30, y))
    stage.idle()
    assert stage.row(1).cue == before


def test_a_click_on_empty_time_seeks_there(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, NONE, QPoint(round(wave.scale.x_of(1250)), wave.height() // 2))
    assert near(stage.workspace.playhead_ms, 1250, wave)


def test_keys_on_the_timeline_nudge_an_edge_by_a_frame(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    before = stage.row(1).cue
    wave.setFocus()
    QTest.keyClick(wave, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    stage.idle()
    assert stage.row(1).cue.end_ms == before.end_ms + 34


def test_the_wheel_zooms_round_the_mouse_and_scrolls(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    under = wave.scale.time_at(400)
    for _turn in range(5):
        wave.zoom(1.25, 400)
    assert abs(wave.scale.time_at(400) - under) <= 20
    assert wave.scale.last_left_px > 0
    wave.zoom(0.0001)
    assert wave.scale.last_left_px == 0


def test_a_pinned_translation_shows_and_drags_its_own_times(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    follower = stage.text(1, "en")
    stage.desk.editing.set_times(follower.id, follower.start_ms, follower.end_ms + 300)
    stage.open_desk.reread()
    stage.idle()
    wave = stage.view.timeline.wave
    drag(wave, follower.end_ms + 300, follower.end_ms + 400, inset=-2)
    stage.idle()
    assert near(stage.text(1, "en").end_ms, follower.end_ms + 400, wave)
    assert stage.row(1).cue.end_ms == follower.end_ms


def test_a_timeline_with_the_focus_is_edged_not_filled(stage: Stage) -> None:
    wave = stage.view.timeline.wave
    inner = wave.rect().adjusted(3, 3, -3, -3)
    bare = wave.grab().toImage().copy(inner)
    wave.setFocus()
    assert wave.hasFocus()
    assert wave.grab().toImage().copy(inner) == bare


def test_speech_is_a_strip_below_the_cues_and_edges_snap_to_it(stage: Stage) -> None:
    wave, opened = stage.view.timeline.wave, stage.open_desk
    media = stage.sheet().media
    assert media is not None
    wave.zoom_to(0, 9000)
    before = wave.grab().toImage()
    SpeechFinder.of(stage.workspace).found.emit(media.id, SpeechRegions(spans=(Span(start_ms=2000, end_ms=2700),)))
    assert opened.loaded is not None and opened.loaded.speech is not None
    after = wave.grab().toImage()
    y = wave.shown.body().bottom() + 3
    inside, outside = (QPoint(round(wave.scale.x_of(at_ms)), y) for at_ms in (2850 - 500, 2850))
    assert after.pixelColor(inside) != before.pixelColor(inside)
    assert after.pixelColor(outside) == before.pixelColor(outside)
    assert {2000, 2700} <= set(snap_targets(wave.shown, ()))
