"""Lists of shot changes as other programs write and read them.

- PySceneDetect's `list-scenes`: CSV with a line for each scene, frames counted from 1.
- Subtitle Edit's `.shotchanges`: seconds, one a line.
- Aegisub's keyframes: `# keyframe format v1`, then frame numbers counted from 0, one a line.

Read as well: any text with a frame number, a time in seconds or a time code (`00:01:02.345`, `00:01:02:08`) on each line.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.text.timecode import clock, parse_clock

KEYFRAMES_HEAD = "# keyframe format v1"
CSV_HEAD = (
    "Scene Number", "Start Frame", "Start Timecode", "Start Time (seconds)", "End Frame", "End Timecode", "End Time (seconds)",
    "Length (frames)", "Length (timecode)", "Length (seconds)",
)  # fmt: skip
MOST_LINES = 100_000
LONGEST_LINE = 40
MOST_SHOWN = 40
_FRAME = re.compile(r"[0-9]{1,9}$")
_SECONDS = re.compile(r"[0-9]{1,9}[.,][0-9]{1,9}$")
_FRAME_CODE = re.compile(r"([0-9]{1,3}):([0-9]{2}):([0-9]{2})[:;]([0-9]{2,3})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotList:
    """What a list says: frame numbers counted from 0, and times in milliseconds; the start of the video is none."""

    frames: tuple[int, ...] = ()
    times_ms: tuple[int, ...] = ()


def read(text: str, rate: Fraction) -> ShotList:
    """Read a list of shot changes.

    Args:
        text: of the file.
        rate: frames a second, for time codes that count frames.

    Raises:
        BadInput: a line holds neither a frame number nor a time; says which.
    """
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise BadInput("marking.list_too_long", count=MOST_LINES)
    head = next((at for at, line in enumerate(lines) if line.replace('"', "").startswith("Scene Number,")), None)
    return _read_scenes(lines[head:], head) if head is not None else _read_lines(lines, rate)


def write(kind: ShotListKind, frames: Sequence[int], times_ms: Sequence[int], *, rate: Fraction, end: tuple[int, int]) -> str:
    """Write a list of shot changes.

    Args:
        kind: how.
        frames: with which shots begin, but for the first one.
        times_ms: of these frames.
        rate: frames a second.
        end: how many frames the video has, and how long it is in milliseconds.
    """
    if kind is ShotListKind.KEYFRAMES:
        return _lines([KEYFRAMES_HEAD, "fps 0", *(str(frame) for frame in (0, *frames))])
    if kind is ShotListKind.SECONDS:
        return _lines(f"{at_ms / 1000:.3f}" for at_ms in times_ms)
    return _scenes((0, *frames, end[0]), (0, *times_ms, end[1]))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _read_scenes(lines: Sequence[str], skipped: int) -> ShotList:
    frames: list[int] = []
    for number, row in enumerate(_rows(lines, skipped), start=skipped + 2):
        written = (row.get("Start Frame") or "").strip()
        if not _FRAME.match(written):
            raise BadInput("marking.list_line", line=number, words=written[:MOST_SHOWN])
        frames.append(int(written) - 1)
    return ShotList(frames=tuple(sorted({frame for frame in frames if frame > 0})))


def _rows(lines: Sequence[str], skipped: int) -> list[dict[str, str]]:
    rows = csv.DictReader(lines)
    try:
        return list(rows)
    except csv.Error as error:
        raise BadInput("marking.list_line", line=skipped + rows.line_num, words="") from error


def _read_lines(lines: Sequence[str], rate: Fraction) -> ShotList:
    frames: set[int] = set()
    times_ms: set[int] = set()
    for number, line in enumerate(lines, start=1):
        written = line.strip()
        if not written or written.startswith("#") or written.lower().startswith("fps"):
            continue
        found = _read_line(written, rate) if len(written) <= LONGEST_LINE else None
        if found is None:
            raise BadInput("marking.list_line", line=number, words=written[:MOST_SHOWN])
        frame, at_ms = found
        (frames if at_ms is None else times_ms).add(frame if at_ms is None else at_ms)
    return ShotList(frames=tuple(sorted(frames - {0})), times_ms=tuple(sorted(times_ms - {0})))


def _read_line(written: str, rate: Fraction) -> tuple[int, int | None] | None:
    """Return a frame number with None, or 0 with a time; None where it is neither."""
    if _FRAME.match(written):
        return int(written), None
    if _SECONDS.match(written):
        return 0, round(Fraction(written.replace(",", ".")) * 1000)
    match = _FRAME_CODE.match(written)
    if match:
        hours, minutes, seconds, frames = map(int, match.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * round(rate) + frames, None
    at_ms = parse_clock(written)
    return None if at_ms is None else (0, at_ms)


def _scenes(frames: Sequence[int], times_ms: Sequence[int]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    codes = [clock(at_ms) for at_ms in times_ms]
    seconds = [f"{at_ms / 1000:.3f}" for at_ms in times_ms]
    writer.writerow(["Timecode List:", *codes[1:-1]])
    writer.writerow(CSV_HEAD)
    for at in range(len(frames) - 1):
        length_ms = times_ms[at + 1] - times_ms[at]
        writer.writerow(
            [
                at + 1, frames[at] + 1, codes[at], seconds[at], frames[at + 1], codes[at + 1], seconds[at + 1],
                frames[at + 1] - frames[at], clock(length_ms), f"{length_ms / 1000:.3f}",
            ]
        )  # fmt: skip
    return out.getvalue()
