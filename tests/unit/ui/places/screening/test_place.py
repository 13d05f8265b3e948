"""The screening from the keyboard: noted, judged, searched for what is left, in two languages, over one bar for the title."""

from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.exceptions import TimeoutError

from crossreel.domain.catalog.note_kind import NoteKind, NoteWeight
from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.spans import Span
from crossreel.domain.seat import Seat
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.places.screening.place import ScreeningPlace
from tests.unit.ui.stage import Stage


def screening(stage: Stage) -> ScreeningPlace:
    """Open the screening on its first episode, with the keys on the picture."""
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.index == 0 and place.picture._frame() is not None)
    stage.idle()
    place.picture.setFocus()
    return place


def do(stage: Stage, name: str) -> None:
    """Do an action of the window, as its key does."""
    act = stage.window.findChild(QAction, name)
    assert act is not None and act.isEnabled(), name
    act.trigger()


def watch(stage: Stage, place: ScreeningPlace, index: int, *spans: tuple[int, int]) -> None:
    """Have watched a part of an episode in English."""
    item = place.reel.items[index]
    assert item.media is not None
    row = Sitting(
        id=stage.desk.database.new_id(), title_id=item.episode.title_id, episode_id=item.episode.id, language="en", person="Ana",
        version_id=item.media.id, content_key=item.media.content_key, duration_ms=item.media.duration_ms, begun_ms=1, saved_ms=2,
        spans=tuple(Span(start_ms=start, end_ms=end) for start, end in spans), cues=shown(item.cues),
    )  # fmt: skip
    stage.desk.attending.record([row])


def test_a_note_takes_cue_time_kind_weight_and_picture_along_and_stands_on_the_bar(stage: Stage) -> None:
    place = screening(stage)
    place.reel.player.seek(1600)
    stage.bot.waitUntil(lambda: place.reel.player.told_ms == 1600)
    do(stage, "screen.note")
    line = place.side.note.line
    stage.bot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(line, "Late")
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.idle()
    [note] = stage.desk.screening.notes(stage.drama.title_id)
    mark, still = stage.desk.screening.marks(stage.drama.title_id)[note.id], stage.desk.screening.still(note.id)
    assert (note.text, note.at_ms, note.cue_id) == ("Late", 1600, stage.text(1, "en").id)
    assert (mark.kind, mark.weight) == (NoteKind.TIMING, NoteWeight.CRITICAL)
    assert still is not None and still.data.startswith(b"\xff\xd8") and still.height > 200
    stage.bot.waitUntil(lambda: [each.at_ms for each in place.seek._marks if each.above] == [1600])
    assert place.picture.hasFocus() and place.side.note.weight is NoteWeight.MAJOR, "the next note begins as usual"
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.desk.screening.notes(stage.drama.title_id) == (), "all of a note is one step"


def test_the_picture_of_a_note_has_captions_and_no_zone(stage: Stage) -> None:
    place = screening(stage)
    place.reel.player.seek(1600)
    stage.bot.waitUntil(lambda: place.reel.player.told_ms == 1600 and bool(place.picture._captions))
    stage.workspace.set_preferences(replace(stage.workspace.preferences, zone_shown=True))
    with_zone = place.picture.seen()
    stage.workspace.set_preferences(replace(stage.workspace.preferences, zone_shown=False))
    assert with_zone == place.picture.seen() and with_zone.size() == place.picture.frame_size()
    place.picture.set_captions(())
    assert with_zone != place.picture.seen(), "the caption is on it"


def test_playing_goes_on_under_a_note_where_that_is_chosen(stage: Stage) -> None:
    place = screening(stage)
    place.side.note.pauses.click()
    assert not stage.workspace.preferences.note_pauses
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.player.told_ms > 300)
    do(stage, "screen.note")
    stage.bot.waitUntil(place.side.note.line.hasFocus)
    QTest.keyClicks(place.side.note.line, "Hm")
    begun = place.taking._place
    stage.bot.waitUntil(lambda: place.reel.player.told_ms > 1200)
    QTest.keyClick(place.side.note.line, Qt.Key.Key_Return)
    place.reel.player.pause()
    stage.idle()
    [note] = stage.desk.screening.notes(stage.drama.title_id)
    assert begun is not None and note.at_ms == begun.at_ms < 1000, "it stands where the key was pressed"


def test_a_cell_is_sent_back_and_approved_by_key_and_the_next_episode_comes_on(stage: Stage) -> None:
    place = screening(stage)

    def state(index: int) -> State:
        return stage.desk.cataloging.matrix(stage.drama.title_id).rows[index].cells["en"].state

    do(stage, "screen.send_back")
    stage.bot.waitUntil(lambda: state(0) is State.DRAFT)
    stage.idle()
    assert place.head._state is State.DRAFT
    do(stage, "screen.approve_next")
    stage.bot.waitUntil(lambda: place.reel.index == 1)
    assert state(0) is State.APPROVED
    QTest.keyClick(place.picture, Qt.Key.Key_PageUp)
    assert place.reel.index == 0


