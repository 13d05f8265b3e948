"""Where the programme of a subtitle file starts on its tape: time codes of broadcasters begin at 01:00:00:00 or 10:00:00:00."""

import re
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document
from crossreel.domain.text.timecode import parse_clock, timecode_ms

HOUR_MS = 3_600_000
PROGRAMME_START = "time.programme_start"
FOUND = "found"  # written for the start that a file seems to have
_TIMECODE = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})([:;])(\d{1,2})", re.ASCII)


def find_programme_start(document: Document, length_ms: int = 0) -> int | None:
    """Return the time at which the programme starts by the file's clock, in milliseconds; None where it starts at nought.

    It is what the file says, else the last full hour of its clock before the first cue.

    Args:
        document: the cues as they were read.
        length_ms: of the video; 0 where it is not known. Cues that begin within it count from its first picture.
    """
    first_ms = min((cue.start_ms for cue in document.cues), default=0)
    if 0 < document.programme_start_ms <= first_ms:
        return document.programme_start_ms
    if first_ms < HOUR_MS or first_ms < length_ms:
        return None
    hours = int(Fraction(first_ms) / document.hour_ms + Fraction(1, HOUR_MS))
    return round(hours * document.hour_ms) or None


def moved_to_nought(document: Document, start_ms: int) -> Document:
    """Return a document whose times count from the start of its programme.

    Raises:
        BadInput: a cue stands before it.
    """
    first_ms = min((cue.start_ms for cue in document.cues), default=start_ms)
    if first_ms < start_ms:
        raise BadInput("time.before_programme", start_ms=start_ms, first_ms=first_ms)
    cues = tuple(replace(cue, start_ms=cue.start_ms - start_ms, end_ms=max(cue.end_ms - start_ms, 0)) for cue in document.cues)
    return replace(document, cues=cues, programme_start_ms=0)


def start_written(written: str, document: Document) -> int | None:
    """Return a programme start as somebody writes it, in milliseconds of the document's clock; None when it is no time.

    `01:00:00:00` and `01:00:00;00` are time codes at the document's frame rate, `1:00:00.5` and `3600` seconds.
    """
    text = written.strip()
    match = _TIMECODE.fullmatch(text)
    if match is None:
        return parse_clock(text)
    hours, minutes, seconds, frames = (int(match[part]) for part in (1, 2, 3, 5))
    if document.hour_ms != HOUR_MS and document.frame_rate is not None and match[4] == ":":
        return timecode_ms(hours, minutes, seconds, frames, document.frame_rate)
    whole_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
    return whole_ms + (round(frames * 1000 / document.frame_rate) if document.frame_rate else 0)
