"""Whether two pictures are of one edit: laid beside each other picture by picture, without the band in which text was removed."""

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.picture.caption import Box
from crossreel.engines.burned_in.line_reader import Picture
from crossreel.engines.burned_in.strokes import WIDE_PX, Grid

COARSE = 6  # cells of a grid that become one: what coding and size change is gone
FLAT = 1.0  # mean step of brightness; a picture of one colour proves nothing
ALIKE = 0.8  # correlation of the steps of two pictures
LASTING = 3  # pictures in a row


class Sameness:
    """Takes the pictures of two videos, one of each at a time.

    Args:
        band: where text was removed, in percent; it is left out.
    """

    def __init__(self, band: Box) -> None:
        self._band = band
        self._row = 0
        self._number = -1
        self.differs_from: int | None = None
        self.grids: tuple[Grid, Grid]

    def add(self, one: Picture, other: Picture) -> None:
        """Compare the next two."""
        self._number += 1
        self.grids = (_grid(one), _grid(other))
        if self.differs_from is not None:
            return
        first, second = (_steps(grid, self._band) for grid in self.grids)
        if min(np.abs(first).mean(), np.abs(second).mean()) < FLAT:
            return
        alike = float((first * second).sum() / max(1e-6, np.sqrt((first * first).sum() * (second * second).sum())))
        self._row = 0 if alike >= ALIKE else self._row + 1
        if self._row >= LASTING:
            self.differs_from = self._number - LASTING + 1


def _grid(picture: Picture) -> Grid:
    """Return a picture as a grid of the same shape whatever its size."""
    high = round(WIDE_PX * picture.height / picture.width)
    rows = np.arange(high) * picture.height // high
    columns = np.arange(WIDE_PX) * picture.width // WIDE_PX
    grid: Grid = picture.luma()[np.ix_(rows, columns)]
    return grid


def _steps(grid: Grid, band: Box) -> NDArray[np.float32]:
    high, wide = (side // COARSE for side in grid.shape)
    cells = grid[: high * COARSE, : wide * COARSE].reshape(high, COARSE, wide, COARSE).mean(axis=(1, 3), dtype=np.float32)
    top, bottom = int(band.y * high / 100) - 1, int(band.bottom * high / 100) + 2
    parts = [
        np.diff(part, axis=axis).ravel() for part in (cells[: max(0, top)], cells[bottom:]) if part.shape[0] > 1 for axis in (0, 1)
    ]
    return np.concatenate(parts) if parts else np.zeros(1, np.float32)
