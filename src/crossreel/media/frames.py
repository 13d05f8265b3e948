"""Exact pictures of a video: the frame shown at a millisecond, stepping both ways, posters."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from crossreel.domain.caption import Picture
from crossreel.domain.errors import BadInput
from crossreel.media.container import open_container, video_stream
from crossreel.media.frame_times import FrameTimes, list_frames

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

KEPT_FRAMES = 12
READ_ON_FRAMES = 24
BACK_OFF_MS = (0, 1_000, 5_000)  # a transport stream has no index: a seek may land late
BEFORE_ALL_S = 10
POSTER_SHARE = Fraction(1, 3)


class FrameReader:
    """Reads frames of one file by time. Not for use by two threads at once.

    `times` tells when they are shown. Times are whole milliseconds from the start of the file.
    """

    def __init__(self, path: Path, times: FrameTimes | None = None) -> None:
        """Open a file, and list its frames unless their times are known already.

        Raises:
            NotFound: there is no such file.
            BadInput: it is no video, or not one frame of it can be read.
        """
        self._path = path
        self._stack = ExitStack()
        try:
            self._container: InputContainer = self._stack.enter_context(open_container(path))
            self._stream: VideoStream = video_stream(self._container, path)
            self._stream.codec_context.thread_count = min(4, os.cpu_count() or 1)
            self._stream.thread_type = "AUTO"
            self.times = times or list_frames(self._container, self._stream, path)
        except BaseException:
            self._stack.close()
            raise
        self._kept: OrderedDict[int, VideoFrame] = OrderedDict()
        self._decoder: Iterator[VideoFrame] = iter(())
        self._last_tick: int | None = None
        self._hurry_until = self.times.ticks[0]

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._kept.clear()
        self._decoder = iter(())
        self._stack.close()

    @property
    def frame_count(self) -> int:
        """Number of frames that the file holds."""
        return len(self.times.ticks)

    @property
    def duration_ms(self) -> int:
        """Length of the file in milliseconds, at least until the end of its last frame."""
        whole_ms = (self._container.duration or 0) // 1000
        rate = self._stream.average_rate or Fraction(30)
        return max(whole_ms, self.times.start_ms(len(self.times.ticks) - 1) + int(1000 / rate))

    def still(self, at_ms: int, height: int | None = None) -> Picture:
        """Return the picture shown at a time, upright, `height` pixels high (default: its own height).

        Raises:
            BadInput: the frame cannot be decoded.
        """
        frame = self._frame(self.times.frame_index(at_ms))
        full_width, full_height = self._upright_size(frame)
        shown = height or full_height
        width = max(1, round(full_width * Fraction(shown, full_height)))
        return Picture(width=width, height=shown, data=_pixels(frame, width, shown, "rgba").tobytes())

    def raw(self, at_ms: int, width: int, height: int) -> np.ndarray[Any, Any]:
        """Return the picture shown at a time as BGRX rows, stretched to a size, in the colours libVLC would give it.

        Raises:
            BadInput: the frame cannot be decoded.
        """
        return _pixels(self._frame(self.times.frame_index(at_ms)), width, height, "bgra", colours="ITU601")

    def poster(self, height: int) -> Picture:
        """Return the picture that stands for the video: one third in, where titles and fades are over."""
        return self.still(self.times.start_ms(int(len(self.times.ticks) * POSTER_SHARE)), height)

    def _upright_size(self, frame: VideoFrame) -> tuple[int, int]:
        width = round(frame.width * (self._stream.sample_aspect_ratio or 1))
        return (frame.height, width) if frame.rotation % 180 else (width, frame.height)

    def _frame(self, index: int) -> VideoFrame:
        tick = self.times.ticks[index]
        if tick not in self._kept:
            self._go_to(index)
        found = self._kept.get(tick)
        if found is None:
            before = [known for known in self._kept if known <= tick]
            if not before:
                raise BadInput("media.damaged", path=str(self._path))
            found = self._kept[max(before)]
        return found

    def _go_to(self, index: int) -> None:
        tick = self.times.ticks[index]
        if self._last_tick is not None and self._last_tick < tick:
            behind = index - bisect_right(self.times.ticks, self._last_tick)
            if behind <= READ_ON_FRAMES and self._read_on(tick):
                return
        self._hurry_until = self.times.ticks[max(0, index - KEPT_FRAMES)]
        for back_ms in BACK_OFF_MS:
            self._seek(tick - int(Fraction(back_ms, 1000) / self.times.base))
            if self._read_on(tick):
                return
        self._seek(self.times.ticks[0] - int(BEFORE_ALL_S / self.times.base))
        self._read_on(tick)

    def _seek(self, tick: int) -> None:
        self._kept.clear()
        self._container.seek(tick, stream=self._stream, backward=True)
        self._decoder = self._decoded()
        self._last_tick = None

    def _decoded(self) -> Iterator[VideoFrame]:
        """Decode on; pictures far from the target that no other is built on are left out."""
        for packet in self._container.demux(self._stream):
            hurries = packet.pts is not None and packet.pts < self._hurry_until
            self._stream.codec_context.skip_frame = "NONREF" if hurries else "DEFAULT"
            yield from packet.decode()

    def _read_on(self, tick: int) -> bool:
        """Decode until the frame of `tick` came by; tell whether it did."""
        import av

        while True:
            try:
                frame = next(self._decoder, None)
            except av.FFmpegError:
                frame = None
            if frame is None:
                self._last_tick = None
                return False
            if frame.pts is None:
                continue
            self._last_tick = frame.pts
            self._kept[frame.pts] = frame
            while len(self._kept) > KEPT_FRAMES:
                self._kept.popitem(last=False)
            if frame.pts >= tick:
                return frame.pts == tick


def _pixels(
    frame: VideoFrame, width: int, height: int, pixel_format: Literal["rgba", "bgra"], *, colours: str | None = None
) -> np.ndarray[Any, Any]:
    import numpy as np

    turned = frame.rotation % 180 != 0
    size = (height, width) if turned else (width, height)
    shrinks = size[1] * 2 < frame.height
    scaled = frame.reformat(
        width=size[0],
        height=size[1],
        format=pixel_format,
        src_colorspace=colours,
        interpolation="AREA" if shrinks else "BICUBIC",
    )
    rows = scaled.to_ndarray()
    if frame.rotation % 360:
        rows = np.rot90(rows, (frame.rotation // 90) % 4)
    return np.ascontiguousarray(rows)
