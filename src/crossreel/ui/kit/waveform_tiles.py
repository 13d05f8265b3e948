"""Pictures of the sound: tiles anchored to absolute pixels, painted once per zoom and moved on scrolling."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap

from crossreel.domain.picture.caption import Peaks
from crossreel.kernel.kept import Kept

TILE_PX = 480
KEPT_BYTES = 24 << 20  # three colours of a screen of 2560 px at twice its pixels
SHAPE_BYTES = 4 << 20
QUIETEST = 24.0
OUTER, CORE = 0.5, 0.5  # how much of the colour stands where the sound reaches, and where it is on average

Key = tuple[int, float, int, str, float]
Samples = NDArray[np.float32]
Levels = NDArray[np.float64]
Shape = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Columns:
    """The sound behind columns of pixels, -1 to 1: how far down and up it goes, and how far on average."""

    low: Levels
    high: Levels
    core_low: Levels
    core_high: Levels


class Tiles:
    """Paints and keeps the waveform of one file, a column for each pixel of the screen.

    `gain` makes the sound larger than the file's loudest needs: 1 shows that at full height.
    """

    def __init__(self) -> None:
        self._low: Samples = np.zeros(0, dtype=np.float32)
        self._high: Samples = np.zeros(0, dtype=np.float32)
        self._per_second = 1
        self._gain = 1.0
        self._shapes: Kept[tuple[int, float, int, float], Shape] = Kept(SHAPE_BYTES, lambda shape: shape.size)
        self._kept: Kept[Key, QPixmap] = Kept(KEPT_BYTES, lambda tile: tile.width() * tile.height() * tile.depth() // 8)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint: no sound, or not yet read."""
        return self._high.size == 0

    @property
    def gain(self) -> float:
        """How much larger than the file's loudest needs the sound is shown."""
        return self._gain

    def set_gain(self, gain: float) -> None:
        """Show the sound larger or smaller."""
        self._gain = gain
        self._clear()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Take another waveform."""
        self._clear()
        high = np.frombuffer(peaks.high if peaks is not None else b"", dtype=np.int8)
        low = np.frombuffer(peaks.low if peaks is not None else b"", dtype=np.int8)[: high.size]
        loudest = max(
            QUIETEST, float(np.abs(high.astype(np.int16)).max(initial=0)), float(np.abs(low.astype(np.int16)).max(initial=0))
        )
        self._low, self._high = low.astype(np.float32) / loudest, high.astype(np.float32) / loudest
        self._per_second = peaks.per_second if peaks is not None else 1

    def forget(self) -> None:
        """Drop what was painted, for another theme."""
        self._clear()

    def _clear(self) -> None:
        self._kept.clear()
        self._shapes.clear()

    def tile(self, index: int, px_per_second: float, height: int, colour: QColor, ratio: float) -> QPixmap:
        """Return the tile that begins at absolute pixel `index * TILE_PX`.

        Args:
            index: number of the tile, from 0.
            px_per_second: zoom.
            height: height of the waveform in pixels.
            colour: colour of the sound.
            ratio: device pixels per pixel.
        """
        key = (index, px_per_second, height, colour.name(), ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._paint(index, px_per_second, height, colour, ratio)
        return found

    def columns(self, index: int, px_per_second: float, ratio: float = 1.0) -> Columns:
        """Return the sound behind each column of a tile; silence after the end of the file."""
        count = round(TILE_PX * ratio)
        steps = self._per_second / (px_per_second * ratio)
        edges: Levels = (index * count + np.arange(count + 1, dtype=np.float64)) * steps
        if steps < 1:
            return self._between(edges)
        starts = edges[:-1].astype(np.int64)
        inside = starts < self._high.size
        made = [np.zeros(count) for _each in range(4)]
        if inside.any():
            first, last = int(starts[0]), min(int(edges[-1]), self._high.size)
            high, low = (
                self._high[first : max(last, int(starts[inside][-1]) + 1)],
                self._low[first : max(last, int(starts[inside][-1]) + 1)],
            )
            places = starts[inside] - first
            widths = np.diff(np.append(places, high.size)).clip(1)
            made[0][inside] = np.minimum.reduceat(low, places)
            made[1][inside] = np.maximum.reduceat(high, places)
            made[2][inside] = np.add.reduceat(low, places) / widths
            made[3][inside] = np.add.reduceat(high, places) / widths
        return Columns(*made)

    def _between(self, edges: Levels) -> Columns:
        """Return columns that are narrower than the file's steps: on lines from one step to the next."""
        middles = (edges[:-1] + edges[1:]) / 2 - 0.5
        first = max(0, int(middles[0]) - 1)
        window = slice(first, int(middles[-1]) + 3)
        places = np.arange(window.start, min(window.stop, self._high.size))
        if not places.size:
            return Columns(*(np.zeros(middles.size) for _each in range(4)))
        high = np.interp(middles, places, self._high[window], right=0.0)
        low = np.interp(middles, places, self._low[window], right=0.0)
        return Columns(low, high, low, high)

    def _paint(self, index: int, px_per_second: float, height: int, colour: QColor, ratio: float) -> QPixmap:
        shape = self._shape(index, px_per_second, height, ratio)
        shades = np.arange(256, dtype=np.float32)[:, None] / 255
        channels = np.array([colour.blue(), colour.green(), colour.red(), 255], dtype=np.float32)
        table = np.rint(shades * channels).astype(np.uint8).view(np.uint32)[:, 0]  # premultiplied, as little-endian ARGB
        rows, columns = shape.shape
        image = QImage(table[shape].tobytes(), columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied)
        made = QPixmap.fromImage(image, Qt.ImageConversionFlag.NoFormatConversion)
        made.setDevicePixelRatio(ratio)
        return made

    def _shape(self, index: int, px_per_second: float, height: int, ratio: float) -> Shape:
        """Return how opaque each pixel of a tile is, the same for every colour."""
        key = (index, px_per_second, height, ratio)
        found = self._shapes.get(key)
        if found is None:
            sound = self.columns(index, px_per_second, ratio)
            rows = max(1, round(height * ratio))
            middle = rows / 2
            reach = (middle - 1) * self._gain
            alpha = OUTER * _cover(rows, middle, sound.low * reach, sound.high * reach)
            alpha += CORE * _cover(rows, middle, sound.core_low * reach, sound.core_high * reach)
            found = self._shapes[key] = (alpha * 255).astype(np.uint8)
        return found


def _cover(rows: int, middle: float, low: Levels, high: Levels) -> Samples:
    """Return how much of each pixel lies between two lines, 0 to 1; a line where there is silence."""
    top = (middle - np.maximum(high, 0.5)).clip(0, rows).astype(np.float32)
    bottom = (middle - np.minimum(low, -0.5)).clip(0, rows).astype(np.float32)
    at = np.arange(rows, dtype=np.float32)[:, None]
    covered: Samples = np.minimum(at + 1, bottom)
    covered -= np.maximum(at, top)
    return np.clip(covered, 0, 1, out=covered)
