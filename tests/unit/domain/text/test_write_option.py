"""Options of writers as profiles and people give them."""

from fractions import Fraction

import pytest

from crossreel.domain.text.timecode import frame_of, parse_timecode, timecode_ms, timecode_of, written_timecode
from crossreel.domain.text.write_option import read_option, read_written

NTSC = Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("bom", "yes", True), ("bom", "false", False), ("newline", "crlf", "\r\n"), ("newline", "LF", "\n"),
        ("frame_rate", "29.97", NTSC),
        ("frame_rate", "25", Fraction(25)), ("width", "1080", 1080), ("start_timecode", "10:00:00:00", "10:00:00:00"),
        ("display_standard", "open", "open"), ("drop_frame", "no", False), ("title", "yes", "yes"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(name: str, written: str, value: object) -> None:
    assert read_written(name, written) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("start_timecode", "24:00:00:00"), ("start_timecode", "10:61:00:00"), ("display_standard", "x"), ("bom", "perhaps"),
     ("frame_rate", "fast"), ("width", "wide"), ("drop_frame", "1")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError):
        read_written(name, value)
    with pytest.raises(KeyError):
        read_option("colour", value)


@pytest.mark.parametrize("drop", [True, False])
@pytest.mark.parametrize("rate", [NTSC, Fraction(60000, 1001), Fraction(25), Fraction(24000, 1001)])
def test_every_frame_has_one_time_code_and_is_named_by_it(rate: Fraction, drop: bool) -> None:
    base = round(rate)
    near = [minute * 60 * base + at for minute in (0, 1, 9, 10, 11, 60, 600) for at in range(-6, 7)]
    for frame in (each for each in near if each >= 0):
        code = timecode_of(frame, rate, drop=drop)
        assert frame_of(code, rate, drop=drop) == frame
        assert timecode_ms(*code, rate, drop=drop) == round(frame * 1000 / rate)
        assert parse_timecode(written_timecode(code, drop=drop)) == code


def test_drop_frames_leave_out_two_numbers_but_in_each_tenth_minute() -> None:
    codes = {frame: written_timecode(timecode_of(frame, NTSC, drop=True), drop=True) for frame in (1799, 1800, 17981, 17982)}
    assert codes == {1799: "00:00:59;29", 1800: "00:01:00;02", 17981: "00:09:59;29", 17982: "00:10:00;00"}
