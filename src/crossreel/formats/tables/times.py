"""Times in cells: as people type them, and as spreadsheets make numbers of them."""

import datetime
import re
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.tables.table import Cell
from crossreel.domain.text import numerals
from crossreel.domain.text.timecode import frame_start_ms, timecode_ms

DAY_MS = 86_400_000
LONGEST = 48  # characters of a cell with a time or two
_USUAL = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})[.,](\d{1,3})", re.ASCII)  # nearly all there are
_FRAMES = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})([:;])(\d{1,3})")
_SEMICOLONS = re.compile(r"\b(\d{1,3});(\d{1,2});(\d{1,2});(\d{1,2})\b")  # as Adobe writes time code that drops frames
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?")
_THOUSANDTHS = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}):(\d{3})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{1,2})(?:[.,:](\d{1,3}))?")
_WORDED = re.compile(
    r"(?:(\d{1,2})\s*(?:h|時|时|시간|小时|小時)\s*)?(?:(\d{1,3})\s*(?:m|min|'|分|분|分钟|分鐘)\s*)?"
    r"(?:(\d{1,3})(?:[.,](\d{1,3}))?\s*(?:s|sec|\"|''|秒|초)\s*(\d{1,3})?)?"
)
_PLAIN = re.compile(r"(\d{1,9})(?:[.,](\d{1,17}))?\s*(ms|s|sec|secs|f|fr)?")
_TOKEN = re.compile(r"\d(?:[\d:;.,]*\d)?")
_BETWEEN = re.compile(r"[\s\-‐-―~→⟶➔>=<|/\[\](){}【】（）至到〜]|to|bis|al?|à|до", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """How the times of a column are to be read.

    Attributes:
        rate: frames a second, None while nobody knows it.
        unit: what plain numbers count: "s", "ms", "min", "frames" or "days".
        minutes_as_hours: a spreadsheet took `01:30` for hours and minutes.
    """

    rate: Fraction | None = None
    unit: str = "s"
    minutes_as_hours: bool = False


class NoRate(Exception):
    """A time counts frames and nobody knows how many a second has; says that time."""


def plain(cell: Cell) -> str:
    """Return a cell as text with ASCII digits and signs, whatever script the numbers are in."""
    written = _bare(numerals.plain("" if cell is None else str(cell)).replace("٫", "."))
    return _SEMICOLONS.sub(r"\1:\2:\3;\4", written) if ";" in written else written


def _bare(written: str) -> str:
    """Return a text without blanks, a spreadsheet's apostrophe and a pair of brackets round it."""
    text = written.strip().lstrip("'")
    if len(text) > 2 and text[0] in "[(<【" and text[-1] in "])>】" and not any(sign in text[1:-1] for sign in "[]()<>【】"):
        return text[1:-1].strip()
    return text


def time_of(cell: Cell, reading: TimeReading) -> int | None:
    """Return the time in a cell in milliseconds, or None when it is none.

    Raises:
        NoRate: it counts frames, and the reading has no rate.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    moment = _clock_ms(cell)
    if moment is not None:
        return moment // 60 if reading.minutes_as_hours else moment
    if isinstance(cell, int | float):
        return _number(Fraction(cell).limit_denominator(10**12), reading) if abs(cell) < 10**12 else None
    written = plain(cell)
    return _written(written, reading) if 0 < len(written) <= LONGEST else None


def _clock_ms(cell: Cell) -> int | None:
    """Return what a workbook has for a time of day or a length."""
    if isinstance(cell, datetime.timedelta):
        return round(cell.total_seconds() * 1000)
    if isinstance(cell, datetime.datetime):
        whole = (cell.hour * 60 + cell.minute) * 60 + cell.second
        days = max(0, (cell.date() - datetime.date(1899, 12, 31)).days) if cell.year <= 1900 else 0
        return (days * 86_400 + whole) * 1000 + round(cell.microsecond / 1000)
    if isinstance(cell, datetime.time):
        return ((cell.hour * 60 + cell.minute) * 60 + cell.second) * 1000 + round(cell.microsecond / 1000)
    return None


def _number(value: Fraction, reading: TimeReading) -> int:
    if reading.unit == "frames":
        if reading.rate is None:
            raise NoRate(str(int(value)))
        return frame_start_ms(int(value), reading.rate)
    return round(value * {"ms": 1, "s": 1000, "min": 60_000, "days": DAY_MS}[reading.unit])


def _written(written: str, reading: TimeReading) -> int | None:
    if match := _USUAL.fullmatch(written):
        hours, minutes, seconds, rest = match.groups()
        return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))
    frames = _FRAMES.fullmatch(written)
    if frames and len(frames.group(5)) < 3:
        return _frames(frames, reading)
    if match := _THOUSANDTHS.fullmatch(written):
        hours, minutes, seconds, rest = (int(part or 0) for part in match.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
    if match := _CLOCK.fullmatch(written) or _DOTTED.fullmatch(written):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + _thousandths(match.group(4))
    if match := _PLAIN.fullmatch(written.lower()):
        unit = {"ms": "ms", "f": "frames", "fr": "frames", None: reading.unit}.get(match.group(3), "s")
        value = Fraction(f"{match.group(1)}.{match.group(2) or 0}")
        return _number(value, TimeReading(rate=reading.rate, unit=unit))
    match = _WORDED.fullmatch(written.lower())
    if match and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + _thousandths(match.group(4) or match.group(5))
    return None


def _frames(match: re.Match[str], reading: TimeReading) -> int:
    if reading.rate is None:
        raise NoRate(match.group())
    hours, minutes, seconds, count = (int(match.group(at)) for at in (1, 2, 3, 5))
    return timecode_ms(hours, minutes, seconds, count, reading.rate, drop=match.group(4) == ";")


def _thousandths(written: str | None) -> int:
    if not written:
        return 0
    return int(written.ljust(3, "0")) if len(written) <= 3 else round(Fraction(f"0.{written}") * 1000)


def span_of(cell: Cell, reading: TimeReading) -> tuple[int, int] | None:
    """Return the beginning and end in one cell such as `0:01.2 – 0:03` or two lines of times, or None.

    Raises:
        NoRate: they count frames, and the reading has no rate.
    """
    tokens = _span_tokens(cell)
    if tokens is None:
        return None
    first, last = (_written(token, reading) for token in tokens)
    return (first, last) if first is not None and last is not None else None


def _span_tokens(cell: Cell) -> tuple[str, str] | None:
    if not isinstance(cell, str) or not 3 <= len(cell) <= 2 * LONGEST:
        return None
    written = plain(cell)
    tokens = _TOKEN.findall(written)
    if len(tokens) != 2 or _BETWEEN.sub("", _TOKEN.sub("", written)).strip(" s"):
        return None
    clocks = sum(":" in token for token in tokens)
    decimals = sum("." in token or "," in token for token in tokens)
    return (tokens[0], tokens[1]) if clocks == 2 or (not clocks and decimals == 2) else None


def looks_like_time(cell: Cell) -> bool:
    """Tell whether a cell is a clock time and nothing but that; plain numbers are not."""
    if _clock_ms(cell) is not None:
        return True
    if not isinstance(cell, str):
        return False
    written = plain(cell)
    if not 3 <= len(written) <= LONGEST or not written[0].isdigit():
        return False
    return any(pattern.fullmatch(written) for pattern in (_FRAMES, _THOUSANDTHS, _CLOCK, _DOTTED)) or (
        not _PLAIN.fullmatch(written.lower()) and bool(_WORDED.fullmatch(written.lower()))
    )


def looks_like_span(cell: Cell) -> bool:
    """Tell whether a cell holds two times."""
    return _span_tokens(cell) is not None


def number_of(cell: Cell) -> Fraction | None:
    """Return the number in a cell, or None; `1.5` and `1,5` are the same."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return Fraction(cell) if abs(cell) < 10**15 else None
    if isinstance(cell, str):
        match = re.fullmatch(r"(\d{1,15})(?:[.,](\d{1,17}))?", plain(cell))
        return Fraction(f"{match.group(1)}.{match.group(2) or 0}") if match else None
    return None
