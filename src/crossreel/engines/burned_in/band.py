"""Following the captions in the band of a video picture by picture; the engine is asked only when what stands there has changed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from crossreel.engines.burned_in.edges import VISIBLE, comes_at, goes_at
from crossreel.engines.burned_in.line_reader import Caption, Picture, Window, is_likely, joined, read_captions, read_windows
from crossreel.engines.burned_in.strokes import (
    Grid,
    Marks,
    Strokes,
    grid_of,
    has_new,
    standing,
    stride_of,
    strokes_of,
    wider,
    without,
)
from crossreel.engines.kinds import Reading

SAMPLES_A_SECOND = 6
SEEN_PX = 512  # so wide the band is looked at
GONE = 0.5  # presence below which a caption is no longer there
SETTLED = 3  # samples after which it is told on which picture a caption came
MOST_WAITS = 2  # samples on which a caption may fade
BEFORE = 4  # pictures before it may have come, that tell how the place looks without it
SURE = 930  # thousandths; below it a caption is read again on its next pictures
MOST_READINGS = 3
TRIES = 2  # at what looks like text and cannot be read
LEAST_LINE, MOST_LINE = 0.4, 2.0
ALIKE = 0.6
BETWEEN_FRAMES = 2  # pictures between two captions of one text that are one


@dataclass(slots=True)
class SeenCaption:
    """A caption that was followed: from picture `first` to `stop`, the last one not counted; `crop` is what was read."""

    first: int
    stop: int
    caption: Caption
    crop: NDArray[np.uint8]


@dataclass(slots=True)
class _Open:
    """A caption that is being shown."""

    caption: Caption
    crop: NDArray[np.uint8]
    strokes: Strokes
    marks: Marks
    first: int | None
    from_index: int
    last_seen: int
    readings: int = 1
    waited: int = 0


class BandReader:
    """Takes the pictures of a video in order and tells which captions stood in its band, and when.

    Args:
        eye: the engine.
        size: width and height of the pictures.
        window: the band, in pixels.
        rate: pictures a second, about.
        line_px: how high a line of a caption is, about; what is much higher or lower is none. 0 where nobody knows.
    """

    def __init__(self, eye: Reading, size: tuple[int, int], window: Window, rate: Fraction, line_px: float = 0) -> None:
        self._eye, self._window = eye, window
        self._heights = (LEAST_LINE * line_px, MOST_LINE * line_px if line_px else size[1])
        self._stride = stride_of(size[0])
        self._step = max(1, round(rate / SAMPLES_A_SECOND))
        self._kept = 4 * self._step + 12
        self._grids: OrderedDict[int, Grid] = OrderedDict()
        self._behind: Marks | None = None  # edges that stand and are no caption's
        self._open: _Open | None = None
        self._seen: list[SeenCaption] = []
        self._last, self._failed = -1, 0
        self.samples = self.readings = 0

    def add(self, picture: Picture) -> None:
        """Take the next picture."""
        left, top, width, height = self._window
        grid = grid_of(picture.luma()[:, left : left + width], top, top + height, self._stride)
        self._grids[picture.index] = grid
        self._last = picture.index
        while len(self._grids) > self._kept:
            self._grids.popitem(last=False)
        if picture.index % self._step == self._step - 1:
            self._sample(picture, grid)

    def finish(self) -> list[SeenCaption]:
        """Return every caption, in order."""
        if self._open is not None:
            self._close(self._last + 1)
        return _merged(self._seen)

    def _sample(self, picture: Picture, grid: Grid) -> None:
        self.samples += 1
        before = self._grids.get(picture.index - self._step, grid)
        marks, shown = standing(grid, before), self._open
        if self._behind is None:
            self._behind = np.zeros_like(marks)
        if shown is None:
            if has_new(marks, self._behind):
                self._read(picture, grid, before, marks)
            return
        self._settle(picture.index, grid)
        is_there = shown.strokes.presence(grid) >= GONE
        more = has_new(marks, self._behind | shown.marks if is_there else self._behind)
        if more or (is_there and shown.strokes.has_lost(grid)):
            self._read(picture, grid, before, marks)
        elif is_there:
            shown.last_seen = picture.index
            if shown.caption.confidence < SURE and shown.readings < MOST_READINGS:
                self._read_again(picture)
        else:
            self._close_or_wait(picture.index, grid)

    def _close_or_wait(self, index: int, grid: Grid) -> None:
        """Close a caption that is no longer there; where some of it still is, it may be fading, and the next samples tell."""
        shown = self._open
        if shown is None:
            return
        shown.waited += 1
        if shown.waited > MOST_WAITS or shown.strokes.presence(grid) < VISIBLE:
            self._close(index)

    def _read(self, picture: Picture, grid: Grid, before: Grid, marks: Marks) -> None:
        caption, shown = self._caption(picture), self._open
        boxes = [self._in_grid(window) for window in caption.windows] if caption else []
        strokes = strokes_of(grid, before, boxes) if caption else None
        self._failed = 0 if boxes else self._failed + 1
        if boxes or self._failed >= TRIES:
            self._behind, self._failed = wider(without(marks, boxes)), 0
        if caption is None or strokes is None:
            if shown is not None and shown.strokes.presence(grid) < GONE:
                self._close_or_wait(picture.index, grid)
            elif shown is not None:
                shown.marks |= wider(marks)
            return
        crop = picture.colours(caption.window)
        if shown is not None and _is_same(shown, caption, grid):
            shown.last_seen, shown.readings = picture.index, shown.readings + 1
            shown.marks = wider(marks)
            if _is_better(caption, shown.caption):
                shown.caption, shown.crop = caption, crop
            if caption.confidence >= SURE or shown.strokes.presence(grid) >= GONE:
                shown.strokes = strokes
            return
        if shown is not None:
            self._close(picture.index)
        self._open = _Open(caption, crop, strokes, wider(marks), None, picture.index, picture.index)

    def _caption(self, picture: Picture) -> Caption | None:
        self.readings += 1
        return joined(read_captions(self._eye, picture, self._window, SEEN_PX, self._heights))

    def _read_again(self, picture: Picture) -> None:
        """Read the lines of the caption once more, where they were found."""
        shown = self._open
        assert shown is not None
        self.readings += 1
        caption = joined(read_windows(self._eye, picture, shown.caption.windows))
        shown.readings += 1
        if caption is not None and caption.confidence > shown.caption.confidence:
            shown.caption, shown.crop = caption, picture.colours(caption.window)

    def _settle(self, index: int, grid: Grid, *, now: bool = False) -> None:
        """Find the picture on which the caption came, once some samples have told its strokes from what moves behind them."""
        shown = self._open
        if shown is None or shown.first is not None:
            return
        is_there = shown.strokes.presence(grid) >= GONE
        if is_there and index < shown.from_index + SETTLED * self._step and not now:
            return
        until = index if is_there else shown.last_seen
        if until in self._grids and shown.from_index in self._grids and until > shown.from_index:
            boxes = [self._in_grid(window) for window in shown.caption.windows]
            shown.strokes = strokes_of(self._grids[until], self._grids[shown.from_index], boxes) or shown.strokes
        earliest = self._seen[-1].stop if self._seen else 0
        steps = [at for at in self._grids if earliest - BEFORE <= at <= until]
        presence = [shown.strokes.presence(self._grids[at]) for at in steps]
        shown.first = max(earliest, steps[comes_at(presence)]) if steps else shown.from_index

    def _close(self, index: int) -> None:
        """Find the picture on which the caption is gone; it no longer is there at `index`."""
        shown = self._open
        assert shown is not None
        if shown.first is None:
            self._settle(shown.last_seen, self._grids[shown.last_seen], now=True)
        steps = [at for at in self._grids if shown.last_seen <= at <= index]
        presence = [shown.strokes.presence(self._grids[at]) for at in steps]
        stop = index if index > self._last or len(steps) < 2 else steps[0] + goes_at(presence)
        first = shown.first if shown.first is not None else shown.from_index
        if is_likely(shown.caption):
            self._seen.append(SeenCaption(first, max(stop, first + 1), shown.caption, shown.crop))
        self._open = None

    def _in_grid(self, window: Window) -> tuple[int, int, int, int]:
        left, top = window[0] - self._window[0], window[1] - self._window[1]
        edges = (left, top, left + window[2], top + window[3])
        return (edges[0] // self._stride, edges[1] // self._stride, -(-edges[2] // self._stride), -(-edges[3] // self._stride))


def _is_same(shown: _Open, caption: Caption, grid: Grid) -> bool:
    """Tell whether what was read is the caption that is shown, read once more."""
    old, new = _plain(shown.caption.text), _plain(caption.text)
    if old == new:
        return True
    if shown.strokes.presence(grid) < GONE:
        return False
    if old in new or not shown.strokes.has_lost(grid):
        return True
    doubtful = min(shown.caption.confidence, caption.confidence) < SURE
    return doubtful and SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def _is_better(new: Caption, old: Caption) -> bool:
    longer = len(_plain(new.text)) - len(_plain(old.text))
    return longer > 0 if longer and new.confidence >= SURE else new.confidence > old.confidence


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()) or text


def _merged(seen: list[SeenCaption]) -> list[SeenCaption]:
    """Return captions, with those of one text that follow each other at once as one."""
    merged: list[SeenCaption] = []
    for each in seen:
        last = merged[-1] if merged else None
        if last is not None and each.first - last.stop <= BETWEEN_FRAMES and _plain(last.caption.text) == _plain(each.caption.text):
            better = each if each.caption.confidence > last.caption.confidence else last
            merged[-1] = SeenCaption(last.first, each.stop, better.caption, better.crop)
        else:
            merged.append(each)
    return merged
