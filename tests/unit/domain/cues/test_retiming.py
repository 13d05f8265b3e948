"""Laws of retiming a cue among those beside it."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.retiming import Company, TimedCue, Times, free_room, retiming
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.timecode import frame_at, frame_start_ms

RATES = st.sampled_from([Fraction(24000, 1001), Fraction(25), Fraction(30), Fraction(60)])
GRID = FrameGrid(rate=Fraction(30))
LAST_MS = 120_000


@st.composite
def rows(draw: st.DrawFn, rate: Fraction) -> list[TimedCue]:
    """Cues on frames in order, many chained, none overlapping."""
    cues, at = [], 0
    for number in range(draw(st.integers(1, 6))):
        at += draw(st.one_of(st.just(2), st.integers(2, 90)))
        end = at + draw(st.integers(8, 120))
        cues.append(TimedCue(number, frame_start_ms(at, rate), frame_start_ms(end, rate)))
        at = end
    return cues


def after(cues: list[TimedCue], moved: Mapping[int, Times]) -> list[Times]:
    """Return the times of all cues after some moved."""
    return [moved.get(cue.id, cue.times) for cue in cues]


def test_an_edge_takes_the_cue_it_is_chained_to_along_and_keeps_the_gap() -> None:
    cues = [TimedCue(1, 1000, 2000), TimedCue(2, 2067, 3000)]
    both = retiming(cues, cues[0], GRID, LAST_MS)
    assert both.times(1000, 2310, Company.CHAINED) == {1: (1000, 2300), 2: (2367, 3000)}
    assert both.times(1000, 1700, Company.CHAINED) == {1: (1000, 1700), 2: (1767, 3000)}
    assert retiming(cues, cues[1], GRID, LAST_MS).times(1900, 3000, Company.CHAINED) == {2: (1900, 3000), 1: (1000, 1834)}


def test_alone_an_edge_stops_at_the_gap_and_leaves_when_it_goes_the_other_way() -> None:
    cues = [TimedCue(1, 1000, 2000), TimedCue(2, 2067, 3000)]
    alone = retiming(cues, cues[0], GRID, LAST_MS)
    assert alone.times(1000, 2500, Company.ALONE) == {1: (1000, 2000)}
    assert alone.times(1000, 1700, Company.ALONE) == {1: (1000, 1700)}


def test_a_cue_that_is_further_away_is_not_chained() -> None:
    cues = [TimedCue(1, 1000, 2000), TimedCue(2, 2500, 3000)]
    assert retiming(cues, cues[0], GRID, LAST_MS).times(1000, 2800, Company.CHAINED) == {1: (1000, 2434)}


def test_a_push_sends_those_behind_on_only_as_far_as_it_must() -> None:
    cues = [TimedCue(1, 1000, 2000), TimedCue(2, 2067, 3000), TimedCue(3, 3500, 4000), TimedCue(4, 9000, 9500)]
    moved = retiming(cues, cues[0], GRID, LAST_MS).times(1000, 2600, Company.PUSHED)
    assert moved == {1: (1000, 2600), 2: (2667, 3600), 3: (3667, 4167)}


def test_a_push_back_ends_where_the_first_cue_would_begin_before_zero() -> None:
    cues = [TimedCue(1, 100, 600), TimedCue(2, 667, 1500)]
    moved = retiming(cues, cues[1], GRID, LAST_MS).times(0, 1500, Company.PUSHED)
    assert moved == {1: (0, 500), 2: (567, 1500)}


def test_a_sign_over_dialogue_is_in_nobodys_way() -> None:
    sign, first, second = TimedCue(1, 0, 9000), TimedCue(2, 2000, 3000), TimedCue(3, 5000, 6000)
    cues = [sign, first, second]
    assert retiming(cues, first, GRID, LAST_MS).times(1500, 3000, Company.ALONE) == {2: (1500, 3000)}
    assert retiming(cues, sign, GRID, LAST_MS).times(0, 9500, Company.ALONE) == {1: (0, 9500)}


@given(st.data(), RATES, st.sampled_from(list(Company)), st.sampled_from(["start", "end", "whole"]), st.integers(-9000, 9000))
def test_nothing_ever_overlaps_turns_round_or_leaves_the_frames(
    data: st.DataObject, rate: Fraction, company: Company, part: str, delta: int
) -> None:
    cues = data.draw(rows(rate))
    cue = data.draw(st.sampled_from(cues))
    grid = FrameGrid(rate=rate)
    start = cue.start_ms + (delta if part != "end" else 0)
    end = cue.end_ms + (delta if part != "start" else 0)
    moved = retiming(cues, cue, grid, LAST_MS).times(start, end, company)
    times = after(cues, moved)
    for at, (begins, ends) in enumerate(times):
        assert begins >= 0
        assert ends - begins >= min(100, cues[at].end_ms - cues[at].start_ms)
        assert (frame_start_ms(frame_at(begins, rate), rate), frame_start_ms(frame_at(ends, rate), rate)) == (begins, ends)
    for one, two in pairwise(times):
        assert frame_at(two[0], rate) - frame_at(one[1], rate) >= 2
    if part == "whole":
        length = (cue.end_ms - cue.start_ms) * rate / 1000
        assert abs((moved[cue.id][1] - moved[cue.id][0]) * rate / 1000 - length) <= Fraction(1, 10)


@given(st.data(), RATES, st.sampled_from(list(Company)))
def test_no_drag_is_no_change(data: st.DataObject, rate: Fraction, company: Company) -> None:
    cues = data.draw(rows(rate))
    for cue in cues:
        assert after(cues, retiming(cues, cue, FrameGrid(rate=rate), LAST_MS).times(*cue.times, company)) == [
            one.times for one in cues
        ]


@pytest.mark.parametrize(("at_ms", "room"), [(500, (0, 934)), (2300, (2067, LAST_MS))])
def test_the_room_for_a_new_cue_keeps_the_gap_on_both_sides(at_ms: int, room: Times) -> None:
    assert free_room([TimedCue(1, 1000, 2000)], at_ms, GRID, LAST_MS) == room
