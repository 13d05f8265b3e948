"""An edit decision list in CMX 3600 (.edl): the episode as one event, notes and findings as locators.

A list knows no frame rate: codes are the picture's own, counted without dropping (`FCM: NON-DROP FRAME`). Comments go beyond the
ASCII of 1988 where notes do: programs that read locators read UTF-8.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import PurePath

from crossreel.domain.hand_over import EditorMarker, EditorTimeline, MarkerKind
from crossreel.domain.text.timecode import frame_at
from crossreel.formats.editor import Editor
from crossreel.formats.markup import CONTROLS
from crossreel.kernel.marks import N_

COLOURS = {MarkerKind.NOTE: "CYAN", MarkerKind.ERROR: "RED", MarkerKind.WARNING: "YELLOW", MarkerKind.INFO: "BLUE"}
DONE = "GREEN"
BLACK, CLIP = "BL", "AX"
NEWLINE = "\r\n"


def write(timeline: EditorTimeline) -> Mapping[str, bytes]:
    """Return the list as a file."""
    return {f"{timeline.name}.edl": NEWLINE.join((*_lines(timeline), "")).encode()}


def _lines(timeline: EditorTimeline) -> Iterator[str]:
    video, rate = timeline.video, timeline.rate
    first = frame_at(video.in_ms, rate) if video else 0
    frames = max(1, frame_at(timeline.length_ms, rate))
    yield f"TITLE: {_plain(timeline.title)} {timeline.episode:03d}"
    yield "FCM: NON-DROP FRAME"
    yield ""
    codes = " ".join(code(at, rate) for at in (first, first + frames, 0, frames))
    yield f"001  {CLIP if video else BLACK}       V     C        {codes}"
    if video:
        yield f"* FROM CLIP NAME: {_plain(PurePath(video.path).name)}"
    for each in timeline.markers:
        at = min(frame_at(max(0, each.start_ms), rate), frames - 1)
        yield f"* LOC: {code(at, rate)} {_colour(each):<7} {_plain(each.text)}"


def code(frame: int, rate: Fraction) -> str:
    """Return the code of a frame, counted without dropping: `00:00:05:12`."""
    base = max(1, round(rate))
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours % 24:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"


def _colour(marker: EditorMarker) -> str:
    return DONE if marker.is_done else COLOURS[marker.kind]


def _plain(text: str) -> str:
    """Return a text on one line: a line of a list is a statement."""
    return " ".join(CONTROLS.sub(" ", text).split())


EDITOR = Editor(id="edl", title=N_("EDL with locators (CMX 3600)"), write=write, takes_subtitles=False)
