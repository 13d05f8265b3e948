"""What is said of the times of a file once it is read: nothing is reordered or dropped, oddities are named."""

from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.cues.cue import MAX_TIME_MS
from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.timecode import clock
from crossreel.formats.notices import Notices

NAMED_LATE, NAMED_CHARACTERS = 20, 40
OPEN_END_MS = 3000  # how long a cue without an end is shown when no other cue follows sooner


def check_times(cues: Iterable[DocumentCue], notices: Notices) -> tuple[DocumentCue, ...]:
    """Cut times at zero and at the longest time SRT holds, and name cues that end where or before they start (those are kept).

    A cue that lies whole beyond the longest time ends there, with the length it has.
    """
    every = tuple(cues)
    late = [cue for cue in every if cue.start_ms > MAX_TIME_MS or cue.end_ms > MAX_TIME_MS]
    if late:
        told = [f"{clock(cue.start_ms)} “{cue.text[:NAMED_CHARACTERS]}”" for cue in late[:NAMED_LATE]]
        notices.add_many("time.too_late", len(late), cues=told)
    return tuple([cue if 0 <= cue.start_ms < cue.end_ms <= MAX_TIME_MS else _odd(cue, notices) for cue in every])


def _odd(cue: DocumentCue, notices: Notices) -> DocumentCue:
    if cue.end_ms == cue.start_ms and cue.timed and cue.text:
        notices.add("time.no_length", start_ms=cue.start_ms, text=cue.text[:80])
    if cue.end_ms < cue.start_ms:
        notices.add("time.end_before_start", start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text[:80])
    if cue.start_ms < 0 or cue.end_ms < 0:
        notices.add("time.negative", start_ms=cue.start_ms, text=cue.text[:80])
    if MAX_TIME_MS <= cue.start_ms < cue.end_ms:
        return replace(cue, start_ms=_cut(MAX_TIME_MS - (cue.end_ms - cue.start_ms)), end_ms=MAX_TIME_MS)
    return replace(cue, start_ms=_cut(cue.start_ms), end_ms=_cut(cue.end_ms))


def _cut(at_ms: int) -> int:
    return min(max(at_ms, 0), MAX_TIME_MS)
