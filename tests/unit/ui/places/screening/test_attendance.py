"""What is painted while the window is in front is kept, and nothing else."""

from crossreel.domain.screening.spans import covered_ms
from crossreel.ui.places.screening.place import ScreeningPlace
from tests.unit.ui.stage import Stage


def screening(stage: Stage) -> ScreeningPlace:
    """Open the screening on its first episode."""
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.index == 0 and place.picture._frame() is not None)
    stage.idle()
    return place


def played_to(stage: Stage, place: ScreeningPlace, at_ms: int) -> None:
    """Play on to a time, and pause: what was watched is kept at once, and the head says how much it is."""
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.player.position_ms() >= at_ms)
    place.reel.player.pause()
    stage.bot.waitUntil(lambda: "Watched" in place.head._watched.text())
    stage.idle()


def test_what_was_played_is_kept_with_its_speed_and_the_place_where_one_stopped(stage: Stage) -> None:
    place = screening(stage)
    place.reel.set_rate(2.0)
    played_to(stage, place, 1000)
    [seen] = stage.desk.attending.watched(stage.drama.title_id)
    assert (seen.person, seen.column, seen.episode_id) == ("Ana", "en", stage.drama.episode_ids[0])
    assert 1000 <= covered_ms(seen.spans) < 2500 and {span.speed for span in seen.spans} <= {0, 200}
    assert seen.is_unchanged and covered_ms(seen.spans, 150) < 300
    stop = stage.desk.attending.stopped(stage.drama.title_id, "en")
    assert stop is not None and abs(stop.at_ms - place.reel.player.told_ms) < 100


def test_a_window_behind_another_watches_nothing(stage: Stage) -> None:
    place = screening(stage)
    place.attendance.save()
    stage.idle()
    before = [each.spans for each in stage.desk.attending.watched(stage.drama.title_id)]
    place.window().hide()
    place.attendance.painted()
    assert not place.attendance.is_watched
    place.attendance.save()
    stage.idle()
    assert [each.spans for each in stage.desk.attending.watched(stage.drama.title_id)] == before


def test_another_text_begins_another_sitting_and_the_end_is_watched_to_its_end(stage: Stage) -> None:
    place = screening(stage)
    played_to(stage, place, 300)
    stage.workspace.perform(lambda: stage.desk.editing.set_text(stage.text(0, "en").id, "Other words."))
    stage.idle()
    place.reel.player.seek(8600)
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.index == 1)
    place.attendance.save()
    stage.idle()
    first = next(
        each for each in stage.desk.attending.watched(stage.drama.title_id) if each.episode_id == stage.drama.episode_ids[0]
    )
    assert first.spans[-1].end_ms == first.duration_ms == 9000
    assert first.changes and first.changes[0][0] == stage.text(0, "en").start_ms


def test_what_another_name_stands_for_by_now_is_not_tried_again(stage: Stage) -> None:
    place = screening(stage)
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.player.told_ms > 200)
    stage.bot.waitUntil(lambda: bool(place.attendance._unsaved))
    stage.desk.database.sign("Bo")
    place.reel.player.pause()
    place.attendance.save()
    stage.idle()
    assert not any(each.person == "Ana" for each in place.attendance._unsaved.values())
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.player.told_ms > 600)
    place.reel.player.pause()
    place.attendance.save()
    stage.idle()
    assert "Bo" in {each.person for each in stage.desk.attending.watched(stage.drama.title_id)}, (
        "the new name has a sitting of its own"
    )
