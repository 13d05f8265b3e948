"""Times on frames, for formats that count them: each at the nearest frame, and no two cues that were apart put together."""

from dataclasses import replace
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import DAY_HOURS, Code, frame_of, parse_timecode, skips_numbers, timecode_of
from crossreel.formats.notices import Notices


def nearest_frame(at_ms: int, rate: Fraction) -> int:
    """Return the number of the frame that begins nearest to a time."""
    return round(at_ms * rate / 1000)


def frame_ms(frame: int, rate: Fraction) -> int:
    """Return when a frame begins, to the nearest millisecond."""
    return round(frame * 1000 / rate)


def on_frames(document: Document, rate: Fraction, notices: Notices) -> Document:
    """Return a document whose times are those of frames.

    The order of times stays, so what did not overlap does not. A cue that would be shown for no frame is given one, where no other
    begins in it, and that is said.
    """
    last = {nearest_frame(cue.start_ms, rate): (cue.start_ms, at) for at, cue in sorted(enumerate(document.cues), key=_in_turn)}
    cues = []
    for at, cue in enumerate(document.cues):
        start, end = nearest_frame(cue.start_ms, rate), nearest_frame(cue.end_ms, rate)
        if end <= start:
            is_before_another = last[start] > (cue.start_ms, at) and last[start][0] >= cue.end_ms
            end = start + (not is_before_another)
            if frame_ms(end, rate) != cue.end_ms:
                notices.add("time.brief", text=cue.text[:80])
        cues.append(replace(cue, start_ms=frame_ms(start, rate), end_ms=frame_ms(end, rate)))
    return replace(document, cues=tuple(cues))


def _in_turn(numbered: tuple[int, DocumentCue]) -> tuple[int, int]:
    return numbered[1].start_ms, numbered[0]


def start_frame(options: WriteOptions, rate: Fraction) -> int:
    """Return the number of the frame that a file's clock shows when its programme starts."""
    code = parse_timecode(options.start_timecode) if options.start_timecode else None
    return frame_of(code, rate, drop=skips_numbers(rate, drop=options.drop_frame)) if code is not None else 0


def clock_code(frame: int, rate: Fraction, *, drop: bool) -> Code:
    """Return the time code of a frame.

    Raises:
        BadInput: a day of time codes has not so many.
    """
    code = timecode_of(frame, rate, drop=drop)
    if code[0] >= DAY_HOURS:
        raise BadInput("time.past_midnight")
    return code


def without_start(document: Document, options: WriteOptions, rate: Fraction) -> Document:
    """Return a document that was read from a file whose programme starts as the options say, its times from nought."""
    start = start_frame(options, rate)

    def moved(at_ms: int) -> int:
        return frame_ms(nearest_frame(at_ms, rate) - start, rate)

    cues = [replace(cue, start_ms=moved(cue.start_ms), end_ms=moved(cue.end_ms)) for cue in document.cues]
    return replace(document, cues=tuple(cues))
