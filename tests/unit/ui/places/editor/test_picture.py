"""The picture shows the frame it should, the caption over it, and says why where there is none."""

import threading
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytest import MonkeyPatch

from crossreel.domain.picture.player import PlayerState
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.media.probe import probe
from crossreel.ui.kit.labels import Figures
from crossreel.ui.places.screening.reel import Reel
from tests.hands.patience import until
from tests.unit.media.movies import number_in
from tests.unit.ui.stage import Stage


def rows_of(image: QImage) -> np.ndarray:
    """Return the colours of an image as an array."""
    shown = image.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(shown.constBits(), dtype=np.uint8).reshape(shown.height(), shown.bytesPerLine())
    return data[:, : shown.width() * 3].reshape(shown.height(), shown.width(), 3).copy()


def shown_frame(stage: Stage) -> int:
    """Read the frame's number off the painted window."""
    picture = stage.view.column.picture
    picture.set_zone(None)
    grabbed = picture.grab(picture.picture_rect().toRect()).toImage()
    return number_in(rows_of(grabbed))


def test_the_picture_shows_the_frame_of_the_cue_and_steps_exactly(stage: Stage) -> None:
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    stage.workspace.do("play.frame_forward")
    stage.bot.waitUntil(lambda: shown_frame(stage) == 46)
    stage.workspace.do("play.frame_back")
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    stage.select(2)
    stage.bot.waitUntil(lambda: shown_frame(stage) == 90)


def test_a_key_right_after_steps_acts_where_they_lead_before_the_frames_are_listed(stage: Stage, monkeypatch: MonkeyPatch) -> None:
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    previewing, listed = stage.workspace.desk.previewing, threading.Event()
    step_ms = previewing.step_ms
    monkeypatch.setattr(previewing, "step_ms", lambda *asked: step_ms(*asked) if listed.is_set() else None)
    monkeypatch.setattr(previewing, "prepare", lambda _media: listed.wait(30))
    for _step in range(3):
        stage.workspace.do("play.frame_forward")
    stage.workspace.do("edit.set_in")
    listed.set()
    stage.idle()
    assert stage.row(1).cue.start_ms == 1600
    assert stage.open_desk.player.position_ms() == 1600


def test_steps_stand_on_the_exact_frame_once_the_frames_are_listed(stage: Stage, monkeypatch: MonkeyPatch) -> None:
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    previewing, listed = stage.workspace.desk.previewing, threading.Event()
    exact = {(1500, 2): 1577}  # as of a video whose frames are of many lengths
    monkeypatch.setattr(previewing, "step_ms", lambda _media, *asked: exact[asked] if listed.is_set() else None)
    monkeypatch.setattr(previewing, "prepare", lambda _media: listed.wait(30))
    for _step in range(2):
        stage.workspace.do("play.frame_forward")
    listed.set()
    stage.idle()
    assert stage.open_desk.player.position_ms() == 1577


def test_a_cue_plays_and_stops_at_its_end(stage: Stage) -> None:
    player = stage.open_desk.player
    stage.bot.waitUntil(lambda: player.frame() is not None)
    stage.workspace.do("play.cue")
    stage.bot.waitUntil(lambda: player.is_playing)
    stage.bot.waitUntil(lambda: not player.is_playing)
    stage.bot.waitUntil(lambda: shown_frame(stage) == frame_at(stage.row(1).cue.end_ms - 1, Fraction(30)))


def test_a_cue_stops_on_its_last_frame_however_late_the_window_is(stage: Stage) -> None:
    player, row = stage.open_desk.player, stage.row(1)
    stage.bot.waitUntil(lambda: player.frame() is not None)
    stage.workspace.do("play.cue")
    stage.bot.waitUntil(lambda: player.is_playing)
    stage.bot.waitUntil(lambda: player.position_ms() > row.cue.end_ms - 200)
    shows = player._player
    assert shows is not None
    until(lambda: shows.state() is not PlayerState.PLAYING, "its end, while nothing is delivered to the window")
    last = frame_at(row.cue.end_ms - 1, Fraction(30))
    assert player.position_ms() == frame_start_ms(last, Fraction(30)), "nothing ran on meanwhile"
    assert shown_frame(stage) <= last
    stage.bot.waitUntil(lambda: not player.is_playing)
    assert (player.position_ms(), shown_frame(stage)) == (frame_start_ms(last, Fraction(30)), last)


