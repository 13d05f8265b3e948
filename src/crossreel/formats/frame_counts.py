"""What stands behind the seconds of `00:00:01:12`: frames of the video's rate, or a fraction that somebody parted by a colon."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from crossreel.domain.text.timecode import clock as clock_of
from crossreel.domain.text.timecode import timecode_ms
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.time_lines import Clock

STANDARD_RATES = (24, 25, 30, 48, 50, 60)
SLIP_SHARE = 0.1  # of the times: fewer colons among commas are slips of the pen


def reader_of(clocks: Sequence[Clock], hints: ReadHints, notices: Notices) -> Callable[[Clock], int]:
    """Return how the times of a file are read as milliseconds, judged over all of them.

    Raises:
        BadInput: they count frames, and nobody knows how many a second has.
    """
    counted = [clock for clock in clocks if clock.last and clock.mark in (":", ";")]
    odd = [clock for clock in clocks if clock.last and clock.mark not in (":", ";") and len(clock.last) != 3]
    if odd:
        shown = _written(odd[0]), clock_of(abs(odd[0].milliseconds()))
        notices.add_many("time.odd_fraction", len(odd), text=shown[0], clock=shown[1])
    if not counted:
        return Clock.milliseconds
    most = max(int(clock.last) for clock in counted)
    few = len(counted) <= SLIP_SHARE * sum(clock.mark == "," and len(clock.last) == 3 for clock in clocks)
    if any(len(clock.last) > 2 for clock in counted) or most >= STANDARD_RATES[-1] or few:
        notices.add_many("time.colon_fraction", len(counted), text=_written(counted[0]))
        return Clock.milliseconds
    rate = hints.rate_for(_written(counted[0]))
    if most >= round(rate):
        taken = Fraction(next(each for each in STANDARD_RATES if each > most))
        notices.add("time.frames_beyond_rate", frame=most, rate=round(float(rate), 3), taken=int(taken))
        rate = taken
    return lambda clock: _milliseconds(clock, rate)


def _milliseconds(clock: Clock, rate: Fraction) -> int:
    if not clock.last or clock.mark == ",":
        return clock.milliseconds()
    found = timecode_ms(clock.hours, clock.minutes, clock.seconds, int(clock.last), rate, drop=clock.mark == ";")
    return -found if clock.negative else found


def _written(clock: Clock) -> str:
    return f"{clock.hours:02d}:{clock.minutes:02d}:{clock.seconds:02d}{clock.mark}{clock.last}"
