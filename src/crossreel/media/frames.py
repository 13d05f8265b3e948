"""Exact pictures of a video: the frame shown at a millisecond, stepping both ways."""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Picture
from crossreel.media.container import (
    USUAL_RATE,
    container_name,
    declared_rate,
    duration_ms,
    open_container,
    pixel_aspect,
    quarter_turns,
    video_stream,
)
from crossreel.media.frame_times import FrameTimes, keep_going, list_frames

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

KEPT_FRAMES = 12
KEPT_BYTES = 16 << 20
READ_ON_FRAMES = 24
BACK_OFF_MS = (0, 1_000, 5_000)  # a transport stream has no index: a seek may land late
BEFORE_ALL_S = 10
DECODE_THREADS = 2
LONGEST_LAST_S = Fraction(1)
FAST_STEP = 8  # pixels that FFmpeg converts at once where nothing is scaled


class FrameReader:
    """Reads frames of one file by time. Not for use by two threads at once.

    `times` tells when they are shown, `duration_ms` how long the file is, at least until the end of its last frame, and
    `container` is FFmpeg's first name for it. Times are whole milliseconds from the start of the file, or of the stretch that was
    asked for. At most `KEPT_BYTES` of
    decoded pictures are kept for steps back.
    """

    def __init__(
        self, path: Path, times: FrameTimes | None = None, check: Callable[[], None] = keep_going, cut: Cut = WHOLE
    ) -> None:
        """Open a file, and list its frames unless their times are known already.

        Args:
            path: the file.
            times: of all its frames, if known.
            check: called between frames; stops listing and decoding by raising.
            cut: the stretch to read; the frames outside it do not exist for the reader.

        Raises:
            NotFound: there is no such file.
            BadInput: it is no video, not one frame of it can be read, or its clock is broken.
        """
        from av.video.reformatter import VideoReformatter

        self._path = path
        self._check = check
        self._reformatter = VideoReformatter()  # kept: what it reckons for a size takes as long as converting a frame
        self._open()
        try:
            listed = times or list_frames(self._container, self._stream, path, check)
            self.times, self._first_tick = listed.within(cut), listed.ticks[0]
            self.container = container_name(self._container)
            self.duration_ms = cut.length_ms(self._duration_ms(listed))
        except BaseException:
            self._stack.close()
            raise
        self._kept: OrderedDict[int, VideoFrame] = OrderedDict()
        self._decoder: Iterator[VideoFrame] = iter(())
        self._last_tick: int | None = None
        self._hurry_until = self.times.ticks[0]

    def _open(self) -> None:
        with ExitStack() as opening:
            self._container: InputContainer = opening.enter_context(open_container(self._path))
            self._stream: VideoStream = video_stream(self._container, self._path)
            self._stream.codec_context.thread_count = min(DECODE_THREADS, os.cpu_count() or 1)
            self._stream.thread_type = "AUTO"
            self._stack = opening.pop_all()
        self._is_open = True

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.rest()

    def rest(self) -> None:
        """Give file, decoder and pictures back until the next picture is asked for, which then takes a moment longer."""
        self._kept.clear()
        self._decoder, self._last_tick = iter(()), None
        self._stack.close()
        if self._is_open:
            del self._container, self._stream  # the decoder's own pictures go with it
        self._is_open = False

    @property
    def is_resting(self) -> bool:
        """Whether nothing is held."""
        return not self._is_open

    @property
    def frame_count(self) -> int:
        """Number of frames that can be read."""
        return len(self.times.ticks)

    def _duration_ms(self, listed: FrameTimes) -> int:
        last_s = min(1 / (declared_rate(self._stream) or USUAL_RATE), LONGEST_LAST_S)
        return max(duration_ms(self._container), listed.start_ms(len(listed.ticks) - 1) + int(1000 * last_s))

    def still(self, at_ms: int, height: int | None = None) -> Picture:
        """Return the picture shown at a time, upright, `height` pixels high (default: its own height).

        Raises:
            BadInput: the frame cannot be decoded.
        """
        frame = self._frame(self.times.frame_index(at_ms))
        width, height = upright_size(frame, self._stream, height)
        return Picture(width=width, height=height, data=self._pixels(frame, width, height, "rgba").tobytes())

    def raw(self, at_ms: int, width: int, height: int) -> np.ndarray[Any, Any]:
        """Return the picture shown at a time as BGRX rows, stretched to a size, in the colours libVLC would give it.

        Raises:
            BadInput: the frame cannot be decoded.
        """
        return self.raw_frame(self.times.frame_index(at_ms), width, height)

    def raw_frame(self, index: int, width: int, height: int) -> np.ndarray[Any, Any]:
        """Return a picture as `raw` does, by its number from 0."""
        return self._pixels(self._frame(index), width, height, "bgra", colours="ITU601")

    def _pixels(
        self, frame: VideoFrame, width: int, height: int, pixel_format: Literal["rgba", "bgra"], *, colours: str | None = None
    ) -> np.ndarray[Any, Any]:
        import av

        try:
            return upright(frame, width, height, pixel_format, colours=colours, reformatter=self._reformatter)
        except (av.FFmpegError, ValueError) as error:
            raise BadInput("media.damaged", path=str(self._path)) from error

    def _frame(self, index: int) -> VideoFrame:
        tick = self.times.ticks[index]
        if not self._is_open:
            self._open()
        if tick not in self._kept:
            self._go_to(index)
        found = self._kept.get(tick)
        if found is None:
            if not self._kept:
                raise BadInput("media.damaged", path=str(self._path))
            before = [known for known in self._kept if known <= tick]
            found = self._kept[max(before) if before else min(self._kept)]  # some files begin with pictures nothing is known of
        return found

    def _go_to(self, index: int) -> None:
        tick = self.times.ticks[index]
        if self._last_tick is not None and self._last_tick < tick:
            behind = index - bisect_right(self.times.ticks, self._last_tick)
            if behind <= READ_ON_FRAMES and self._read_on(tick):
                return
        self._hurry_until = self.times.ticks[max(0, index - self._most_kept())]
        for back_ms in BACK_OFF_MS:
            self._seek(tick - int(Fraction(back_ms, 1000) / self.times.base))
            if self._read_on(tick):
                return
        self._seek(self._first_tick - int(BEFORE_ALL_S / self.times.base))
        self._read_on(tick)

    def _most_kept(self) -> int:
        context = self._stream.codec_context
        return max(2, min(KEPT_FRAMES, KEPT_BYTES // max(1, context.width * context.height * 3 // 2)))

    def _seek(self, tick: int) -> None:
        """Go to the key frame before a time, or back to the start of the file where it cannot be sought."""
        import av

        self._kept.clear()
        self._decoder = iter(())
        try:
            self._container.seek(tick, stream=self._stream, backward=True)
        except (av.FFmpegError, OverflowError):
            self._stack.close()
            self._open()
        self._decoder = self._decoded()
        self._last_tick = None

    def _decoded(self) -> Iterator[VideoFrame]:
        """Decode on; pictures far from the target that no other is built on are left out, and so are damaged packets."""
        import av

        for packet in self._container.demux(self._stream):
            self._check()
            hurries = packet.pts is not None and packet.pts < self._hurry_until
            self._stream.codec_context.skip_frame = "NONREF" if hurries else "DEFAULT"
            with contextlib.suppress(av.FFmpegError):
                yield from packet.decode()

    def _read_on(self, tick: int) -> bool:
        """Decode until the frame of `tick` came by; tell whether it did."""
        import av

        while True:
            try:
                frame = next(self._decoder, None)
            except av.FFmpegError:  # the file cannot be read on
                frame = None
            if frame is None:
                self._last_tick = None
                return False
            if frame.pts is None:
                continue
            self._last_tick = frame.pts
            self._kept[frame.pts] = frame
            while len(self._kept) > self._most_kept():
                self._kept.popitem(last=False)
            if frame.pts >= tick:
                return frame.pts == tick


def upright_size(frame: VideoFrame, stream: VideoStream, height: int | None = None) -> tuple[int, int]:
    """Return width and height of a picture standing upright, of its own size or `height` pixels high."""
    long, high = round(frame.width * pixel_aspect(stream)), frame.height
    if quarter_turns(frame) % 2:
        long, high = high, long
    return (max(1, round(long * Fraction(height, high))), height) if height else (long, high)


def upright(
    frame: VideoFrame,
    width: int,
    height: int,
    pixel_format: Literal["rgba", "bgra"],
    *,
    colours: str | None = None,
    reformatter: VideoReformatter | None = None,
) -> np.ndarray[Any, Any]:
    """Return the pixels of a decoded picture turned upright and stretched to a size, as rows of four channels.

    A `reformatter` that is kept over frames of one file saves half the work.

    Raises:
        FFmpegError, ValueError: they cannot be converted.
    """
    import numpy as np
    from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

    turns = quarter_turns(frame)
    size = (height, width) if turns % 2 else (width, height)
    way = Interpolation.AREA if size[1] * 2 <= frame.height else Interpolation.BICUBIC
    if size == (frame.width, frame.height) and frame.width % FAST_STEP:
        way |= Interpolation.ACCURATE_RND  # the fast way leaves the last columns as they were in memory
    scaled = (reformatter or VideoReformatter()).reformat(
        frame,
        width=size[0],
        height=size[1],
        format=pixel_format,
        src_colorspace=Colorspace[colours] if colours else None,
        interpolation=way,
        threads=1,  # more wait for each other longer than they work
    )
    return np.ascontiguousarray(np.rot90(scaled.to_ndarray(), turns))
