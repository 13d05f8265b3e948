"""What follows the playhead is shown; what keys act on changes only by a person's act, or where a switch couples the two."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crossreel.ui.hub.jobs import call
from crossreel.ui.places.editor.cue_table import Column
from tests.unit.ui.stage import Stage

PICTURES = 3


def play(stage: Stage, action: str = "play.toggle") -> None:
    """Start something that plays, at four times the speed, with the hands in the table."""
    player = stage.open_desk.player
    stage.view.cues.view.setFocus(Qt.FocusReason.OtherFocusReason)
    stage.bot.waitUntil(lambda: player.frame() is not None)
    player.set_rate(4.0)
    stage.workspace.do(action)
    stage.bot.waitUntil(lambda: player.is_playing)


def rest(stage: Stage) -> None:
    """Wait until the picture rests and everything that came of it was delivered."""
    stage.bot.waitUntil(lambda: not stage.open_desk.player.is_playing)
    stage.idle()


def play_on(stage: Stage) -> None:
    """Wait until some more pictures were shown."""
    shown: list[int] = []
    stage.open_desk.player.moved.connect(shown.append)
    stage.bot.waitUntil(lambda: len(shown) >= PICTURES)
    stage.open_desk.player.moved.disconnect(shown.append)


def switch_on(stage: Stage) -> None:
    """Let the playhead choose."""
    stage.workspace.set_preferences(replace(stage.workspace.preferences, playhead_chooses=True))


def chain(stage: Stage) -> None:
    """Let every cue end where the next begins."""
    rows = stage.sheet().rows
    for row, following in pairwise(rows):
        cue = row.cue
        stage.workspace.perform(call(stage.desk.editing.set_times, cue.id, cue.start_ms, following.cue.start_ms))
    stage.idle()


def test_playing_shows_the_row_under_the_playhead_and_leaves_the_chosen_cue_alone(stage: Stage) -> None:
    chosen, fourth = stage.workspace.cue_id, stage.row(3).cue.id
    play(stage)
    stage.bot.waitUntil(lambda: stage.open_desk.followed_id == fourth)
    assert (stage.view.cues.delegate.followed_id, stage.view.timeline.wave.shown.followed) == (fourth, fourth)
    assert (stage.workspace.cue_id, stage.view.cues.delegate.current_id) == (chosen, chosen)
    stage.open_desk.player.pause()
    rest(stage)
    assert stage.workspace.cue_id == chosen


@pytest.mark.parametrize("action", ["play.cue", "play.around"])
@pytest.mark.parametrize("couples", [False, True])
def test_playing_a_chained_cue_leaves_it_the_chosen_one(stage: Stage, action: str, couples: bool) -> None:
    chain(stage)
    chosen = stage.workspace.cue_id
    if couples:
        switch_on(stage)
    play(stage, action)
    rest(stage)
    assert stage.workspace.cue_id == chosen


def test_set_out_and_go_to_next_stays_with_the_next_cue_while_it_plays(stage: Stage) -> None:
    play(stage)
    stage.bot.waitUntil(lambda: stage.open_desk.player.position_ms() > stage.row(1).cue.start_ms + 300)
    stage.workspace.do("edit.set_out_next")
    play_on(stage)
    assert stage.workspace.cue_id == stage.row(2).cue.id
    stage.open_desk.player.pause()
    rest(stage)
    assert stage.workspace.cue_id == stage.row(2).cue.id


@pytest.mark.parametrize("couples", [False, True])
def test_a_click_on_a_row_while_playing_stays(stage: Stage, couples: bool) -> None:
    if couples:
        switch_on(stage)
    view, table = stage.view.cues.view, stage.view.cues.table
    stage.open_desk.player.set_rate(0.25)
    stage.workspace.do("play.toggle")
    stage.bot.waitUntil(lambda: stage.open_desk.player.is_playing)
    last = stage.row(4).cue.id
    spot = view.visualRect(table.index(table.row_number(last), Column.NUMBER)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    play_on(stage)
    assert stage.open_desk.player.is_playing
    assert stage.workspace.cue_id == last


def test_a_switch_lets_the_playhead_choose_while_nobody_types_and_is_remembered(stage: Stage) -> None:
    stage.workspace.do("play.playhead_chooses")
    assert stage.desk.preferences.load().playhead_chooses
    play(stage)
    stage.bot.waitUntil(lambda: stage.workspace.cue_id == stage.row(3).cue.id)
    stage.open_desk.player.pause()
    rest(stage)
    stage.select(1)
    stage.view.focus_text()
    stage.workspace.do("play.toggle")
    stage.bot.waitUntil(lambda: stage.open_desk.followed_id == stage.row(3).cue.id)
    assert stage.workspace.cue_id == stage.row(1).cue.id


def test_one_goes_to_the_cue_under_the_playhead_by_a_key(stage: Stage) -> None:
    stage.open_desk.player.seek(stage.row(3).cue.start_ms + 100)
    assert stage.workspace.cue_id == stage.row(1).cue.id
    stage.workspace.do("edit.cue_at_playhead")
    assert stage.workspace.cue_id == stage.row(3).cue.id
