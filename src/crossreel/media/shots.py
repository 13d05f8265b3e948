"""The shot changes of a video: its pictures decoded once, small, and judged by `shot_rules`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Progress
from crossreel.media.container import LONGEST_S, USUAL_RATE, declared_rate, duration_ms, open_container, video_stream
from crossreel.media.frame_times import FrameTimes, in_order, keep_going, origin_of
from crossreel.media.shot_rules import Judge

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

SHORT_SIDE = 72
AT_ONCE = 48
DECODE_THREADS = 2
MOST_FRAMES = LONGEST_S * 240


def _say_nothing(done: int, total: int) -> None:
    """Nobody asked."""


def read_shots(path: Path, *, check: Callable[[], None] = keep_going, progress: Progress = _say_nothing) -> tuple[int, ...]:
    """Return where the shots of a video begin, but for the first one.

    Args:
        path: the media file.
        check: called every few dozen pictures; stops the work by raising.
        progress: called with seconds done and seconds in all.

    Returns:
        For each shot the first whole millisecond at which its first picture is shown, in order. A fade or dissolve counts in its
        middle. Damaged packets are left out.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or not one picture of it can be decoded.
    """
    from array import array

    with open_container(path) as container:
        stream = video_stream(container, path)
        _hurry(stream)
        base = stream.time_base or Fraction(1, 1000)
        judge, ticks = Judge(declared_rate(stream) or USUAL_RATE), array("q")
        seconds = duration_ms(container) // 1000
        for number, (tick, picture) in enumerate(_pictures(container, stream)):
            if number > MOST_FRAMES:
                raise BadInput("media.too_long", path=str(path), hours=LONGEST_S // 3600)
            ticks.append(tick)
            judge.add(picture)
            if not number % AT_ONCE:
                check()
                progress(min(int((tick - ticks[0]) * base), seconds), seconds)
        if not ticks:
            raise BadInput("media.damaged", path=str(path))
        times = FrameTimes(ticks=in_order(ticks), base=base, origin=origin_of(container, ticks[0]))
        return tuple(times.start_ms(times.ticks.index(ticks[number])) for number in judge.shots())


def _hurry(stream: VideoStream) -> None:
    """Leave out of decoding what nobody sees in a small picture."""
    context = stream.codec_context
    context.thread_count = min(DECODE_THREADS, os.cpu_count() or 1)
    stream.thread_type = "AUTO"
    context.options = {**context.options, "skip_loop_filter": "all"}


def _pictures(container: InputContainer, stream: VideoStream) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """Yield the time and the small picture (height, width, RGB) of every frame, as far as the file can be read."""
    import av
    from av.video.reformatter import VideoReformatter

    reformatter, last = VideoReformatter(), None
    with contextlib.suppress(av.FFmpegError):
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue
            for frame in frames:
                if frame.pts is None or (last is not None and frame.pts <= last):
                    continue
                last = frame.pts
                with contextlib.suppress(av.FFmpegError, ValueError):
                    yield frame.pts, _small(frame, reformatter)


def _small(frame: VideoFrame, reformatter: VideoReformatter) -> np.ndarray[Any, Any]:
    shrink = min(frame.width, frame.height) / SHORT_SIDE
    width, height = max(8, round(frame.width / shrink)), max(8, round(frame.height / shrink))
    return reformatter.reformat(frame, width=width, height=height, format="rgb24", interpolation="FAST_BILINEAR").to_ndarray()
