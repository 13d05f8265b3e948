"""Times as people write them, and frames."""

import re
from fractions import Fraction

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$")
_TIMECODE = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)[:;](\d{2})", re.ASCII)
_SECONDS = re.compile(r"(\d+)(?:[.,](\d{1,3}))?$")
Code = tuple[int, int, int, int]
"""Hours, minutes, seconds and frames of an SMPTE time code."""

DAY_HOURS = 24


def clock(ms: int, *, separator: str = ".", hours: bool = True) -> str:
    """Write milliseconds as `HH:MM:SS.mmm`, or `MM:SS.mmm` without hours below one hour."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    whole_hours, minutes = divmod(minutes, 60)
    head = f"{whole_hours:02d}:" if hours or whole_hours else ""
    return f"{sign}{head}{minutes:02d}:{seconds:02d}{separator}{rest:03d}"


def running_time(length_ms: int) -> str:
    """Write a running time as `1:39`."""
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def parse_clock(written: str) -> int | None:
    """Read `1:02:03.4`, `02:03,456` or `62.5` as milliseconds; None when it is no time."""
    text = written.strip()
    match = _CLOCK.match(text)
    if match:
        hours, minutes, seconds, fraction = match.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    else:
        match = _SECONDS.match(text)
        if match is None:
            return None
        whole, fraction = int(match.group(1)), match.group(2)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def frame_at(ms: int, rate: Fraction) -> int:
    """Return the number of the frame shown at `ms`, from 0."""
    thousandths = ms * rate.numerator + rate.denominator
    whole = abs(thousandths) // (1000 * rate.denominator)
    return whole if thousandths >= 0 else -whole


def frame_start_ms(frame: int, rate: Fraction) -> int:
    """Return the first whole millisecond at which a frame is shown."""
    return -(-frame * 1000 * rate.denominator // rate.numerator)


def frames_ms(count: int, rate: Fraction) -> int:
    """Return the length of `count` frames, rounded up to whole milliseconds."""
    return frame_start_ms(count, rate)


def timecode_ms(hours: int, minutes: int, seconds: int, frames: int, rate: Fraction, *, drop: bool = False) -> int:
    """Return when the frame of an SMPTE time code begins, in milliseconds (ST 12-1: codes name frames, not seconds).

    Args:
        hours: of the code, as the other parts.
        minutes: as written.
        seconds: as written.
        frames: as written.
        rate: true frames a second: at 30000/1001 the code 00:10:00:00 is the frame 18,000, shown at 600.600 s.
        drop: whether the code leaves out frame numbers to keep up with the clock, two (at 60 a second four) in each minute that is
            no tenth one; only rates of 30000/1001 and 60000/1001 do.
    """
    base = max(1, round(rate))
    frame = ((hours * 60 + minutes) * 60 + seconds) * base + frames
    if drop and rate.denominator != 1 and base % 30 == 0:
        whole = hours * 60 + minutes
        frame -= base // 15 * (whole - whole // 10)
    return round(Fraction(frame) * 1000 / rate)


def parse_timecode(written: str) -> Code | None:
    """Read `10:00:00:00` (or with `;` before the frames) as the parts of a time code; None when it is none."""
    match = _TIMECODE.fullmatch(written.strip())
    if match is None or int(match[1]) >= DAY_HOURS:
        return None
    return int(match[1]), int(match[2]), int(match[3]), int(match[4])


def skips_numbers(rate: Fraction, *, drop: bool) -> bool:
    """Tell whether time codes of a rate leave out numbers: only those of 30000/1001 and 60000/1001 can."""
    return drop and rate.denominator != 1 and round(rate) % 30 == 0


def timecode_of(frame: int, rate: Fraction, *, drop: bool = False) -> Code:
    """Return the SMPTE time code of a frame, as `timecode_ms` reads it; hours go on beyond 23.

    Args:
        frame: its number, from 0.
        rate: true frames a second.
        drop: whether the codes leave out numbers, where the rate's codes can.
    """
    base = max(1, round(rate))
    if skips_numbers(rate, drop=drop):
        skipped = base // 15
        tens, rest = divmod(frame, base * 600 - 9 * skipped)
        frame += 9 * skipped * tens
        if rest >= base * 60:
            frame += skipped * (1 + (rest - base * 60) // (base * 60 - skipped))
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, frames


def frame_of(code: Code, rate: Fraction, *, drop: bool = False) -> int:
    """Return the number of the frame that a time code names, from 0."""
    return round(timecode_ms(*code, rate, drop=drop) * rate / 1000)


def written_timecode(code: Code, *, drop: bool = False) -> str:
    """Write a time code as `10:00:00:00`, with `;` before the frames where it skips numbers."""
    hours, minutes, seconds, frames = code
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{';' if drop else ':'}{frames:02d}"
