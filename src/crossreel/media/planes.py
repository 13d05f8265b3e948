"""The pictures of a video one by one, as they were stored: nothing of them is converted before it is asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.errors import BadInput
from crossreel.media.container import LONGEST_S, begin_s, duration_ms, open_container, quarter_turns, video_stream
from crossreel.media.frame_times import MOST_FRAMES, keep_going

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

    Bytes = np.ndarray[Any, np.dtype[np.uint8]]

AT_ONCE = 48
STORED = ("yuv420p", "yuvj420p")
HD_PX = 720  # from this short side on, files that name no colours are meant as HDTV's
FULL_RANGE = 2  # AVCOL_RANGE_JPEG
RED, GREEN, BLUE = 0, 1, 2
Window = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the two colour differences add to red, green and blue."""

    red: float
    green_blue: float
    green_red: float
    blue: float


SD, HD = Weights(1.402, -0.344136, -0.714136, 1.772), Weights(1.5748, -0.187324, -0.468124, 1.8556)
NAMED = {1: HD, 5: SD, 6: SD}  # AVCOL_SPC_BT709, BT470BG, SMPTE170M


class Shown:
    """One picture of a video, upright: `index` counts those of the stretch from 0, `at_ms` is when it is first shown.

    Windows are (left, top, width, height) in pixels of the upright picture. A picture may be kept as long as it is needed.
    """

    __slots__ = ("_frame", "_planes", "_reformatter", "_turns", "at_ms", "height", "index", "width")

    def __init__(self, frame: VideoFrame, index: int, at_ms: int, reformatter: VideoReformatter) -> None:
        self.index, self.at_ms = index, at_ms
        self._turns = quarter_turns(frame)
        self._frame = frame
        self._reformatter = reformatter
        self._planes: tuple[Bytes, Bytes, Bytes] | None = None
        self.width, self.height = (frame.height, frame.width) if self._turns % 2 else (frame.width, frame.height)

    def luma(self) -> Bytes:
        """Return the brightness of every pixel, as it is stored; not to be written to."""
        return self._split()[0]

    def colours(self, window: Window) -> Bytes:
        """Return the pixels of a window as rows of red, green and blue."""
        import numpy as np

        left, top, width, height = window
        luma, blueness, redness = self._split()
        rows, columns = np.arange(top, top + height), np.arange(left, left + width)
        half = np.ix_(np.minimum(rows // 2, blueness.shape[0] - 1), np.minimum(columns // 2, blueness.shape[1] - 1))
        y = luma[top : top + height, left : left + width].astype(np.float32)
        u, v = blueness[half].astype(np.float32) - 128, redness[half].astype(np.float32) - 128
        if not self._is_full():
            y, u, v = (y - 16) * (255 / 219), u * (255 / 224), v * (255 / 224)
        weights = NAMED.get(int(self._frame.colorspace), HD if min(self.width, self.height) >= HD_PX else SD)
        out = np.empty((*y.shape, 3), np.float32)
        out[..., RED], out[..., BLUE] = y + weights.red * v, y + weights.blue * u
        out[..., GREEN] = y + weights.green_blue * u + weights.green_red * v
        return np.clip(np.rint(out), 0, 255).astype(np.uint8)

    def small(self, width: int, height: int) -> Bytes:
        """Return the whole picture in another size, as rows of red, green and blue."""
        import numpy as np

        size = (height, width) if self._turns % 2 else (width, height)
        scaled = self._reformatter.reformat(
            self._frame, width=size[0], height=size[1], format="rgb24", interpolation="AREA", threads=1
        )
        return np.ascontiguousarray(np.rot90(scaled.to_ndarray(), self._turns))

    def _is_full(self) -> bool:
        return self._frame.format.name == "yuvj420p" or int(self._frame.color_range) == FULL_RANGE

    def _split(self) -> tuple[Bytes, Bytes, Bytes]:
        import numpy as np

        if self._planes is None:
            stored = self._frame if self._frame.format.name in STORED else self._frame.reformat(format="yuv420p")
            found = []
            for plane in stored.planes:
                rows = np.frombuffer(cast("bytes", plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
                found.append(np.rot90(rows, self._turns) if self._turns else rows)
            self._planes = (found[0], found[1], found[2])
        return self._planes


def read_planes(path: Path, *, cut: Cut = WHOLE, threads: int = 1, check: Callable[[], None] = keep_going) -> Iterator[Shown]:
    """Yield every picture of a video, or of a stretch of it, in the order in which they are shown.

    Args:
        path: the file.
        cut: the stretch; times and numbers count from its start.
        threads: how many decode.
        check: called every few dozen pictures; stops the work by raising.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, longer than any episode, or not one picture of it can be decoded.
    """
    from av.video.reformatter import VideoReformatter

    with open_container(path) as container:
        stream = video_stream(container, path)
        reformatter, index = VideoReformatter(), -1
        for index, (frame, at_ms) in enumerate(_within(container, stream, cut, threads)):
            if not index % AT_ONCE:
                check()
            if index > MOST_FRAMES:
                raise BadInput("media.too_long", path=str(path), hours=LONGEST_S // 3600)
            yield Shown(frame, index, at_ms, reformatter)
        if index < 0:
            raise BadInput("media.damaged", path=str(path))


def read_key_frames(path: Path, count: int, *, cut: Cut = WHOLE) -> list[Shown]:
    """Return key frames spread over a video or a stretch of it, `count` at most: they cost least.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or not one of them can be decoded.
    """
    from av.video.reformatter import VideoReformatter

    with open_container(path) as container:
        stream = video_stream(container, path)
        stream.codec_context.thread_count = 1
        length_ms = cut.length_ms(duration_ms(container))
        found: dict[int, VideoFrame] = {}
        for number in range(count if length_ms else 1):
            frame, at_ms = _key_frame(container, stream, cut.in_ms + length_ms * (2 * number + 1) // (2 * count))
            if frame is not None:
                found.setdefault(at_ms, frame)
        if not found:
            raise BadInput("media.damaged", path=str(path))
        reformatter = VideoReformatter()
        return [Shown(frame, number, at_ms - cut.in_ms, reformatter) for number, (at_ms, frame) in enumerate(sorted(found.items()))]


def _key_frame(container: InputContainer, stream: VideoStream, before_ms: int) -> tuple[VideoFrame | None, int]:
    """Return the key frame before a time and when it is shown; None where nothing can be decoded there."""
    import av

    with contextlib.suppress(av.FFmpegError, OverflowError):
        begin = begin_s(container)
        container.seek(int((begin + Fraction(before_ms, 1000)) * 1_000_000), backward=True)
        for frame in container.decode(stream):
            if frame.pts is not None:
                return frame, _ms(frame, stream, begin)
    return None, 0


def _within(container: InputContainer, stream: VideoStream, cut: Cut, threads: int) -> Iterator[tuple[VideoFrame, int]]:
    """Yield the pictures of a stretch and when they are shown, counted from its start; the first one may have begun before it."""
    begin, before = begin_s(container), None
    for frame in _decoded(container, stream, cut, threads):
        at_ms = _ms(frame, stream, begin) - cut.in_ms
        if at_ms < 0:
            before = frame
            continue
        if cut.out_ms is not None and at_ms >= cut.out_ms - cut.in_ms:
            break
        if before is not None and at_ms > 0:
            yield before, 0
        before = None
        yield frame, at_ms


def _decoded(container: InputContainer, stream: VideoStream, cut: Cut, threads: int) -> Iterator[VideoFrame]:
    import av

    context = stream.codec_context
    context.thread_count, stream.thread_type = threads, "AUTO"
    context.options = {**context.options, "skip_loop_filter": "all" if min(context.width, context.height) > HD_PX else "noref"}
    if cut.in_ms:
        container.seek(int((begin_s(container) + Fraction(cut.in_ms, 1000)) * 1_000_000), backward=True)
    last: int | None = None
    with contextlib.suppress(av.FFmpegError):
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue
            for frame in frames:
                if frame.pts is not None and (last is None or frame.pts > last):
                    last = frame.pts
                    yield frame


def _ms(frame: VideoFrame, stream: VideoStream, begin: Fraction) -> int:
    return -int(-((frame.pts or 0) * (stream.time_base or Fraction(1, 1000)) - begin) * 1000 // 1)
