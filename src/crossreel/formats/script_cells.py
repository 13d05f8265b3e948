"""Cells of scripts: times as people and spreadsheets write them, column names, and a guard against formulas."""

import datetime
import re
from fractions import Fraction

from crossreel.domain.text.timecode import parse_clock

COLUMNS = {
    "cue_id": ("cue_id", "cue id", "cueid", "id"),
    "episode": ("episode", "ep", "episode number", "集", "集数"),
    "number": ("#", "no", "no.", "nr", "number", "index", "序号"),
    "in": ("in", "start", "begin", "from", "start time", "time in", "in time", "tc in", "timecode in", "in_ms", "start_ms",
           "开始", "入点"),
    "out": ("out", "end", "to", "end time", "time out", "out time", "tc out", "timecode out", "out_ms", "end_ms", "结束", "出点"),
    "duration": ("duration", "dur", "length", "时长"),
    "speaker": ("speaker", "character", "actor", "name", "who", "角色", "说话人"),
    "text": ("text", "subtitle", "subtitles", "caption", "dialogue", "dialog", "line", "source", "source text", "original",
             "字幕", "原文"),
    "base": ("base",),
    "fps": ("fps", "frame rate", "framerate"),
}  # fmt: skip
KINDS = {name: kind for kind, names in COLUMNS.items() for name in names}
SOURCE_MARK = " (source)"
_FRAMES = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})[:;](\d{1,3})")
_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula; `unguard` takes it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def milliseconds(cell: object, header: str, rate: Fraction | None) -> int | None:
    """Return the time in a cell, or None. Numbers are seconds, or milliseconds under a header that says so.

    Args:
        cell: text, a number, or what a workbook makes of a time.
        header: name of the column.
        rate: frames a second, for `HH:MM:SS:FF`.
    """
    if isinstance(cell, datetime.datetime):
        cell = cell.time()
    if isinstance(cell, datetime.time):
        return ((cell.hour * 60 + cell.minute) * 60 + cell.second) * 1000 + cell.microsecond // 1000
    if isinstance(cell, datetime.timedelta):
        return round(cell.total_seconds() * 1000)
    written = str(cell if cell is not None else "").strip()
    if header.lower().endswith("ms") and re.fullmatch(r"-?\d{1,12}(?:\.0*)?", written):
        return int(written.partition(".")[0])
    frames = _FRAMES.fullmatch(written)
    if frames:
        hours, minutes, seconds, count = (int(part) for part in frames.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + round(count * 1000 / (rate or Fraction(30)))
    if re.fullmatch(r"\d{1,9}\.\d{4,17}", written):
        return round(float(written) * 1000)
    return parse_clock(written) if len(written) < 40 else None
