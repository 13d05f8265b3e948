"""When the frames of a video are shown, exactly, also where they last unevenly long."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.errors import BadInput
from crossreel.media.container import LONGEST_S, STARTS_ANYWHERE, container_name, open_container, video_stream

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

MOST_FRAMES = LONGEST_S * 240
SLOWEST_S = 60
CHECK_EVERY = 1000


def keep_going() -> None:
    """Never stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTimes:
    """The times of all frames, each once and in order: `ticks` (8 bytes each) of `base` seconds each, counted from `origin`.

    In questions and answers times are whole milliseconds from the start of the file; a frame is shown from its own time until
    that of the next. Those of a stretch of a file begin with the frame shown at its start, and are counted from `in_ms`.
    """

    ticks: array[int]
    base: Fraction
    origin: int = 0
    in_ms: int = 0

    def within(self, cut: Cut) -> FrameTimes:
        """Return the times of a stretch of these: none begins at or after its end. Of one past the end the last frame is left."""
        if cut.is_whole:
            return self
        first = self.frame_index(cut.in_ms)
        stop = len(self.ticks) if cut.out_ms is None else self.frame_index(cut.out_ms - 1) + 1
        return replace(self, ticks=self.ticks[first : max(stop, first + 1)], in_ms=self.in_ms + cut.in_ms)

    def frame_index(self, at_ms: int) -> int:
        """Return the number, from 0, of the frame shown at a time; the first or last one outside the file."""
        tick = self.origin + int(Fraction(at_ms + self.in_ms, 1000) // self.base)
        return max(0, bisect_right(self.ticks, tick) - 1)

    def start_ms(self, index: int) -> int:
        """Return the first whole millisecond at which a frame is shown."""
        at = (self.ticks[index] - self.origin) * self.base * 1000
        return max(0, -int(-at // 1) - self.in_ms)

    def step_ms(self, at_ms: int, frames: int) -> int:
        """Return the time of the frame that stands `frames` after (or, negative, before) the one shown at `at_ms`."""
        index = self.frame_index(at_ms) + frames
        return self.start_ms(min(max(index, 0), len(self.ticks) - 1))


def read_frame_times(path: Path, check: Callable[[], None] = keep_going) -> FrameTimes:
    """List the frames of a file without decoding them.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, not one frame of it can be read, or its clock is broken.
    """
    with open_container(path) as container:
        return list_frames(container, video_stream(container, path), path, check)


def list_frames(container: InputContainer, stream: VideoStream, path: Path, check: Callable[[], None] = keep_going) -> FrameTimes:
    """List the frames of an open file; it must be sought before it is read on.

    Raises:
        BadInput: not one frame can be read, or the clock is broken.
    """
    ticks, _ = read_ticks(container, stream, path, check)
    return FrameTimes(ticks=ticks, base=stream.time_base or Fraction(1, 1000), origin=origin_of(container, ticks[0]))


def origin_of(container: InputContainer, first_tick: int) -> int:
    """Return the tick from which the times of a file are counted: that of its first frame where its clock may start anywhere."""
    return first_tick if container_name(container) in STARTS_ANYWHERE else 0


def read_ticks(
    container: InputContainer, stream: VideoStream, path: Path, check: Callable[[], None] = keep_going
) -> tuple[array[int], bool]:
    """Read through an open file for the times of its frames, and tell whether it broke off.

    Args:
        container: the file; it must be sought before it is read on.
        stream: its picture.
        path: named in errors.
        check: called every so often; stops the work by raising.

    Returns:
        The times, each once and in order, and whether reading ended in an error.

    Raises:
        BadInput: no times at all, more frames, or a longer time, than any episode has.
    """
    import av

    found, broke_off = array("q"), False
    try:
        for packet in container.demux(stream):
            if packet.pts is None or not packet.size or packet.is_discard:
                continue
            found.append(packet.pts)
            if not len(found) % CHECK_EVERY:
                check()
                if len(found) > MOST_FRAMES:
                    raise BadInput("media.too_long", path=str(path), hours=LONGEST_S // 3600)
    except av.FFmpegError:
        broke_off = True
    ticks = in_order(found)
    if not ticks:
        raise BadInput("media.no_times", path=str(path))
    check_times(ticks, stream.time_base or Fraction(1, 1000), path)
    return ticks, broke_off


def in_order(found: array[int]) -> array[int]:
    """Return times sorted, each once."""
    import numpy as np

    return array("q", np.unique(np.frombuffer(found, np.int64)).tobytes()) if found else array("q")


def check_times(ticks: array[int], base: Fraction, path: Path) -> None:
    """Refuse a clock that no episode has.

    Raises:
        BadInput: the frames spread over hours, or stand hours apart.
    """
    span_s = (ticks[-1] - ticks[0]) * base if ticks else 0
    if span_s <= LONGEST_S:
        return
    slow = sum((late - early) * base > SLOWEST_S for early, late in pairwise(ticks))
    if slow * 2 > len(ticks):
        raise BadInput("media.no_rate", path=str(path))
    raise BadInput("media.too_long", path=str(path), hours=LONGEST_S // 3600)