def played(stage: Stage, action: str) -> tuple[int, int]:
    """Run what plays a stretch and return the first time it came to and the one it rests at."""
    player, times = stage.open_desk.player, []
    stage.bot.waitUntil(lambda: player.frame() is not None)
    player.moved.connect(times.append)
    stage.workspace.do(action)
    stage.bot.waitUntil(lambda: player.is_playing)
    stage.bot.waitUntil(lambda: not player.is_playing)
    player.moved.disconnect(times.append)
    assert frame_at(max(times), Fraction(30)) == frame_at(times[-1], Fraction(30)), "nothing after the end was shown"
    return min(times), times[-1]


def test_a_cue_is_played_from_before_to_its_end_and_the_gap_after_it(stage: Stage) -> None:
    player = stage.open_desk.player
    assert played(stage, "play.before") == (1000, 2467)
    assert played(stage, "play.gap") == (2500, 2967)
    player.seek(2000)
    first, last = played(stage, "play.to_end")
    assert (first >= 2000, last) == (True, 2467)
    player.seek(400)
    assert played(stage, "play.to_end") == (1500, 2467)
    stage.workspace.perform(lambda: stage.desk.editing.set_times(stage.row(1).cue.id, 1500, 3000))
    stage.idle()
    stage.workspace.do("play.gap")
    assert not player.is_playing_part


def test_a_cue_is_played_again_and_again_with_the_times_it_has_now(stage: Stage) -> None:
    player, times = stage.open_desk.player, []
    stage.bot.waitUntil(lambda: player.frame() is not None)
    player.set_rate(2.0)
    stage.workspace.do("play.loop")
    stage.bot.waitUntil(lambda: player.is_looping)
    player.moved.connect(times.append)
    stage.bot.waitUntil(lambda: sum(late < early for early, late in pairwise(times)) >= 2)
    assert 1500 <= min(times) <= max(times) < 2500
    stage.workspace.perform(lambda: stage.desk.editing.set_times(stage.row(1).cue.id, 2000, 2300))
    stage.idle()
    times.clear()
    stage.bot.waitUntil(lambda: sum(late < early for early, late in pairwise(times)) >= 2)
    turned = next(at for at, (early, late) in enumerate(pairwise(times), start=1) if late < early)
    assert 2000 <= min(times[turned:]) <= max(times[turned:]) < 2300
    stage.select(3)
    stage.bot.waitUntil(lambda: 4500 <= player.position_ms() < 5500)
    assert player.is_looping
    stage.workspace.do("play.loop")
    stage.bot.waitUntil(lambda: not player.is_playing)


def test_a_cue_of_another_episode_that_is_gone_to_from_another_place_shows_its_frame(stage: Stage) -> None:
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    stage.select(3)
    stage.bot.waitUntil(lambda: shown_frame(stage) == 135)
    stage.workspace.show_place("title")
    stage.bot.waitUntil(lambda: stage.open_desk.player.frame() is None)
    for number, at in ((2, 2), (3, 1), (1, 4)):
        row = stage.row(at, number)
        stage.workspace.show_place("title")
        stage.workspace.open_episode(stage.drama.episode_ids[number - 1], "en", row.cue.id)
        stage.workspace.show_place("editor")
        stage.bot.waitUntil(lambda at=at: shown_frame(stage) == at * 45)


def test_a_place_that_is_left_holds_no_video_and_shows_the_same_frame_again(stage: Stage) -> None:
    player = stage.open_desk.player
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    stage.workspace.do("play.frame_forward")
    stage.bot.waitUntil(lambda: shown_frame(stage) == 46)
    at_ms = player.position_ms()
    stage.workspace.do("play.toggle")
    stage.bot.waitUntil(lambda: player.is_playing)
    player.pause()
    player.seek(at_ms)
    stage.workspace.show_place("title")
    stage.bot.waitUntil(lambda: player.frame() is None)
    assert player.position_ms() == at_ms
    player.seek(3000)
    stage.workspace.show_place("editor")
    stage.bot.waitUntil(lambda: shown_frame(stage) == 90)
    assert player.can_play
    player.play()
    stage.bot.waitUntil(lambda: player.is_playing)


