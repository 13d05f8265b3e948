"""Changing many cues at once: straight lines of times, and what follows them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.anchoring import anchor
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.row_change import RowChange, TimeMap, change_rows, new_times, remapped
from crossreel.domain.cues.spine import Spine, spine_of
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import FrameGrid
from tests.strategies import tracks_of_cues
from tests.unit.domain.cues.laws import assert_lawful
from tests.unit.domain.cues.test_spine import episode, follower, times

ANY = FrameGrid()


def starts(spine: Spine, track_id: int) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in (*spine.cues, *spine.followers) if cue.track_id == track_id]


def test_a_line_goes_through_both_points_and_beyond() -> None:
    line = TimeMap((1000, 1100), (3000, 3300))
    assert [line.at(ms) for ms in (0, 1000, 2000, 3000, 4000)] == [0, 1100, 2200, 3300, 4400]
    assert line.factor == Fraction(11, 10)


@pytest.mark.parametrize(("first", "last"), [((5, 0), (5, 9)), ((0, 9), (5, 9)), ((0, 9), (5, 1))])
def test_one_time_twice_or_places_changed_are_refused(first: tuple[int, int], last: tuple[int, int]) -> None:
    with pytest.raises(BadInput, match=r"editing\.no_stretch"):
        TimeMap(first, last)


def test_a_shift_takes_followers_along_and_pins_what_moves_alone() -> None:
    before = episode(follower(11, 1), follower(12, 2))
    after = change_rows(before, {1, 2, 11, 12}, RowChange(by_ms=250), ANY)
    assert starts(after, 1)[:2] == starts(after, 2) == [(250, 1250), (1250, 2250)]
    assert not any(cue.pinned for cue in after.followers)
    alone = change_rows(before, {11}, RowChange(by_ms=250), ANY)
    assert (times(alone, 11), alone.get(11).pinned, times(alone, 1)) == ((250, 1250), True, (0, 1000))


def test_a_stretch_gives_the_first_its_start_and_the_last_its_end() -> None:
    after = change_rows(episode(follower(11, 1)), {1, 2, 3}, RowChange(first_ms=500, last_ms=8500), ANY)
    assert starts(after, 1) == [(500, 2500), (2500, 4500), (6500, 8500)]
    assert times(after, 11) == (500, 2500)
    by_half = change_rows(episode(), {1, 2, 3}, RowChange(factor=Fraction(1, 2)), ANY)
    assert starts(by_half, 1) == [(0, 500), (500, 1000), (1500, 2000)]


def test_everything_is_changed_together() -> None:
    before = episode(follower(11, 1))
    after = change_rows(before, {1, 11}, RowChange(by_ms=100, speaks=True, speaker_id=7, placement="8", pinned=True), ANY)
    assert [(cue.speaker_id, cue.placement) for cue in (after.get(1), after.get(11))] == [(7, "8")] * 2
    assert after.get(11).pinned and times(after, 11) == (100, 1100)
    assert (after.get(2).speaker_id, after.get(2).placement) == (None, "")


@given(
    tracks_of_cues(1, 1), tracks_of_cues(2, 101), st.integers(0, 3000), st.integers(1, 9000),
    st.sampled_from([None, Fraction(30), Fraction(24000, 1001)]),
)  # fmt: skip
def test_a_stretch_keeps_the_laws_the_order_and_covers_nobody_anew(
    source: list[Cue], english: list[Cue], first: int, length: int, rate: Fraction | None
) -> None:
    spine = spine_of(1, [*source, *anchor(source, english, 50)])
    every = [*spine.cues, *spine.followers]
    if not every:
        return
    ends = (min(cue.start_ms for cue in every), max(cue.end_ms for cue in every))
    line, grid = TimeMap((ends[0], first), (ends[1], first + length)), FrameGrid(rate=rate)
    after = laws.retime_each(spine, remapped(spine, {cue.id for cue in every}, line, grid))
    assert_lawful(after)
    if length < 50 * len(every):
        return  # frames are longer than what is left of a cue
    for one in spine.cues:
        for other in spine.cues:
            if one.end_ms <= other.start_ms and new_times(other, line, grid)[0] > new_times(one, line, grid)[0] + 42:
                assert new_times(one, line, grid)[1] <= new_times(other, line, grid)[0] + 42
