"""All captions of the moment stand on the picture: none covers another, what is typed is there, what was undone is not."""

from dataclasses import replace
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crossreel.domain.picture.caption import Box, Picture
from tests.unit.ui.stage import Stage


def shown(stage: Stage) -> tuple[Picture, ...]:
    """Return the captions on the picture."""
    return stage.view.column.picture._captions


def box(picture: Picture) -> Box:
    """Return where a caption stands."""
    return Box(x=picture.x, y=picture.y, width=picture.width, height=picture.height)


def apart(pictures: tuple[Picture, ...]) -> bool:
    """Tell whether no caption covers another."""
    return not any(box(one).meets(box(other)) for one, other in combinations(pictures, 2))


def waits_for(stage: Stage, count: int) -> tuple[Picture, ...]:
    """Wait until so many captions are shown, and return them."""
    stage.bot.waitUntil(lambda: len(shown(stage)) == count)
    stage.idle()
    return shown(stage)


def switch(stage: Stage, **chosen: object) -> None:
    """Set switches as a person would."""
    stage.workspace.set_preferences(replace(stage.workspace.preferences, **chosen))
    stage.idle()


def overlap(stage: Stage) -> None:
    """Let the second cue last until the third is over."""
    cue = stage.row(1).cue
    stage.workspace.perform(lambda: stage.desk.editing.set_times(cue.id, cue.start_ms, 4200))
    stage.idle()
    stage.open_desk.player.seek(3500)


def test_the_caption_of_the_cue_is_painted_and_follows_the_typing(stage: Stage) -> None:
    before = waits_for(stage, 1)[0]
    stage.view.focus_text()
    QTest.keyClicks(stage.view.text.target, " and much more")
    stage.bot.waitUntil(lambda: shown(stage)[0].width > before.width * 1.5)
    stage.open_desk.player.seek(2700)
    waits_for(stage, 0)


def test_both_of_two_cues_at_one_time_are_drawn_above_each_other(stage: Stage) -> None:
    waits_for(stage, 1)
    overlap(stage)
    first, second = waits_for(stage, 2)
    assert apart((first, second))
    assert second.y + second.height <= first.y, "the later one stands above"
    assert first.y - (second.y + second.height) < 12


def test_a_sign_at_the_top_leaves_the_dialogue_where_it_is(stage: Stage) -> None:
    alone = box(waits_for(stage, 1)[0])
    overlap(stage)
    waits_for(stage, 2)
    placed = stage.text(2, "en").id
    stage.workspace.perform(lambda: stage.desk.editing.set_placement([placed], "8"))
    stage.idle()
    dialogue, sign = waits_for(stage, 2)
    assert box(dialogue) == alone
    assert sign.y + sign.height < dialogue.y / 2


def test_two_languages_stand_at_once_above_or_below(stage: Stage) -> None:
    own = box(waits_for(stage, 1)[0])
    stage.workspace.do("play.second_caption")
    assert stage.desk.preferences.load().second_caption == "above"
    main, second = waits_for(stage, 2)
    assert box(main) == own
    assert second.y + second.height <= main.y
    stage.workspace.do("play.second_caption")
    stage.bot.waitUntil(lambda: shown(stage)[0].y < shown(stage)[1].y)
    assert apart(shown(stage))
    stage.workspace.do("play.second_caption")
    assert box(waits_for(stage, 1)[0]) == own


def test_text_typed_into_an_empty_cell_is_there_as_it_is_typed(stage: Stage) -> None:
    gone = stage.text(1, "en").id
    stage.workspace.perform(lambda: stage.desk.editing.delete([gone]))
    stage.idle()
    waits_for(stage, 0)
    stage.view.focus_text()
    QTest.keyClick(stage.view.text.target, Qt.Key.Key_W)
    waits_for(stage, 1)


def test_undone_text_is_not_shown(stage: Stage) -> None:
    before = waits_for(stage, 1)[0]
    stage.view.focus_text()
    QTest.keyClicks(stage.view.text.target, " and much more")
    stage.bot.waitUntil(lambda: shown(stage)[0].width > before.width * 1.5)
    stage.view.text.commit()
    stage.idle()
    stage.view.cues.view.setFocus()
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text.endswith("1"))
    stage.bot.waitUntil(lambda: shown(stage)[0] == before)


def test_the_phone_is_switched_and_the_picture_stays_whole(stage: Stage) -> None:
    picture = stage.view.column.picture
    bare = picture.picture_rect()
    stage.workspace.do("play.phone")
    assert stage.desk.preferences.load().phone_frame
    assert picture.picture_rect().height() < bare.height()
    assert abs(picture.picture_rect().width() / picture.picture_rect().height() - 9 / 16) < 0.01
    stage.bot.waitUntil(lambda: picture._frame() is not None and picture._frame_size == picture.frame_size())
    stage.workspace.do("play.phone")
    assert picture.picture_rect() == bare
