"""The picture of one file: its frames in memory, each put there by its time and known by its number."""

import contextlib
from collections.abc import Callable

from crossreel.domain.errors import CrossreelError
from crossreel.media.frames import FrameReader

SHORTEST_WAIT_S = 0.001


class Screen:
    """Shows frames of a reader, `width` x `height` pixels (BGRX), and keeps the next one ready while it plays.

    Frames are put on by one thread; any thread may ask what is on. A frame that cannot be decoded leaves the one before.
    """

    def __init__(self, reader: FrameReader, width: int, height: int, on_frame: Callable[[], None]) -> None:
        self._reader = reader
        self._size = (width, height)
        self._on_frame = on_frame
        self.on: tuple[int, memoryview] | None = None  # the number of the frame shown last, and the frame, which stays as it is
        self._index = -1  # of the frame that is due, which may be one that cannot be decoded
        self._ready: tuple[int, memoryview | None] = (-1, None)

    def resize(self, width: int, height: int) -> None:
        """Show the frame that is on, and all that follow, in another size."""
        self._size = (width, height)
        self.forget_ready()
        if self._index >= 0:
            self._put(self._index)

    def show(self, at_ms: int) -> None:
        """Show the frame of a time, even if it stands there already."""
        self._put(self._reader.times.frame_index(at_ms))

    def follow(self, at_ms: int) -> None:
        """Show the frame of a time unless it stands there already."""
        index = self._reader.times.frame_index(at_ms)
        if index != self._index:
            self._put(index)

    def get_ready(self) -> None:
        """Decode the frame after the one shown, so that it is there when it is due."""
        following = self._index + 1
        if following < self._reader.frame_count and self._ready[0] != following:
            self._ready = (following, self._decoded(following))

    def forget_ready(self) -> None:
        """Hold no frame that is not shown."""
        self._ready = (-1, None)

    def within(self, at_ms: int, index: int) -> int:
        """Return the time nearest to `at_ms` at which a frame is the one to show."""
        times = self._reader.times
        at_ms = max(at_ms, times.start_ms(index))
        return min(at_ms, times.start_ms(index + 1) - 1) if index + 1 < self._reader.frame_count else at_ms

    def until_next_s(self, at_ms: int, rate: float) -> float:
        """Return the seconds, at a speed, until the next frame is due."""
        return max(SHORTEST_WAIT_S, (self._reader.times.step_ms(at_ms, 1) - at_ms) / 1000 / rate)

    def _put(self, index: int) -> None:
        pixels = self._ready[1] if self._ready[0] == index else self._decoded(index)
        self._index = index
        if pixels is not None:
            self.on = (index, pixels)
            self._on_frame()

    def _decoded(self, index: int) -> memoryview | None:
        with contextlib.suppress(CrossreelError):
            return self._reader.raw_frame(index, *self._size).data.cast("B")
        return None
