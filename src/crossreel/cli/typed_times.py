"""Times of a cue as they are written for a command: seconds, frames, or so much later or earlier."""

import re
from fractions import Fraction

from crossreel.cli.addresses import parse_time
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.typed_time import on_frame, typed_ms
from crossreel.domain.views.grid import EpisodeSheet


def asked_times(sheet: EpisodeSheet, cue: Cue, start: str | None, end: str | None, duration: str | None) -> tuple[int, int]:
    """Return the times that are asked for a cue, in milliseconds; what is None stays.

    Plain seconds stand as they are written, frames and what is relative on the start of a frame.

    Raises:
        WrongUse: it is no time.
        BadInput: it is a relative time or one in frames that cannot be.
    """
    media = sheet.media
    rate = media.even_rate if media is not None else None
    start_ms = cue.start_ms if start is None else _typed(start, rate, cue.start_ms)
    if duration is not None:
        return start_ms, on_frame(start_ms + _typed(duration, rate, cue.duration_ms), rate)
    return start_ms, cue.end_ms if end is None else _typed(end, rate, cue.end_ms)


def _typed(written: str, rate: Fraction | None, present_ms: int) -> int:
    text = written.strip()
    in_frames = text[-1:] in ("f", "F") or len(re.findall("[:;]", text)) > 2
    return typed_ms(text, rate, present_ms) if text[:1] in ("+", "-") or in_frames else parse_time(written)
