"""The memory libVLC paints into, and the stills that take its place while paused."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

BUFFERS = 3
BYTES_PER_PIXEL = 4


class VlcSurface:
    """Three buffers in turn: one to paint into, one just shown, one that may still be read.

    libVLC's pictures are shown while `live`; its repeats of the paused picture and what a seek leaves over are not.
    """

    def __init__(self, vlc: Any, width: int, height: int, on_frame: Callable[[], None]) -> None:
        self.width = width
        self.height = height
        self._on_frame = on_frame
        self._buffers = [(ctypes.c_ubyte * (width * height * BYTES_PER_PIXEL))() for _ in range(BUFFERS)]
        self._views = [memoryview(buffer).cast("B") for buffer in self._buffers]
        self._shown = 0
        self._newest: memoryview | None = None
        self._lock = Lock()
        self._live_from: float | None = None
        self._callbacks: tuple[Any, ...] = (
            vlc.CallbackDecorators.VideoLockCb(self._take),
            vlc.CallbackDecorators.VideoDisplayCb(self._show),
        )

    def attach(self, player: Any) -> None:
        """Make a libVLC player paint here. This object must outlive the playing."""
        player.video_set_callbacks(self._callbacks[0], None, self._callbacks[1], None)
        player.video_set_format("RV32", self.width, self.height, self.width * BYTES_PER_PIXEL)

    def close(self) -> None:
        """Let go of the memory, once libVLC paints here no more: the callbacks and this object hold each other."""
        with self._lock:
            self._callbacks, self._newest = (), None
            self._buffers, self._views = [], []

    def go_live(self, after_s: float = 0.0) -> None:
        """Show what libVLC paints, from `after_s` seconds on."""
        with self._lock:
            self._live_from = time.monotonic() + after_s

    def hold(self) -> None:
        """Show nothing more of libVLC's."""
        with self._lock:
            self._live_from = None

    def put_still(self, pixels: memoryview) -> None:
        """Show a picture of one's own (BGRX, the size of the surface)."""
        with self._lock:
            self._newest = pixels
        self._on_frame()

    def newest(self) -> memoryview | None:
        """Return the picture shown last, None before the first."""
        with self._lock:
            return self._newest

    def _take(self, opaque: Any, planes: Any) -> int:
        target = (self._shown + 1) % BUFFERS
        planes[0] = ctypes.addressof(self._buffers[target])
        return target

    def _show(self, opaque: Any, picture: Any) -> None:
        with self._lock:
            if self._live_from is None or time.monotonic() < self._live_from:
                return
            self._shown = int(picture or 0)
            self._newest = self._views[self._shown]
        self._on_frame()
