"""Times as an editor types them: seconds, timecode in frames, a number of frames, or so much more or less than before."""

import re
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import USUAL_RATE, FrameGrid
from crossreel.domain.text.timecode import frame_at, frame_start_ms, parse_clock

_FRAMES = re.compile(r"(\d+)[:;](\d{1,2})[:;](\d{1,2})[:;](\d{1,3})$")
_COUNT = re.compile(r"(\d+)\s*f$", re.IGNORECASE)
_MILLISECONDS = re.compile(r"(\d+)\s*ms$", re.IGNORECASE)
_SECONDS = re.compile(r"(.*\d)\s*s$", re.IGNORECASE)
_SIGNS = {"+": 1, "-": -1, "−": -1}


def timecode(at_ms: int, rate: Fraction) -> str:
    """Write a time as `HH:MM:SS:FF`: the frame shown then, counted without drop-frame."""
    base = _base(rate)
    seconds, frame = divmod(frame_at(at_ms, rate), base)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frame:02d}"


def typed_ms(written: str, rate: Fraction | None, present_ms: int) -> int:
    """Return the time that was typed, in milliseconds, on the start of the frame that lies nearest.

    Args:
        written: `45.5`, `0:45.5`, `1:02:03,4` and `45.5s` are seconds, `500ms` milliseconds, `00:00:45:12` and `1362f` frames;
            with `+` or `-` before it, it is so much later or earlier than `present_ms`.
        rate: frames in a second; None where they are not known or differ in length: then nothing is moved to a frame, and
            frames are counted as 30 in a second.
        present_ms: what stood there.

    Raises:
        BadInput: it is no time, or has a frame that a second has not.
    """
    text = written.strip()
    sign = _SIGNS.get(text[:1], 0)
    length_ms = _length_ms(text[1:].strip() if sign else text, rate, written)
    return on_frame(present_ms + sign * length_ms if sign else length_ms, rate)


def on_frame(at_ms: int, rate: Fraction | None) -> int:
    """Return the start of the frame nearest to a time; before the first frame and without a rate the time itself."""
    return at_ms if rate is None or at_ms < 0 else FrameGrid(rate=rate).nearest(at_ms)


def _length_ms(text: str, rate: Fraction | None, written: str) -> int:
    frames, count = _FRAMES.match(text), _COUNT.match(text)
    if frames or count:
        counted = rate or USUAL_RATE
        return frame_start_ms(int(count.group(1)) if count else _frame(frames, counted, written), counted)  # type: ignore[arg-type]
    milliseconds, seconds = _MILLISECONDS.match(text), _SECONDS.match(text)
    found = int(milliseconds.group(1)) if milliseconds else parse_clock(seconds.group(1) if seconds else text)
    if found is None:
        raise BadInput("editing.no_time", time=written)
    return found


def _frame(match: re.Match[str], rate: Fraction, written: str) -> int:
    hours, minutes, seconds, frame = map(int, match.groups())
    base = _base(rate)
    if frame >= base:
        raise BadInput("editing.no_such_frame", time=written, frame=frame, last=base - 1)
    return ((hours * 60 + minutes) * 60 + seconds) * base + frame


def _base(rate: Fraction) -> int:
    return max(1, round(rate))
