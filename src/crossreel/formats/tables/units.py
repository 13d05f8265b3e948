"""How the times of a table are to be read: what its numbers count, and the frames a second it says itself."""

import datetime
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median

from crossreel.domain.tables.mapping import Column, ColumnRole, TableMapping
from crossreel.domain.tables.table import Cell, Row, Table, text_of
from crossreel.domain.text.frame_rates import read_rate
from crossreel.formats.notices import Notices
from crossreel.formats.tables.headers import read_header
from crossreel.formats.tables.times import TimeReading, looks_like_time, number_of

SAMPLE_ROWS = 400
LONGEST_IN_DAYS = Fraction(1, 4)  # no video here lasts six hours; a spreadsheet's number for a time is a part of a day
LEAST_MS, LEAST_GAP_MS = 200, 300  # whole numbers that lie so far apart count milliseconds: nobody speaks for minutes
SURELY_MS = 36_000  # ten hours in seconds
TYPED_MINUTES = 3  # times without seconds, from which on a column is taken for minutes and seconds
MOST_MINUTES = 30
_DECLARED = re.compile(r"(?<![\d.,])(\d{2,3}(?:[.,]\d{1,3})?)\s*(?:fps|frames?\s*per\s*second|帧/秒|帧每秒|к/с|img/s|i/s)|"
                       r"(?:帧率|幀率|frame\s*rate|framerate|fps|タイムベース|bildrate|cadence)\s*[:：=]?\s*(\d{2,3}(?:[.,]\d{1,3})?)",
                       re.IGNORECASE)  # fmt: skip


def readings_of(table: Table, mapping: TableMapping, rate: Fraction | None, notices: Notices) -> dict[int, TimeReading]:
    """Return how each column with times is to be read, and say what was concluded from its numbers."""
    rows = [row for row in table.rows if row.number > mapping.header_row][:SAMPLE_ROWS]
    rate = rate or declared_rate(table, mapping)
    start, end = mapping.find(ColumnRole.START), mapping.find(ColumnRole.END)
    times = [column for column in (start, end, mapping.find(ColumnRole.RANGE)) if column is not None]
    unit = next(filter(None, (read_header(column.header).unit for column in times)), "") or _unit(rows, start, end)
    if unit in ("ms", "days") and not any(read_header(column.header).unit for column in times):
        notices.add(f"sheet.read_as_{unit}", mapping.header_row, table=table.name, column=times[0].letters)
    typed = any(_typed_minutes([row.at(column.at) for row in rows]) for column in times)
    if typed:
        notices.add("sheet.minutes_as_hours", mapping.header_row, table=table.name, column=times[0].letters)
    found = {column.at: TimeReading(rate=rate, unit=unit, minutes_as_hours=typed) for column in times}
    length = mapping.find(ColumnRole.DURATION)
    if length is not None:
        own = read_header(length.header).unit or _length_unit([row.at(length.at) for row in rows], unit)
        found[length.at] = TimeReading(rate=rate, unit=own)
    return found


def declared_rate(table: Table, mapping: TableMapping) -> Fraction | None:
    """Return the frame rate that a header, or a line above it, says."""
    above = (text_of(cell) for row in table.rows if row.number < mapping.header_row for cell in row.cells)
    for text in (*(column.header for column in mapping.columns), *above):
        match = _DECLARED.search(text[:200])
        if match:
            return read_rate(match.group(1) or match.group(2))
    return None


def _unit(rows: Sequence[Row], start: Column | None, end: Column | None) -> str:
    first = _numbers(row.at(start.at) for row in rows) if start is not None else []
    last = _numbers(row.at(end.at) for row in rows) if end is not None else []
    every = [*first, *last]
    if not every:
        return "s"
    if max(every) < LONGEST_IN_DAYS and max(every) > 0 and any(number.denominator != 1 for number in every):
        return "days"
    if any(number.denominator != 1 for number in every):
        return "s"
    if len(first) == len(last):
        apart, least = [b - a for a, b in zip(first, last, strict=True)], LEAST_MS
    else:
        apart, least = [b - a for a, b in pairwise(first)], LEAST_GAP_MS
    return "ms" if max(every) > SURELY_MS or (apart and median(apart) >= least) else "s"


def _length_unit(cells: Iterable[Cell], unit: str) -> str:
    numbers = _numbers(cells)
    if not numbers or (unit == "days" and max(numbers) < LONGEST_IN_DAYS):
        return unit if numbers else "s"
    whole = all(number.denominator == 1 for number in numbers)
    return "ms" if whole and median(numbers) >= LEAST_MS else "s"


def _numbers(cells: Iterable[Cell]) -> list[Fraction]:
    return [number for cell in cells if not looks_like_time(cell) and (number := number_of(cell)) is not None]


def _typed_minutes(cells: Sequence[Cell]) -> bool:
    """Tell whether a spreadsheet took minutes and seconds, typed as `01:30`, for hours and minutes."""
    moments = [cell for cell in cells if isinstance(cell, datetime.time | datetime.timedelta)]
    seconds = [
        cell.total_seconds() if isinstance(cell, datetime.timedelta) else (cell.hour * 60 + cell.minute) * 60 + cell.second
        for cell in moments
    ]
    even = all(each % 60 == 0 for each in seconds) and not any(getattr(cell, "microsecond", 0) for cell in moments)
    return len(moments) >= TYPED_MINUTES and even and max(seconds) > MOST_MINUTES * 60
