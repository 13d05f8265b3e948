"""Exact pictures on the player's surface: at rest, and frame by frame at unusual speeds."""

import contextlib

from crossreel.domain.errors import CrossreelError
from crossreel.media.frames import FrameReader
from crossreel.media.vlc_surface import VlcSurface

SHORTEST_WAIT_S = 0.004


class StillScreen:
    """Puts frames of a reader on a surface by their time. A frame that cannot be decoded leaves the one before."""

    def __init__(self, reader: FrameReader, surface: VlcSurface) -> None:
        self._reader = reader
        self._surface = surface
        self._shown_index = -1

    def show(self, at_ms: int) -> None:
        """Show the frame of a time, even if it stands there already."""
        self._shown_index = self._reader.times.frame_index(at_ms)
        with contextlib.suppress(CrossreelError):
            rows = self._reader.raw(at_ms, self._surface.width, self._surface.height)
            self._surface.put_still(rows.data.cast("B"))

    def follow(self, at_ms: int) -> None:
        """Show the frame of a time unless it stands there already."""
        if self._reader.times.frame_index(at_ms) != self._shown_index:
            self.show(at_ms)

    def until_next_s(self, at_ms: int, rate: float) -> float:
        """Return the seconds, at a speed, until the next frame is due."""
        return max(SHORTEST_WAIT_S, (self._reader.times.step_ms(at_ms, 1) - at_ms) / 1000 / rate)