def test_one_key_leads_to_what_is_still_to_be_watched(stage: Stage) -> None:
    place = screening(stage)
    watch(stage, place, 0, (0, 9000))
    watch(stage, place, 1, (0, 9000))
    watch(stage, place, 2, (0, 4000), (5000, 9000))
    changed = stage.row(2, 2).followers["en"][0]
    stage.workspace.perform(lambda: stage.desk.editing.set_text(changed.id, "Mended."))
    stage.idle()
    stage.bot.waitUntil(lambda: place.side.views["changes"].lines.rowCount() == 1)
    line = place.side.views["changes"].lines.line(0)
    assert line is not None and line.words == "Mended." and "Episode 2" in line.second
    for _turn in range(5):  # what a busy machine did not paint was not watched, and is led to again
        place.reel.turn(0)
        do(stage, "screen.next_to_watch")
        stage.bot.waitUntil(lambda: place.reel.index == 1 and place.reel.player.is_playing)
        assert 0 <= place.reel.player.position_ms() - max(0, changed.start_ms - 1000) < 1500
        stage.bot.waitUntil(lambda: place.reel.player.told_ms > changed.end_ms)
        place.reel.player.pause()
        with suppress(TimeoutError):
            stage.bot.waitUntil(lambda: stage.desk.attending.changes(stage.drama.title_id, "en") == (), timeout=2000)
            break
    assert stage.desk.attending.changes(stage.drama.title_id, "en") == ()
    do(stage, "screen.next_to_watch")
    stage.bot.waitUntil(lambda: place.reel.index == 2)
    assert 3000 <= place.reel.player.position_ms() < 4800


def test_languages_are_switched_without_losing_the_place_and_two_stand_on_the_picture(stage: Stage) -> None:
    place = screening(stage)
    place.reel.turn(1)
    place.reel.player.seek(1600)
    stage.bot.waitUntil(lambda: place.reel.player.told_ms == 1600)
    before = place.column
    do(stage, "screen.next_language")
    stage.idle()
    assert place.column != before and (place.reel.index, place.reel.player.position_ms()) == (1, 1600)
    do(stage, "screen.second")
    stage.idle()
    shown_now = place.captions.columns(place.reel.item)
    assert len(shown_now) == 2 and place.column in shown_now
    stage.bot.waitUntil(lambda: len(place.picture._captions) == 2)
    place.reel.player.seek(1900)  # the next frame is painted with both

    def both_are_watched() -> bool:
        place.attendance.save()
        return set(shown_now) <= {each.column for each in stage.desk.attending.watched(stage.drama.title_id)}

    stage.bot.waitUntil(both_are_watched)
    do(stage, "screen.second")
    stage.bot.waitUntil(lambda: len(place.picture._captions) == 1)


def test_a_second_language_goes_with_its_column(stage: Stage) -> None:
    place = screening(stage)
    place._choose_second("ar")
    stage.idle()
    assert set(place.captions.columns(place.reel.item)) == {"en", "ar"}
    stage.workspace.perform(lambda: stage.desk.cataloging.remove_language(stage.drama.title_id, "ar"))
    stage.idle()
    stage.bot.waitUntil(lambda: place.captions.second == "")
    assert set(place.captions.columns(place.reel.item)) == {"en"} and place.transport.second.currentData() == ""


def test_the_bar_covers_the_title_and_the_last_seconds_are_repeated(stage: Stage) -> None:
    place = screening(stage)
    assert place.reel.time.total_ms == 27_000
    place.reel.seek(19_000)
    stage.bot.waitUntil(lambda: place.reel.index == 2 and place.reel.player.told_ms == 1000)
    assert place.seek.value() == 19_000
    QTest.keyClick(place.picture, Qt.Key.Key_Left)
    stage.bot.waitUntil(lambda: place.reel.index == 1 and place.reel.player.told_ms == 5000)
    do(stage, "screen.loop")
    stage.bot.waitUntil(lambda: place.reel.player.is_looping)
    assert place.reel.player._again_ms == 0 and place.reel.player._stop_ms == 5000
    do(stage, "screen.loop")
    stage.bot.waitUntil(lambda: place.reel.player.is_playing and not place.reel.player.is_looping)
    place.reel.player.pause()
    place.peek.point(12_500, 100)
    stage.bot.waitUntil(lambda: place.peek._kept.get(place.peek._key) is not None)
    assert place.peek.isVisible() and place.peek._words == "Episode 2 · 00:03"
    place.peek.point(-1, 0)
    assert not place.peek.isVisible()


def test_the_keys_stay_on_while_an_edit_is_read_again(stage: Stage) -> None:
    place = screening(stage)
    act = stage.window.findChild(QAction, "screen.send_back")
    assert act is not None and act.isEnabled()
    place._load()
    stage.workspace.selection_changed.emit()
    assert act.isEnabled(), "what is on stays on"


@pytest.mark.parametrize(
    ("at_ms", "chosen", "came_back", "place_found"),
    [
        (4000, None, False, (1, 4000)),
        (8967, None, False, (2, 0)),
        (4000, 1, False, (1, 4000)),  # the very episode that one stopped in
        (8967, 1, False, (1, 0)),  # seen to its end: from its beginning
        (4000, 0, False, (0, 0)),  # another one that somebody chose
        (4000, 0, True, (1, 4000)),  # the window was closed, or killed, while one screened
    ],
)
def test_it_goes_on_where_one_stopped_in_that_language(
    stage: Stage, at_ms: int, chosen: int | None, came_back: bool, place_found: tuple[int, int]
) -> None:
    item = stage.desk.screening.playlist(stage.drama.title_id, "en")[1]
    assert item.media is not None
    stopped = Sitting(
        id=stage.desk.database.new_id(), title_id=item.episode.title_id, episode_id=item.episode.id, language="en", person="Ana",
        version_id=item.media.id, content_key=item.media.content_key, duration_ms=9000, begun_ms=1, saved_ms=2, at_ms=at_ms,
        spans=(Span(start_ms=0, end_ms=4000),), cues=shown(item.cues),
    )  # fmt: skip
    stage.desk.attending.record([stopped])
    stage.workspace.episode_id = stage.drama.episode_ids[chosen] if chosen is not None else None
    if came_back:
        SeatKeeper.of(stage.workspace).waiting = Seat(place="screening")
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.index >= 0)
    stage.idle()
    stage.bot.waitUntil(lambda: (place.reel.index, place.reel.player.told_ms) == place_found)
