"""Lines of text out of a map that says of every pixel how much it looks like text."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.sound_and_picture import TextSpot

CELL = 4  # the maps of such models are no finer
TEXT = 0.3  # share from which a cell belongs to text
SURE = 0.4  # mean share of a line
GROWN = 1.6  # the models mark the core of a line: its area by its rim, times this, is missing on each side
LEAST_CELLS = 3

Patch = tuple[NDArray[Any], NDArray[Any]]


def spots_of(shares: NDArray[np.float32]) -> list[TextSpot]:
    """Return the lines of text in a map (height x width, 0 to 1), from top to bottom."""
    high, wide = (side // CELL for side in shares.shape)
    cells = shares[: high * CELL, : wide * CELL].reshape(high, CELL, wide, CELL).mean(axis=(1, 3))
    found = [_spot(patch, cells) for patch in _patches(cells > TEXT)]
    return sorted((spot for spot in found if spot is not None), key=lambda spot: (spot.top, spot.left))


def _spot(patch: Patch, cells: NDArray[np.float32]) -> TextSpot | None:
    rows, columns = patch
    sure = float(cells[rows, columns].mean())
    if len(rows) < LEAST_CELLS or sure < SURE:
        return None
    high, wide = cells.shape
    top, bottom, left, right = (int(each) for each in (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1))
    grown = (bottom - top) * (right - left) * GROWN / (2 * (bottom - top + right - left))
    return TextSpot(
        left=max(0.0, (left - grown) / wide), top=max(0.0, (top - grown) / high), right=min(1.0, (right + grown) / wide),
        bottom=min(1.0, (bottom + grown) / high), confidence=round(sure * 1000),
    )  # fmt: skip


def _patches(marked: NDArray[np.bool_]) -> list[Patch]:
    """Return the rows and columns of each connected patch of cells."""
    left = {(int(row), int(column)) for row, column in np.argwhere(marked)}
    patches = []
    while left:
        edge, patch = [left.pop()], []
        while edge:
            row, column = edge.pop()
            patch.append((row, column))
            for near in ((row, column + 1), (row, column - 1), (row + 1, column), (row - 1, column)):
                if near in left:
                    left.remove(near)
                    edge.append(near)
        cells = np.array(patch)
        patches.append((cells[:, 0], cells[:, 1]))
    return patches
