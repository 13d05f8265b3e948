"""The time of the frame on the screen, between the rare moments at which libVLC tells it."""

import time
from collections.abc import Callable
from threading import Lock

BACKSLIDE_MS = 300.0
ROUNDING_MS = 0.001


class PlayerClock:
    """Runs on a monotonic timer and is put right by every time that libVLC reports. Safe to ask from any thread."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._running = False
        self._base_ms = 0.0
        self._since = 0.0
        self._rate = 1.0
        self._last_ms = 0.0
        self._limit_ms = float("inf")

    def set_limit(self, duration_ms: int) -> None:
        """Never say more than this."""
        with self._lock:
            self._limit_ms = float(duration_ms)

    def hold(self, at_ms: float) -> None:
        """Stand still at a time."""
        with self._lock:
            self._running = False
            self._base_ms = self._last_ms = at_ms

    def run(self, at_ms: float) -> None:
        """Run on from a time, from now."""
        with self._lock:
            self._running = True
            self._base_ms = self._last_ms = at_ms
            self._since = self._now()

    def correct(self, at_ms: float) -> None:
        """Take over the time that libVLC reports just now; does nothing while standing still, or for a time outside the file."""
        with self._lock:
            if self._running and 0 <= at_ms <= self._limit_ms:
                self._base_ms, self._since = at_ms, self._now()

    def set_rate(self, rate: float) -> None:
        """Run at `rate` times the normal speed from now on."""
        with self._lock:
            if self._running:
                self._base_ms, self._since = self._reckoned(), self._now()
            self._rate = rate

    def position_ms(self) -> int:
        """Return the time now. A correction never turns it back by a little: it waits until time has caught up."""
        with self._lock:
            reckoned = self._reckoned()
            if 0 < self._last_ms - reckoned < BACKSLIDE_MS:
                reckoned = self._last_ms
            self._last_ms = reckoned
            return int(reckoned + ROUNDING_MS)

    def _reckoned(self) -> float:
        if not self._running:
            return self._base_ms
        return min(self._limit_ms, self._base_ms + (self._now() - self._since) * 1000 * self._rate)
