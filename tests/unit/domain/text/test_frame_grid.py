"""Laws of the frames cues lie on, over every rate of the field."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.timecode import frame_at, frame_start_ms

RATES = st.sampled_from([Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(60)])
TIMES = st.integers(0, 7_200_000)


@given(RATES, TIMES)
def test_what_is_nearest_is_a_frame_and_no_other_is_nearer(rate: Fraction, at_ms: int) -> None:
    found = FrameGrid(rate=rate).nearest(at_ms)
    number = frame_at(found, rate)
    assert frame_start_ms(number, rate) == found
    assert all(abs(found - at_ms) <= abs(frame_start_ms(each, rate) - at_ms) for each in (max(0, number - 1), number + 1))


@given(RATES, TIMES, st.integers(0, 12))
def test_a_gap_is_so_many_frames_from_either_side(rate: Fraction, at_ms: int, frames: int) -> None:
    grid = FrameGrid(rate=rate, gap_frames=frames)
    end = grid.nearest(at_ms)
    start = grid.after(end)
    assert frame_at(start, rate) - frame_at(end, rate) == frames
    assert grid.before(start) == end


@given(RATES, TIMES)
def test_the_frames_around_a_time_hold_it_between_them(rate: Fraction, at_ms: int) -> None:
    grid = FrameGrid(rate=rate)
    assert grid.at_or_before(at_ms) <= at_ms <= grid.at_or_after(at_ms)
    assert grid.at_or_after(at_ms) in (grid.at_or_before(at_ms), grid.moved(grid.at_or_before(at_ms), 1))


def test_without_a_rate_every_millisecond_is_a_place_and_gaps_are_those_of_thirty_frames() -> None:
    grid = FrameGrid()
    assert (grid.nearest(1234), grid.after(1234), grid.before(1234), grid.before(30)) == (1234, 1301, 1167, 0)
