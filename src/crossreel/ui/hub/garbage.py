"""Garbage is collected on the GUI thread only.

Python collects wherever an allocation happens to cross its threshold. On a worker thread that destroys widgets caught in
cycles there: Qt's locks and Python's are then taken in the wrong order, and the window stands still for good, or crashes.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500
REST_LOOKS = 10
"""Every so many looks young objects are collected even if few: the count of them goes down with each object freed, old ones too."""
FULL_S = 20.0  # a full collection walks the whole heap, so it keeps its distance from the one before


class GarbageCollection(QObject):
    """Takes collecting away from the threads and does it from the event loop; make it on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._full_at, self._looks = time.monotonic(), 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Look no more: whatever runs on has a collection of its own."""
        self._timer.stop()

    def collect_due(self) -> None:
        """Collect the generations whose thresholds were passed since the last look, and every so often what is young."""
        self._looks += 1
        self._full_at = collect_due(self._full_at, even_few=self._looks % REST_LOOKS == 0)


def collect_due(full_at: float, *, even_few: bool = False) -> float:
    """Collect what is due, `full_at` (monotonic seconds) being when all was last collected; return when that is now.

    With `even_few` young objects are collected however few they are counted.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    now = time.monotonic()
    if counts[2] > thresholds[2] and now - full_at > FULL_S:
        gc.collect()
        return now
    if counts[1] > thresholds[1]:
        gc.collect(1)
    elif even_few or counts[0] > thresholds[0]:
        gc.collect(0)
    return full_at
