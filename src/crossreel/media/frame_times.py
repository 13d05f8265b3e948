"""When the frames of a video are shown, exactly, also where they last unevenly long."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.media.container import open_container, video_stream

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

STARTS_ANYWHERE = ("mpegts", "mpeg")
LAST_FRAME_MS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTimes:
    """The times of all frames in order: `ticks` of `base` seconds each, counted from `origin`.

    In questions and answers times are whole milliseconds from the start of the file; a frame is shown from its own time until
    that of the next.
    """

    ticks: tuple[int, ...]
    base: Fraction
    origin: int = 0

    def frame_index(self, at_ms: int) -> int:
        """Return the number, from 0, of the frame shown at a time; the first or last one outside the file."""
        tick = self.origin + int(Fraction(at_ms, 1000) // self.base)
        return max(0, bisect_right(self.ticks, tick) - 1)

    def start_ms(self, index: int) -> int:
        """Return the first whole millisecond at which a frame is shown."""
        at = (self.ticks[index] - self.origin) * self.base * 1000
        return max(0, -int(-at // 1))

    def step_ms(self, at_ms: int, frames: int) -> int:
        """Return the time of the frame that stands `frames` after (or, negative, before) the one shown at `at_ms`."""
        index = self.frame_index(at_ms) + frames
        return self.start_ms(min(max(index, 0), len(self.ticks) - 1))

    def middle_ms(self, at_ms: int) -> int:
        """Return a time well inside the frame shown at `at_ms`, the place to send a player to."""
        index = self.frame_index(at_ms)
        here = self.start_ms(index)
        there = self.start_ms(index + 1) if index + 1 < len(self.ticks) else here + LAST_FRAME_MS
        return (here + there) // 2


def read_frame_times(path: Path) -> FrameTimes:
    """List the frames of a file without decoding them.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or not one frame of it can be read.
    """
    with open_container(path) as container:
        return list_frames(container, video_stream(container, path), path)


def list_frames(container: InputContainer, stream: VideoStream, path: Path) -> FrameTimes:
    """List the frames of an open file; it must be sought before it is read on.

    Raises:
        BadInput: not one frame can be read.
    """
    import av

    ticks: list[int] = []
    try:
        for packet in container.demux(stream):
            if packet.pts is not None and packet.size and not packet.is_discard:
                ticks.append(packet.pts)
    except av.FFmpegError:
        pass
    if not ticks:
        raise BadInput("media.damaged", path=str(path))
    ticks.sort()
    origin = ticks[0] if container.format.name in STARTS_ANYWHERE else 0
    return FrameTimes(ticks=tuple(ticks), base=stream.time_base or Fraction(1, 1000), origin=origin)
