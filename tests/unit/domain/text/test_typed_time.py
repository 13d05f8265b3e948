"""Times as they are typed: every way to write one, on the start of a frame, and what is none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.timecode import clock, frame_at, frame_start_ms
from crossreel.domain.text.typed_time import on_frame, timecode, typed_ms

RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)]


@pytest.mark.parametrize(
    ("written", "at_ms"),
    [
        ("45.5", 45500), ("0:45", 45000), ("0:45,5", 45500), ("1:02:03.4", 3723400), ("45.5s", 45500), ("500 ms", 500),
        ("00:00:45:12", 45400), ("00:00:45;12", 45400), ("1362f", 45400), ("+0.2", 10200), ("-0.2", 9800), ("−3f", 9900),
        ("+3f", 10100), ("-00:00:01:15", 8500), (" 12 ", 12000), ("45.51", 45500), ("45.52", 45534), ("-20", -10000),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_time_on_a_frame(written: str, at_ms: int) -> None:
    assert typed_ms(written, Fraction(30), 10_000) == at_ms


@pytest.mark.parametrize("written", ["", "+", "abc", "1:2:3:4:5", "12:345", "4 5", "1e3", "--3", "f", "12.3456"])
def test_what_is_no_time_is_told_with_what_was_written(written: str) -> None:
    with pytest.raises(BadInput) as told:
        typed_ms(written, Fraction(30), 0)
    assert (told.value.code, told.value.facts["time"]) == ("editing.no_time", written)


def test_a_frame_that_a_second_has_not_is_told() -> None:
    with pytest.raises(BadInput) as told:
        typed_ms("00:00:45:25", Fraction(25), 0)
    assert (told.value.code, told.value.facts["last"]) == ("editing.no_such_frame", 24)


def test_without_a_rate_seconds_stay_as_they_are_written_and_frames_are_thirty() -> None:
    assert typed_ms("45.517", None, 0) == 45517
    assert typed_ms("00:00:45:15", None, 0) == 45500


@given(st.integers(0, 20_000_000), st.sampled_from(RATES))
def test_a_timecode_that_is_read_again_is_the_frame_it_was_written_of(at_ms: int, rate: Fraction) -> None:
    read = typed_ms(timecode(at_ms, rate), rate, 0)
    assert read == frame_start_ms(frame_at(at_ms, rate), rate)
    assert timecode(read, rate) == timecode(at_ms, rate)


@given(st.integers(0, 20_000_000), st.sampled_from(RATES))
def test_a_time_lands_on_the_nearest_frame_and_stays_there(at_ms: int, rate: Fraction) -> None:
    landed = on_frame(at_ms, rate)
    assert landed == frame_start_ms(frame_at(landed, rate), rate)
    assert abs(landed - at_ms) * rate <= 500 + rate
    assert on_frame(landed, rate) == landed == typed_ms(clock(landed), rate, 0)
