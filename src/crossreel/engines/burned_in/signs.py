"""Following what stands on the picture outside the band: titles, letters, the screens of phones."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from crossreel.engines.burned_in.band import SeenCaption
from crossreel.engines.burned_in.edges import comes_at, goes_at
from crossreel.engines.burned_in.line_reader import Caption, Picture, Window, is_text, joined, windows_of
from crossreel.engines.burned_in.strokes import Grid, Marks, Strokes, grid_of, has_new, standing, stride_of, strokes_of, wider
from crossreel.engines.kinds import Reading

LOOKS_A_SECOND = 1
CHECKS_A_SECOND = 6
KEPT_S = 2.2
SEEN_PX = 512
SURE = 820  # thousandths
LEAST_LETTERS = 2
LEAST_S = 0.5  # what is read off something that moves past is no sign
GONE = 0.5
ALIKE = 0.7
NEAR = 0.08  # of the height: how far lines of one sign may stand from where it was before
LOST_LOOKS = 2  # looks without it, after which a sign that moves is gone
ALWAYS = 0.5  # share of a video; what stands longer is a mark of the maker's
MARK_FROM_S = 10
BLOCK_GAP = 1.2  # heights of a line, within which lines below each other are one sign


@dataclass(slots=True)
class _Open:
    """A sign that is being shown."""

    caption: Caption
    crop: NDArray[np.uint8]
    strokes: Strokes | None
    first: int
    last_seen: int
    stands: bool = True


class SignReader:
    """Takes the pictures of a video in order and tells which signs stood on it, and when.

    Args:
        eye: the engine.
        size: width and height of the pictures.
        band: in pixels, where captions stand; they are no signs. None where there are none.
        rate: pictures a second, about.
    """

    def __init__(self, eye: Reading, size: tuple[int, int], band: Window | None, rate: Fraction) -> None:
        self._eye, self._size, self._band = eye, size, band
        self._stride = stride_of(size[0])
        self._look = max(1, round(rate / LOOKS_A_SECOND))
        self._check = max(1, round(rate / CHECKS_A_SECOND))
        self._rate = rate
        self._grids: OrderedDict[int, Grid] = OrderedDict()
        self._known: Marks | None = None  # edges that stood when the picture was looked at
        self._open: list[_Open] = []
        self._seen: list[SeenCaption] = []
        self._last = -1

    def add(self, picture: Picture) -> None:
        """Take the next picture."""
        grid = grid_of(picture.luma(), 0, picture.height, self._stride)
        self._grids[picture.index] = grid
        self._last = picture.index
        while len(self._grids) > round(KEPT_S * self._rate):
            self._grids.popitem(last=False)
        if self._open and picture.index % self._check == 0:
            self._follow(picture.index, grid)
        if picture.index % self._look == self._look // 2:
            self._look_at(picture, grid)

    def finish(self) -> list[SeenCaption]:
        """Return every sign, in order, without what stands there always."""
        for shown in list(self._open):
            self._close(shown, self._last + 1)
        merged: list[SeenCaption] = []
        for each in sorted(self._seen, key=lambda one: one.first):
            before = next((one for one in merged if self._goes_on(one, each)), None)
            if before is None:
                merged.append(each)
            else:
                before.stop = max(before.stop, each.stop)
        merged = [each for each in merged if each.stop - each.first >= LEAST_S * self._rate]
        return merged if self._last + 1 < MARK_FROM_S * self._rate else _without_marks(merged, self._last + 1)

    def _goes_on(self, before: SeenCaption, after: SeenCaption) -> bool:
        near = self._is_near(before.caption, after.caption)
        return near and after.first - before.stop <= self._look and _alike(before.caption.text, after.caption.text)

    def _follow(self, index: int, grid: Grid) -> None:
        for each in list(self._open):
            if each.strokes is not None and each.strokes.presence(grid) >= GONE:
                each.last_seen = index
            elif each.stands and each.strokes is not None:
                self._close(each, index)
            elif index - each.last_seen > LOST_LOOKS * self._look:
                self._close(each, each.last_seen + 1)

    def _look_at(self, picture: Picture, grid: Grid) -> None:
        marks = standing(grid, self._grids.get(picture.index - self._check, grid))
        if self._band is not None:
            marks[self._band[1] // self._stride : (self._band[1] + self._band[3]) // self._stride] = False
        if self._known is not None and not has_new(marks, self._known):
            return
        self._known = wider(marks)
        for caption in self._read(picture):
            known = next((each for each in self._open if self._is_near(each.caption, caption)
                          and _alike(each.caption.text, caption.text)), None)  # fmt: skip
            if known is None:
                self._begin(caption, picture, grid)
                continue
            known.last_seen = picture.index
            if known.strokes is None or known.strokes.presence(grid) < GONE:
                known.strokes, known.stands = self._strokes(caption, picture.index, grid), False
            if caption.confidence > known.caption.confidence:
                known.caption, known.crop = caption, picture.colours(caption.window)

    def _read(self, picture: Picture) -> list[Caption]:
        """Return the signs of a picture; those that were read before and still stand are not read again."""
        width, height = self._size
        long = max(width, height)
        small = picture.small(max(32, round(SEEN_PX * width / long)), max(32, round(SEEN_PX * height / long)))
        lines = []
        for window in windows_of(self._eye.find(small, SEEN_PX), (0, 0, width, height), height):
            if self._is_in_band(window) or self._is_followed(window, picture.index):
                continue
            [read] = self._eye.read([picture.colours(window)])
            letters = sum(letter.isalnum() for letter in read.text)
            if read.confidence >= SURE and letters >= LEAST_LETTERS and is_text(read.text):
                lines.append(Caption(read.text.strip(), read.confidence, (window,)))
        return [sign for group in _grouped(lines) if (sign := joined(group)) is not None]

    def _is_in_band(self, window: Window) -> bool:
        if self._band is None:
            return False
        shared = min(window[1] + window[3], self._band[1] + self._band[3]) - max(window[1], self._band[1])
        return shared > 0.5 * window[3]

    def _is_followed(self, window: Window, index: int) -> bool:
        middle = (window[0] + window[2] / 2, window[1] + window[3] / 2)
        for each in self._open:
            if each.strokes is None or each.strokes.presence(self._grids[index]) < GONE:
                continue
            left, top, width, height = each.caption.window
            if left <= middle[0] <= left + width and top <= middle[1] <= top + height:
                return True
        return False

    def _begin(self, caption: Caption, picture: Picture, grid: Grid) -> None:
        strokes = self._strokes(caption, picture.index, grid)
        first = picture.index
        if strokes is not None:
            steps = list(self._grids)
            first = steps[comes_at([strokes.presence(self._grids[at]) for at in steps])]
        self._open.append(_Open(caption, picture.colours(caption.window), strokes, first, picture.index))

    def _close(self, sign: _Open, index: int) -> None:
        self._open.remove(sign)
        steps = [at for at in self._grids if sign.last_seen <= at <= index]
        stop = index
        if sign.stands and sign.strokes is not None and index <= self._last and len(steps) > 1:
            stop = steps[0] + goes_at([sign.strokes.presence(self._grids[at]) for at in steps])
        self._seen.append(SeenCaption(sign.first, max(stop, sign.first + 1), sign.caption, sign.crop))

    def _strokes(self, caption: Caption, index: int, grid: Grid) -> Strokes | None:
        before = self._grids.get(index - self._check, grid)
        stride = self._stride
        boxes = [
            (left // stride, top // stride, -(-(left + width) // stride), -(-(top + height) // stride))
            for left, top, width, height in caption.windows
        ]
        return strokes_of(grid, before, boxes)

    def _is_near(self, one: Caption, other: Caption) -> bool:
        reach = NEAR * self._size[1]
        return all(
            abs(a + wide_a / 2 - b - wide_b / 2) <= 2 * reach
            for a, wide_a, b, wide_b in (
                (one.window[0], one.window[2], other.window[0], other.window[2]),
                (one.window[1], one.window[3], other.window[1], other.window[3]),
            )
        )


def _without_marks(signs: list[SeenCaption], pictures: int) -> list[SeenCaption]:
    shown: dict[str, int] = {}
    for each in signs:
        shown[each.caption.text] = shown.get(each.caption.text, 0) + each.stop - each.first
    return [each for each in signs if shown[each.caption.text] <= ALWAYS * pictures]


def _grouped(lines: list[Caption]) -> list[list[Caption]]:
    """Return lines that stand close below each other as one sign each."""
    groups: list[list[Caption]] = []
    for line in lines:
        left, top, width, height = line.window
        for group in groups:
            last = group[-1].window
            beside = min(left + width, last[0] + last[2]) - max(left, last[0])
            if top - last[1] - last[3] <= BLOCK_GAP * height and beside > 0 and 0.6 < height / last[3] < 1.7:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
