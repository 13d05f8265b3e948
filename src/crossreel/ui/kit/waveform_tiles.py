"""Waveform pixmaps: tiles anchored to absolute pixels, painted once per zoom and moved on scrolling."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from crossreel.domain.picture.caption import Peaks
from crossreel.kernel.kept import Kept

TILE_PX = 480
BAR_PX, PITCH_PX = 2, 3
KEPT_BYTES = 8 << 20
FULL_SCALE = 127.0

Key = tuple[int, float, int, str, float]
Samples = NDArray[np.int16]


class Tiles:
    """Paints and keeps the waveform of one file. Bars are 2 px wide and 3 px apart, whatever the zoom."""

    def __init__(self) -> None:
        self._high: Samples = np.zeros(0, dtype=np.int16)
        self._per_second = 1
        self._loudest = FULL_SCALE
        self._kept: Kept[Key, QPixmap] = Kept(KEPT_BYTES, lambda tile: tile.width() * tile.height() * tile.depth() // 8)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint: no sound, or not yet read."""
        return self._high.size == 0

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Take another waveform."""
        self._kept.clear()
        if peaks is None:
            self._high = np.zeros(0, dtype=np.int16)
            return
        high = np.frombuffer(peaks.high, dtype=np.int8).astype(np.int16)
        low = np.frombuffer(peaks.low, dtype=np.int8).astype(np.int16)
        self._high = np.maximum(np.abs(high), np.abs(low[: high.size]))
        self._per_second = peaks.per_second
        self._loudest = max(24.0, float(self._high.max())) if self._high.size else FULL_SCALE

    def forget(self) -> None:
        """Drop what was painted, for another theme."""
        self._kept.clear()

    def tile(self, index: int, px_per_second: float, height: int, colour: QColor, ratio: float) -> QPixmap:
        """Return the tile that begins at absolute pixel `index * TILE_PX`.

        Args:
            index: number of the tile, from 0.
            px_per_second: zoom.
            height: height of the waveform in pixels.
            colour: colour of the bars.
            ratio: device pixels per pixel.
        """
        key = (index, px_per_second, height, colour.name(), ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._paint(index, px_per_second, height, colour, ratio)
        return found

    def levels(self, index: int, px_per_second: float) -> NDArray[np.float64]:
        """Return the height of each bar of a tile, 0 to 1."""
        bars = TILE_PX // PITCH_PX
        steps_per_bar = PITCH_PX / px_per_second * self._per_second
        edges = ((index * bars + np.arange(bars + 1)) * steps_per_bar).astype(np.int64)
        starts = edges[:-1]
        inside = starts < self._high.size
        levels = np.zeros(bars)
        if not inside.any():
            return levels
        # reduceat takes at least one step where two edges fall on the same step
        stop = min(int(edges[-1]), self._high.size)
        stretch = self._high[: max(stop, int(starts[inside][-1]) + 1)]
        levels[inside] = np.maximum.reduceat(stretch, starts[inside]) / self._loudest
        return np.minimum(levels, 1.0)

    def _paint(self, index: int, px_per_second: float, height: int, colour: QColor, ratio: float) -> QPixmap:
        made = QPixmap(round(TILE_PX * ratio), round(height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        middle = height / 2
        bars = []
        for number, level in enumerate(self.levels(index, px_per_second)):
            half = max(0.75, float(level) * (middle - 1))
            bars.append(QRectF(number * PITCH_PX, middle - half, BAR_PX, half * 2))
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.name()))
        painter.drawRects(bars)
        painter.end()
        return made
