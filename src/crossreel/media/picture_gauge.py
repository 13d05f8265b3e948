"""Gauging the pictures of a video one by one: how black, how changed, how wide the bars. A sample of their brightness is enough."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.quality.media_limits import MediaLimits
from crossreel.domain.quality.media_reading import PictureSeries
from crossreel.media.container import quarter_turns
from crossreel.media.frame_times import FrameTimes

if TYPE_CHECKING:
    import numpy as np
    from av.video.frame import VideoFrame

    Luma = np.ndarray[Any, np.dtype[np.uint8]]

ROWS, COLUMNS = 240, 136  # of the sample, about; in a picture that is lying the other way round
BLOCK = 8  # rows and columns of the sample, in which a part of the picture is looked at
BLACK, RANGE = 16, 219  # of brightness in video; pictures of full range have 0 and 255
FULL_RANGE = 2  # AVCOL_RANGE_JPEG
STRAY = 0.02  # pixels of a dark line that need not be: codecs spill light over an edge
MOST = 0xFFFF


@dataclass(frozen=True, slots=True)
class _Luma:
    """The brightness of a picture, every pixel of it, and what black is in it."""

    plane: Luma
    full: bool


class PictureGauge:
    """Takes the pictures of a video in order and keeps a dozen figures of each.

    Args:
        limits: what is black, and from which change on a picture is another one.
    """

    def __init__(self, limits: MediaLimits) -> None:
        self._limits = limits
        self._size = (0, 0)
        self._rotation = 0
        self._stands: Luma | None = None
        self._ticks = array("q")
        self._dark, self._light, self._change, self._block, self._bars = (array("H") for _ in range(5))
        self.damaged = 0

    def add(self, frame: VideoFrame) -> None:
        """Take the next picture."""
        luma = _luma(frame)
        if not self._ticks:
            self._size, self._rotation = (frame.width, frame.height), quarter_turns(frame) * 90
        self._ticks.append(frame.pts or 0)
        steps = _steps(luma.plane)
        sample = luma.plane[:: steps[0], :: steps[1]].copy()
        black = (0 if luma.full else BLACK) + self._limits.black_pixel * (255 if luma.full else RANGE)
        self._dark.append(round(float((sample <= black).mean()) * 1000))
        self._light.append(round(float(sample.mean())))
        self._compare(sample)
        edge = self._limits.bar_level - (BLACK if luma.full else 0)
        self._bars.extend(_bars(luma.plane, sample, steps, edge))

    def finish(self, times: FrameTimes, last: int, *, variable: bool) -> PictureSeries:
        """Return the figures of all pictures.

        Args:
            times: of the pictures taken; in their order.
            last: how many ticks the last one is shown.
            variable: whether they last unevenly long.
        """
        starts = array("q", (times.start_ms(at) for at in range(len(times.ticks))))
        steps = [late - early for early, late in pairwise(starts)]
        end_ms = starts[-1] + max(1, round(last * times.base * 1000)) if starts else 0
        return PictureSeries(
            width=self._size[0], height=self._size[1], rotation=self._rotation, times_ms=starts, end_ms=end_ms,
            dark=self._dark, light=self._light, change=self._change, block=self._block, bars=self._bars, variable=variable,
            shortest_ms=min(steps, default=0), longest_ms=max(steps, default=0), damaged=self.damaged,
        )  # fmt: skip

    @property
    def ticks(self) -> array[int]:
        """The times of the pictures taken, by the clock of the file."""
        return self._ticks

    def _compare(self, sample: Luma) -> None:
        """Note how much a picture differs from the one that stands; where that is more than nothing, this one stands from now."""
        import numpy as np

        before = self._stands
        if before is None or before.shape != sample.shape:
            self._stands = sample
            self._change.append(MOST)
            self._block.append(MOST)
            return
        apart = np.maximum(before, sample) - np.minimum(before, sample)
        change, block = float(apart.mean()), _most_changed(apart)
        self._change.append(min(MOST, round(change * 100)))
        self._block.append(min(MOST, round(block * 10)))
        if change > self._limits.frozen_change * 255 or block > self._limits.frozen_block:
            self._stands = sample


def _luma(frame: VideoFrame) -> _Luma:
    """Return the brightness of a picture as it was coded; of formats that have no plane of it, as it is reckoned."""
    import numpy as np

    layout, plane = frame.format, cast(Any, frame.planes[0])
    bits = layout.components[0].bits
    if layout.name.startswith(("yuv", "nv")) and layout.is_planar:
        full = layout.name.startswith("yuvj") or frame.color_range == FULL_RANGE
        if bits == 8:
            rows = np.frombuffer(plane, np.uint8)[: plane.line_size * frame.height].reshape(frame.height, plane.line_size)
            return _Luma(rows[:, : frame.width], full)
        if layout.name.endswith("le"):
            deep = np.frombuffer(plane, "<u2")[: plane.line_size // 2 * frame.height].reshape(frame.height, -1)
            return _Luma((deep[:, : frame.width] >> (bits - 8)).astype(np.uint8), full)
    grey: Any = frame.reformat(format="gray").to_ndarray()
    return _Luma(grey, full=True)


def _steps(plane: Luma) -> tuple[int, int]:
    """Return every how many rows and columns are looked at."""
    rows, columns = (ROWS, COLUMNS) if plane.shape[0] >= plane.shape[1] else (COLUMNS, ROWS)
    return max(1, round(plane.shape[0] / rows)), max(1, round(plane.shape[1] / columns))


def _most_changed(apart: Luma) -> float:
    """Return the mean of the block that has the highest one."""
    import numpy as np

    rows, columns = (max(1, size // BLOCK) for size in apart.shape)
    high, wide = min(BLOCK, apart.shape[0]), min(BLOCK, apart.shape[1])
    whole = apart[: rows * high, : columns * wide]
    down = whole.reshape(rows, high, columns * wide).sum(axis=1, dtype=np.uint16)
    blocks = down.reshape(rows, columns, wide).sum(axis=2, dtype=np.uint32)
    most: float = blocks.max() / (high * wide)
    return most


def _bars(plane: Luma, sample: Luma, steps: tuple[int, int], level: int) -> tuple[int, int, int, int]:
    """Return how many rows and columns are black at the top, bottom, left and right, to the pixel."""
    down, across = steps
    light = sample > level
    rows, columns = light.mean(axis=1) <= STRAY, light.mean(axis=0) <= STRAY
    high, wide = plane.shape
    seen_down, seen_across = plane[:, ::across], plane[::down]
    return (
        _edge(rows, lambda at: _is_dark(seen_down[at], level), high, down),
        _edge(rows[::-1], lambda at: _is_dark(seen_down[high - 1 - at], level), high, down, (high - 1) % down),
        _edge(columns, lambda at: _is_dark(seen_across[:, at], level), wide, across),
        _edge(columns[::-1], lambda at: _is_dark(seen_across[:, wide - 1 - at], level), wide, across, (wide - 1) % across),
    )


def _is_dark(line: Luma, level: int) -> bool:
    return float((line > level).mean()) <= STRAY


def _edge(dark: Any, is_dark: Any, size: int, step: int, first: int = 0) -> int:
    """Return how many lines are dark from an edge on.

    Args:
        dark: whether each line of the sample is, from that edge.
        is_dark: looks at one line of the picture, counted from that edge.
        size: how many lines there are.
        step: every how many were looked at.
        first: how far from the edge the first of them stands.
    """
    count = int(dark.argmin()) if not dark.all() else len(dark)
    if count == len(dark):
        return size
    at = first + (count - 1) * step + 1 if count else 0
    while at < first + count * step and is_dark(at):
        at += 1
    return at