def test_screening_turns_quickly_from_episode_to_episode_and_is_left_while_it_loads(stage: Stage) -> None:
    stage.workspace.show_place("screening")
    reel = stage.window.findChild(Reel)
    assert reel is not None
    stage.bot.waitUntil(lambda: reel.index == 0 and reel.player.frame() is not None)
    assert stage.open_desk.player.frame() is None, "the editor holds no video meanwhile"
    for index in (1, 2, 0, 2, 1, 0, 1):
        reel.turn(index, play=True)
    stage.bot.waitUntil(lambda: reel.player.is_playing and reel.index == 1)
    reel.turn(2, play=True)
    stage.workspace.show_place("editor")
    stage.bot.waitUntil(lambda: shown_frame(stage) == 45)
    assert reel.player.frame() is None
    stage.workspace.show_place("screening")
    stage.bot.waitUntil(lambda: reel.player.frame() is not None)


def shape(stage: Stage) -> float:
    """Return the width of the picture for each pixel of its height."""
    box = stage.view.column.picture.picture_rect()
    return box.width() / box.height()


def test_the_picture_keeps_its_shape_at_every_size(stage: Stage) -> None:
    for size in ((1280, 720), (1600, 1000), (960, 600)):
        stage.window.resize(*size)
        stage.bot.waitUntil(lambda: shape(stage) == pytest.approx(180 / 320, abs=0.01))


def test_the_zone_is_switched(stage: Stage) -> None:
    assert stage.view.column.picture._zone is not None
    stage.workspace.do("play.zone")
    assert stage.view.column.picture._zone is None
    stage.workspace.do("play.zone")
    assert stage.view.column.picture._zone is not None


def test_without_its_video_the_editor_edits_and_says_how_to_find_it(
    make_stage: Callable[..., Stage], movie: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "gone.mp4"
    moved.write_bytes(movie.read_bytes())
    stage = make_stage(video=moved)
    stage.workspace.open_episode(stage.drama.episode_ids[1])
    stage.idle()
    moved.rename(tmp_path / "elsewhere.mp4")
    stage.open_desk._kept.clear()
    stage.workspace.open_episode(stage.drama.episode_ids[0])
    stage.bot.waitUntil(lambda: stage.view.column._offline.isVisible())
    assert "gone.mp4" in stage.view.column._why.text()
    assert not stage.window.commands.offered("play.toggle")
    stage.open_desk.player.seek(1700)
    stage.select(1)
    stage.open_desk.player.seek(1700)
    stage.workspace.do("edit.set_in")
    stage.idle()
    assert stage.row(1).cue.start_ms == 1700


def test_an_end_that_an_older_catalog_does_not_know_of_is_reached(stage: Stage, movie: Path) -> None:
    info = replace(probe(movie).info, duration_ms=8000)
    stage.workspace.perform(lambda: stage.desk.cataloging.set_media(stage.drama.episode_ids[0], movie, info))
    stage.idle()
    stage.bot.waitUntil(lambda: stage.open_desk.player.media is not None and stage.open_desk.player.media.duration_ms == 8000)
    stage.bot.waitUntil(lambda: stage.open_desk.player.frame() is not None)
    stage.open_desk.player.seek(8950)
    stage.bot.waitUntil(lambda: shown_frame(stage) == 268)


def test_the_switch_of_the_zone_is_kept(stage: Stage) -> None:
    column = stage.view.column
    stage.bot.waitUntil(lambda: column.zone.isChecked())
    stage.workspace.do("play.zone")
    assert not column.zone.isChecked()
    assert stage.workspace.preferences.zone_shown is False
    column.zone.click()
    assert column.zone.isChecked() and stage.workspace.preferences.zone_shown is True


def test_figures_show_what_they_say_and_tell_it_where_they_rest(stage: Stage) -> None:
    figures = stage.view.column._time
    fresh = Figures("00:00.000", figures.font(), "Time")
    stage.bot.addWidget(fresh)
    for text in ("00:01.250", "00:09.999", "00:10.000", "1:00:00.000", "00:00.033"):
        figures.set_text(text)
        fresh.set_text("")
        fresh.set_text(text)
        assert (rows_of(figures.grab().toImage())[:, : fresh.width()] == rows_of(fresh.grab().toImage())).all()
        assert np.ptp(rows_of(figures.grab().toImage())) > 100
    stage.open_desk.player.seek(1234)
    assert figures.accessibleDescription() == figures.text() == "00:01.234"
    assert figures.accessibleName()
