"""The strokes of a line of text: steep edges that stand still while the picture behind them moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDE_PX = 360  # grids are about this wide: strokes are two cells then, whatever the size of the video
STEEP = 30  # step of brightness from cell to cell that can be the rim of a letter
LEAST_STABLE = 14  # of brightness: what coding and noise do to a step that stands still
STABLE_SHARE = 0.3
BLOCK = 8  # cells: half a character
FULL_BLOCK = 14  # steep cells in a block with strokes
CHARACTER = 30  # steep cells in two by two blocks: one letter
KEPT_SHARE = 0.3  # of a block's contrast; below it, its strokes are gone
CHARACTER_KEPT = 22  # steps in a block that belong to a character
LEAST_CELLS = 24

Grid = NDArray[np.uint8]
Marks = NDArray[np.bool_]


def stride_of(width: int) -> int:
    """Return which pixels of a video make a grid: every one, every second, …"""
    return max(1, width // WIDE_PX)


def grid_of(luma: NDArray[np.uint8], top: int, bottom: int, stride: int) -> Grid:
    """Return the brightness of some rows of a picture as a grid."""
    return luma[top:bottom:stride, ::stride].copy()


def standing(now: Grid, before: Grid) -> Marks:
    """Return where a grid has steep edges that an earlier one has too."""
    marks, present, past = np.zeros(now.shape, bool), now.astype(np.int16), before.astype(np.int16)
    for axis in (0, 1):
        step, old = np.diff(present, axis=axis), np.diff(past, axis=axis)
        size = np.abs(step)
        still = (size > STEEP) & (np.abs(step - old) <= np.maximum(LEAST_STABLE, size * STABLE_SHARE))
        marks[: still.shape[0], : still.shape[1]] |= still
    return marks


def wider(marks: Marks) -> Marks:
    """Return marks with the cells around each."""
    grown = marks.copy()
    grown[1:] |= marks[:-1]
    grown[:-1] |= marks[1:]
    across = grown.copy()
    across[:, 1:] |= grown[:, :-1]
    across[:, :-1] |= grown[:, 1:]
    return across


def without(marks: Marks, boxes: Sequence[tuple[int, int, int, int]]) -> Marks:
    """Return marks without those in boxes (left, top, right, bottom)."""
    left_over = marks.copy()
    for left, top, right, bottom in boxes:
        left_over[max(0, top) : bottom, max(0, left) : right] = False
    return left_over


def has_new(marks: Marks, known: Marks) -> bool:
    """Tell whether strokes of at least one character stand that were not known."""
    blocks = _blocks(marks & ~known)
    if min(blocks.shape) < 2:
        return False
    fours = blocks[:-1, :-1] + blocks[1:, :-1] + blocks[:-1, 1:] + blocks[1:, 1:]
    return bool((fours >= CHARACTER).any())


def _blocks(marks: Marks) -> NDArray[Any]:
    high, wide = (side // BLOCK * BLOCK for side in marks.shape)
    blocks: NDArray[Any] = marks[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK).sum(axis=(1, 3))
    return blocks


@dataclass(frozen=True, slots=True)
class Strokes:
    """The edges of one line: where each is, how steep, and in which block of the line. All in a grid of one shape.

    `steps` are cells with the offset to the neighbour (1 across, a row down) that the step is measured to.
    """

    cells: NDArray[np.int64]
    offsets: NDArray[np.int64]
    steps: NDArray[np.float32]
    blocks: NDArray[np.int64]

    def presence(self, grid: Grid) -> float:
        """Return how much of the line is in a grid: about 1 while it is shown, about 0 without it, between them while it fades."""
        had, has = self._by_block(grid)
        whole: float = (np.clip(has / had, -0.5, 1.2) * np.sqrt(had)).sum() / np.sqrt(had).sum()
        return whole

    def has_lost(self, grid: Grid) -> bool:
        """Tell whether the strokes of a character are gone from a grid."""
        had, has = self._by_block(grid, CHARACTER_KEPT)
        return bool((has < KEPT_SHARE * had).any())

    def _by_block(self, grid: Grid, least: int = FULL_BLOCK // 2) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return how much contrast each block had, and how much of it has come back."""
        flat = grid.ravel()
        now = flat[self.cells + self.offsets].astype(np.float32) - flat[self.cells]
        had, has = np.bincount(self.blocks, self.steps**2), np.bincount(self.blocks, now * self.steps)
        real = np.bincount(self.blocks) >= least
        if not real.any():
            real = had > 0
        return had[real], has[real]


def strokes_of(grid: Grid, before: Grid, boxes: Sequence[tuple[int, int, int, int]]) -> Strokes | None:
    """Return the strokes in boxes (left, top, right, bottom) of a grid, those that an earlier one has too; None without any."""
    inside = np.zeros(grid.shape, bool)
    for left, top, right, bottom in boxes:
        inside[max(0, top) : bottom, max(0, left) : right] = True
    width = grid.shape[1]
    still = inside & standing(grid, before)
    found = [_steep(grid, still if still.sum() >= LEAST_CELLS else inside, axis) for axis in (0, 1)]
    cells = np.concatenate(found)
    if len(cells) < LEAST_CELLS:
        return None
    offsets = np.repeat(np.array([width, 1]), [len(each) for each in found])
    flat = grid.ravel()
    rows, columns = cells // width, cells % width
    return Strokes(
        cells, offsets, flat[cells + offsets].astype(np.float32) - flat[cells],
        rows // (2 * BLOCK) * (width // (2 * BLOCK) + 1) + columns // (2 * BLOCK),
    )  # fmt: skip


def _steep(grid: Grid, inside: Marks, axis: int) -> NDArray[np.int64]:
    marks = np.zeros(grid.shape, bool)
    steep = np.abs(np.diff(grid.astype(np.int16), axis=axis)) > STEEP
    marks[: steep.shape[0], : steep.shape[1]] = steep
    return np.flatnonzero(marks & inside)
