"""What was watched is told by picture, text and speed, and only what still stands there counts as it."""

import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.spans import Span
from crossreel.domain.screening.watched import changed_times, watched

PICTURE = (7, "abc")


def cue(id: int, start_ms: int, text: str, placement: str = "") -> Cue:
    return Cue(id=id, track_id=1, start_ms=start_ms, end_ms=start_ms + 1000, text=text, placement=placement)


BEFORE = [cue(1, 0, "Where were you?"), cue(2, 2000, "Here."), cue(3, 4000, "Liar.")]


def sitting(*spans: tuple[int, int, int], cues: list[Cue] = BEFORE, id: int = 1, key: str = "abc", person: str = "Ana") -> Sitting:
    return Sitting(
        id=id, title_id=1, episode_id=2, language="en", person=person, version_id=7, content_key=key, duration_ms=6000,
        begun_ms=1000 * id, saved_ms=1000 * id + 500, spans=tuple(Span(start_ms=a, end_ms=b, speed=c) for a, b, c in spans),
        cues=shown(cues),
    )  # fmt: skip


def test_all_of_it_watched_in_two_sittings_at_two_speeds_with_the_text_as_it_is() -> None:
    found = watched([sitting((0, 3000, 100)), sitting((3000, 6000, 200), id=2)], shown(BEFORE), 6000, [PICTURE])
    assert (found.percent, found.attentive_percent, found.current_percent, found.is_unchanged) == (100, 50, 100, True)
    assert (found.last_ms, found.missed, found.changes) == (2500, (), ())


def test_the_times_of_a_cue_that_was_changed_moved_added_or_taken_away_are_told() -> None:
    assert changed_times(shown(BEFORE), shown([cue(1, 0, "Where?"), *BEFORE[1:]])) == ((0, 1000),)
    assert changed_times(shown(BEFORE), shown([BEFORE[0], cue(2, 2500, "Here."), BEFORE[2]])) == ((2000, 3500),)
    assert changed_times(shown(BEFORE), shown(BEFORE[:2])) == ((4000, 5000),)
    assert changed_times(shown(BEFORE), shown([*BEFORE, cue(4, 5000, "What?")])) == ((5000, 6000),)
    assert changed_times(shown(BEFORE), shown([*BEFORE[:2], cue(3, 4000, "Liar.", "8")])) == ((4000, 5000),)
    assert changed_times(shown(BEFORE), shown([cue(9, each.start_ms, each.text) for each in BEFORE])) == (), "ids are not seen"
    assert changed_times(shown(BEFORE), shown([*BEFORE, cue(5, 5000, "")])) == (), "an empty cue is not seen"


def test_what_was_mended_after_the_viewing_is_all_that_is_left_to_watch() -> None:
    now = [BEFORE[0], cue(2, 2000, "I was here."), BEFORE[2]]
    once = sitting((0, 6000, 100))
    found = watched([once], shown(now), 6000, [PICTURE])
    assert (found.percent, found.current_percent, found.changes, found.is_unchanged) == (100, 83, ((2000, 3000),), False)
    again = sitting((1900, 3100, 100), cues=now, id=2)
    found = watched([once, again], shown(now), 6000, [PICTURE])
    assert (found.current_percent, found.changes, found.is_unchanged) == (100, (), True)


def test_a_viewing_of_another_picture_is_none_of_this_one() -> None:
    found = watched([sitting((0, 6000, 100), key="old")], shown(BEFORE), 6000, [PICTURE])
    assert (found.percent, found.is_picture_current, found.is_unchanged) == (0, False, False)


def test_sittings_of_two_people_are_never_one_viewing() -> None:
    with pytest.raises(ValueError, match="one person"):
        watched([sitting((0, 10, 100)), sitting((0, 10, 100), person="Bo")], shown(BEFORE), 6000, [PICTURE])
