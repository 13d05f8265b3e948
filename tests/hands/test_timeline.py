"""The timeline under a real mouse: looked at, cues made, moved and cut in it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from tests.hands.hands import Hands

LOOKS = 5  # one after the other that must agree
ACCENT = (255, 122, 89)
CUE_EDGES = ((47, 78, 125), ACCENT, (229, 176, 74), (242, 97, 107))  # of a cue, of the chosen one, of those with findings


def boxes_at(hands: Hands, at_ms: int) -> int:
    """Return how many boxes stand one above the other at a time: each has an edge at its top and one at its foot."""
    place = hands.place_of("timeline")
    column = hands.look("timeline")[26:-12, round(hands.timeline_x(at_ms)) - place.x].astype(int)
    edge = np.any([(abs(column - colour) < 5).all(axis=1) for colour in CUE_EDGES], axis=0)
    return int(np.count_nonzero(np.diff(np.flatnonzero(np.concatenate([[False], edge, [False]]))) > 1) + 1) // 2


def test_waveform_is_seen_while_the_timeline_has_the_focus(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    place = hands.place_of("timeline")
    hands.click(hands.timeline_x(3000), place.y + 8)
    hands.wait_for(lambda: hands.focus().where == "timeline", "the focus in the timeline")
    hands.wait_for(lambda: (hands.look("timeline")[0, 40:80] == ACCENT).all(), "a frame of the focus")
    inner = hands.look("timeline")[4:-4, 4:-4].reshape(-1, 3)
    assert len(np.unique(inner, axis=0)) > 20, "waveform, boxes and words"
    assert (inner == ACCENT).all(axis=1).mean() < 0.02, "no solid block"


def frames(*times: int) -> bool:
    """Tell whether times lie on the frames of a video of 30 a second."""
    return all(-(-round(at * 30 / 1000) * 1000 // 30) == at for at in times)


def middle_of(hands: Hands) -> int:
    """Return the height of the middle of the timeline."""
    return hands.place_of("timeline").centre[1]


def test_drag_on_empty_ground_makes_a_cue_on_frames_and_stops_before_its_neighbour(hands: Hands) -> None:
    hands.open(2, cue=1, language="zh-Hans")
    before = hands.cues("zh-Hans")
    y, first = middle_of(hands), before[0]
    assert first.start_ms >= 800, "ground before the first cue"
    hands.drag((hands.timeline_x(100), y), (hands.timeline_x(400), y))
    made = hands.wait_for(lambda: [cue for cue in hands.cues("zh-Hans") if cue not in before], "a new cue in the catalog")[0]
    assert abs(made.start_ms - 100) < 40 and abs(made.end_ms - 400) < 40
    assert frames(made.start_ms, made.end_ms)
    hands.wait_for(lambda: hands.focus().where in ("source", "target") and hands.focus().text == "", "the caret in its text")
    hands.drag((hands.timeline_x(first.start_ms - 150), y), (hands.timeline_x(first.start_ms + 500), y))
    beside = hands.wait_for(lambda: [cue for cue in hands.cues("zh-Hans") if cue not in (*before, made)], "one more")[0]
    assert made.end_ms < beside.start_ms < beside.end_ms <= first.start_ms - 66
    assert frames(beside.start_ms, beside.end_ms)


def test_dragged_edge_takes_a_chained_neighbour_along_alone_with_alt_and_pushes_with_ctrl(hands: Hands) -> None:
    hands.open(3, cue=2, language="en")
    y = middle_of(hands)
    first, second, third = hands.cues("zh-Hans")[1:4]

    def drag_end(at_ms: int, to_ms: int, keys: str = "") -> list[tuple[int, int]]:
        with hands.held(keys):
            hands.drag((hands.timeline_x(at_ms) - 2, y), (hands.timeline_x(to_ms) - 2, y))
        hands.settle()
        return [(cue.start_ms, cue.end_ms) for cue in hands.cues("zh-Hans")[1:4]]

    moved = hands.wait_for(lambda: drag_end(first.end_ms, second.start_ms + 500), "the end at its neighbour")
    assert second.start_ms - moved[0][1] in (66, 67)
    assert moved[1:] == [(second.start_ms, second.end_ms), (third.start_ms, third.end_ms)]
    chained = drag_end(moved[0][1], moved[0][1] + 300)
    assert chained[1][0] - chained[0][1] in (66, 67) and chained[0][1] > moved[0][1]
    assert chained[1][1] == second.end_ms, "its own end stays"
    assert frames(*chained[0], *chained[1])
    alone = drag_end(chained[0][1], chained[0][1] - 300, keys="Alt")
    assert alone[1] == chained[1], "the neighbour stays"
    pushed = drag_end(alone[1][1], third.start_ms + 200, keys="Ctrl")
    assert pushed[2][0] - pushed[1][1] in (66, 67) and pushed[2][0] > third.start_ms
    assert abs((pushed[2][1] - pushed[2][0]) - (third.end_ms - third.start_ms)) <= 1, "as long as it was"
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: [(c.start_ms, c.end_ms) for c in hands.cues("zh-Hans")[1:4]] == alone, "one undo for one drag")


def test_shift_click_sets_in_and_ctrl_click_sets_out_of_the_chosen_cue(hands: Hands) -> None:
    hands.open(4, cue=2, language="en")
    y = middle_of(hands)
    cue = hands.cues("zh-Hans")[1]
    hands.click(hands.timeline_x(cue.start_ms + 400), y, keys="Shift")
    hands.wait_for(lambda: abs(hands.cues("zh-Hans")[1].start_ms - cue.start_ms - 400) < 40, "the new in time")
    hands.click(hands.timeline_x(cue.end_ms - 400), y, keys="Ctrl")
    hands.wait_for(lambda: abs(hands.cues("zh-Hans")[1].end_ms - cue.end_ms + 400) < 40, "the new out time")
    now = hands.cues("zh-Hans")[1]
    assert frames(now.start_ms, now.end_ms)
    assert (hands.cues("en")[1].start_ms, hands.cues("en")[1].end_ms) == (now.start_ms, now.end_ms)
    assert hands.state().row == 2


def test_drag_beyond_the_edge_scrolls_the_view_on(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    place, y = hands.place_of("timeline"), middle_of(hands)
    hands.wheel(place.x + 20, y, -9, keys="Ctrl")
    hands.wait_for(lambda: hands.timeline_x(4000) > place.x + place.width, "a view of less than four seconds")
    cue = hands.cues("zh-Hans")[0]
    hands.key("Ctrl+9")
    hands.wait_for(lambda: 0 < hands.timeline_x(cue.start_ms) - place.x < 90, "the first cue in the whole width")
    before = hands.timeline_x(0)
    with hands.dragging((hands.timeline_x(cue.end_ms) - 2, y), (place.x + place.width + 20, y)):
        hands.wait_for(lambda: hands.timeline_x(0) < before - 100, "the view further on")
    hands.wait_for(lambda: hands.cues("zh-Hans")[0].end_ms > cue.end_ms + 66, "a later out time")
    hands.key("Ctrl+0")


def test_escape_gives_a_drag_up(hands: Hands) -> None:
    hands.open(4, cue=3, language="en")
    y, cue = middle_of(hands), hands.cues("zh-Hans")[2]
    with hands.dragging((hands.timeline_x(cue.end_ms) - 2, y), (hands.timeline_x(cue.end_ms) - 60, y)):
        hands.key("Esc")
    hands.settle()
    assert hands.cues("zh-Hans")[2] == cue


def test_wheel_scrolls_zooms_at_the_mouse_and_makes_the_sound_higher(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    y = middle_of(hands)
    x = hands.timeline_x(4000)
    hands.wheel(x, y, -4, keys="Ctrl")
    hands.wait_for(lambda: hands.timeline_x(5000) - hands.timeline_x(4000) > 100, "a second that is wider")
    assert abs(hands.timeline_x(4000) - x) <= 2, "what was under the mouse stays"
    before = hands.timeline_x(4000)
    hands.wheel(x, y, 1)
    hands.wait_for(lambda: hands.timeline_x(4000) < before, "the view further on")
    hands.settle()
    low = hands.look("timeline")
    hands.wheel(x, y, -3, keys="Shift")
    hands.wait_for(lambda: (hands.look("timeline") != low).any(axis=2).mean() > 0.02, "a higher waveform")
    hands.key("Ctrl+0")


def test_double_click_goes_to_the_cue_and_its_text(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    cue = hands.cues("zh-Hans")[2]
    hands.click(hands.timeline_x((cue.start_ms + cue.end_ms) // 2), middle_of(hands), times=2)
    hands.wait_for(lambda: hands.state().row == 3 and hands.focus().where == "target", "the caret in the third cue")


def test_double_click_on_the_source_in_a_comparison_goes_to_its_text(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.key("Ctrl+Alt+G")
    place, second = hands.place_of("timeline"), hands.cues("zh-Hans", 1)[1]
    x = hands.timeline_x(second.start_ms + 500)
    hands.click(x, place.y + 0.8 * place.height, times=2)
    hands.wait_for(lambda: hands.focus().where == "target" and hands.state().row == 2, "the caret in the translation")
    hands.click(x, place.y + 0.35 * place.height, times=2)
    hands.wait_for(lambda: hands.focus().where == "source" and hands.state().row == 2, "the caret in the source")
    hands.open(1, cue=1, language="en")
    hands.key("Ctrl+Alt+G")


def test_alt_and_drag_on_the_source_in_a_comparison_moves_the_source(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.key("Ctrl+Alt+G")
    place, second = hands.place_of("timeline"), hands.cues("zh-Hans", 1)[1]
    x, y = hands.timeline_x(second.end_ms) - 3, place.y + 0.35 * place.height
    hands.drag((x, y), (hands.timeline_x(second.end_ms - 400), y), keys="Alt")
    hands.wait_for(lambda: hands.cues("zh-Hans", 1)[1].end_ms < second.end_ms - 200, "the source's new out")
    hands.key("Ctrl+Z", "Ctrl+Alt+G")
    hands.wait_for(lambda: hands.cues("zh-Hans", 1)[1].end_ms == second.end_ms, "the old out")


def test_menu_of_a_cue_splits_it_where_the_mouse_was(hands: Hands) -> None:
    hands.open(6, cue=1, language="zh-Hans")
    cue = hands.cues("zh-Hans")[1]
    at_ms = (cue.start_ms + cue.end_ms) // 2
    hands.click(hands.timeline_x(at_ms), middle_of(hands), button="right")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu")
    hands.key("Down")
    hands.wait_for(lambda: hands.focus().words == "Play the cue\tF5", "its first line, with its key")
    hands.key("Down", "Down")
    hands.wait_for(lambda: hands.focus().words.startswith("Split"), "its third line")
    hands.key("Return")
    halves = hands.wait_for(lambda: (now := hands.cues("zh-Hans"))[2].end_ms == cue.end_ms and now[1:3], "two halves")
    assert abs(halves[1].start_ms - at_ms) < 120


def test_menu_of_the_ground_sets_the_out_time_where_the_mouse_was(hands: Hands) -> None:
    hands.open(4, cue=5, language="en")
    cue, after = hands.cues("zh-Hans")[4:6]
    at_ms = (cue.end_ms + after.start_ms) // 2
    hands.click(hands.timeline_x(at_ms), middle_of(hands), button="right")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu")
    hands.key("Up")
    hands.wait_for(lambda: hands.focus().words, "its last line")
    while not hands.focus().words.startswith("Set out"):
        hands.key("Up")
        hands.settle()
    hands.key("Return")
    hands.wait_for(lambda: hands.cues("zh-Hans")[4].end_ms > cue.end_ms, "a later out time")
    assert abs(hands.cues("zh-Hans")[4].end_ms - at_ms) < 60 and frames(hands.cues("zh-Hans")[4].end_ms)


def test_shot_changes_are_drawn_made_moved_and_taken_away_by_the_mouse(hands: Hands) -> None:
    hands.open(6, cue=1, language="en")
    own = "select count(*) from mark where removes = 0"
    ruler = hands.place_of("timeline").y + 19
    hands.click(hands.timeline_x(2000), hands.place_of("timeline").y + 6, times=2)  # above the grips it only seeks
    hands.wait_for(lambda: abs(hands.state().playhead_ms - 2000) < 40, "the playhead at two seconds")
    hands.settle()
    assert hands.ask(own) == [(0,)]
    hands.click(hands.timeline_x(2000), ruler, times=2)
    hands.wait_for(lambda: hands.ask(own) == [(1,)], "a shot change that was marked")
    at_ms = hands.ask("select start_ms from mark where removes = 0")[0][0]
    assert abs(at_ms - 2000) < 40 and frames(at_ms)
    hands.settle()
    hands.drag((hands.timeline_x(at_ms), ruler), (hands.timeline_x(at_ms + 500), ruler))
    moved = hands.wait_for(
        lambda: [row for row in hands.ask("select start_ms from mark where removes = 0") if row != (at_ms,)], "it moved"
    )
    assert abs(moved[0][0] - at_ms - 500) < 40 and frames(moved[0][0])
    hands.settle()
    hands.click(hands.timeline_x(moved[0][0]), ruler, times=2)
    hands.wait_for(lambda: hands.ask(own) == [(0,)], "none any more")


def test_overlapping_cues_stand_in_lanes_and_a_language_below_its_source(hands: Hands) -> None:
    hands.open(5, cue=1, language="en")
    hands.key("Ctrl+0")
    cues = hands.cues("en")
    over = next((one, two) for one, two in pairwise(cues) if two.start_ms < one.end_ms - 100)
    meeting = (over[1].start_ms + over[0].end_ms) // 2
    row = next(at for at, cue in enumerate(cues) if at and not cue.pinned)
    alone = (cues[row].start_ms + cues[row].end_ms) // 2
    hands.wait_for(lambda: (boxes_at(hands, meeting), boxes_at(hands, alone)) == (2, 1), "two boxes where two cues meet")
    hands.press_button("Compare times")
    hands.wait_for(lambda: boxes_at(hands, alone) == 2, "source and translation, one above the other")
    place = hands.place_of("timeline")
    source = hands.cues("zh-Hans")[row]
    y = place.y + round(place.height * 0.75)
    hands.drag((hands.timeline_x(source.end_ms) - 2, y), (hands.timeline_x(source.end_ms) - 42, y))
    hands.wait_for(lambda: hands.cues("en")[row].pinned, "a translation with times of its own")
    assert hands.cues("en")[row].end_ms < source.end_ms and hands.cues("zh-Hans")[row] == source
    hands.press_button("Compare times")
    hands.wait_for(
        lambda: boxes_at(hands, (cues[row + 1].start_ms + cues[row + 1].end_ms) // 2) == 1, "the translation alone again"
    )


def test_view_follows_the_playhead_by_pages_in_its_middle_or_not(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    place = hands.place_of("timeline")
    hands.wheel(place.x + 20, place.centre[1], -13, keys="Ctrl")
    hands.wait_for(lambda: hands.timeline_x(2000) > place.x + place.width, "a view of less than two seconds")

    def head() -> float:
        return (hands.timeline_x(hands.state().playhead_ms) - place.x) / place.width

    def plays_on(true: Callable[[], bool], what: str) -> None:
        hands.key("F8")
        hands.wait_for(lambda: hands.state().playing, "a picture that moves")
        hands.wait_for(true, what)
        hands.key("F8")
        hands.wait_for(lambda: not hands.state().playing, "a picture that stands")

    before = hands.timeline_x(0)
    plays_on(lambda: hands.timeline_x(0) < before - place.width / 2, "the next page")
    hands.key("Ctrl+Shift+F7")
    hands.move(place.centre[0], place.y - 200)
    plays_on(lambda: abs(head() - 0.5) < 0.12, "the playhead in the middle")
    hands.settle()
    seen: list[Any] = []

    def stands() -> bool:
        seen.append(hands.look("timeline"))
        return len(seen) > LOOKS and all((each == seen[-1]).all() for each in seen[-LOOKS:])

    hands.wait_for(stands, "a timeline that stands")  # what the player last said may still be on its way to the screen
    slid = seen[-1]
    hands.key("Alt+=", "Alt+-")  # paints all of it anew
    hands.wait_for(lambda: (hands.look("timeline") == slid).all(), "the same picture, painted at once")
    hands.key("Ctrl+Shift+F7")
    before = hands.timeline_x(0)
    plays_on(lambda: head() > 1.02, "a playhead that left the view")
    assert hands.timeline_x(0) == before
