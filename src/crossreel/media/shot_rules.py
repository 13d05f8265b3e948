"""Where shots begin, judged by small pictures: hard cuts by how much they stand out, flashes left out, fades counted once.

Hard cuts are those of PySceneDetect's adaptive detector with its defaults, built after its documentation: the mean change of hue,
saturation and value from one picture to the next, at least 15 of 255 and 3 times the mean change of the two pictures before and
the two after, no two within 15 pictures. Alone it takes a flash for two cuts, and finds one, two or none in a fade, where the last
dark picture changes its hue: that is what the other rules are for. Their figures were set on the clips of
`benchmarks/bench_shots.py`. What dissolves into another picture without a dark one between is not found, there as here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Values = np.ndarray[Any, np.dtype[np.float32]]
    Pictures = np.ndarray[Any, np.dtype[np.uint8]]

LEAST_CHANGE = 15.0
STANDS_OUT = 3.0
BESIDE = 2
LEAST_LENGTH = 15
BLOCK = 64
GREY_BLOCK = 4  # pixels of a small picture, in both directions
FLASH_S = Fraction(3, 10)
FLASH_CHANGE = 10.0
COMES_BACK = 0.5
SAME_SCENE = 0.5
FLAT = 3.0  # deviation of grey, of 255: black, white, or any one colour
FADES_FROM = 6.0
FADED = 0.75
FADE_STEPS = 3
FADE_S = Fraction(1, 3)


class Judge:
    """Takes the pictures of a video in order, and says where shots begin. Holds some dozen small pictures at a time.

    Args:
        rate: pictures a second.
    """

    def __init__(self, rate: Fraction) -> None:
        self._flash = max(2, round(FLASH_S * rate))
        self._fade = max(4, round(FADE_S * rate))
        self._pictures: list[Pictures] = []
        self._last: Values | None = None
        self._grey: Pictures | None = None
        self._first = 0  # the number of the first picture in `_grey`
        self._looked_at = 0
        self._change: list[float] = []
        self._detail: list[float] = []
        self._back: dict[int, int] = {}

    def add(self, picture: Pictures) -> None:
        """Take the next picture: height, width, RGB; all of one size."""
        self._pictures.append(picture)
        if len(self._pictures) == BLOCK:
            self._take()

    def shots(self) -> list[int]:
        """Return the numbers of the pictures with which shots begin, but for the first, in order."""
        if self._pictures:
            self._take()
        self._look_on(len(self._change))
        cuts, flashes = self._cuts()
        for stretch, at in self._fades(flashes):
            cuts = [cut for cut in cuts if cut not in stretch]
            if at is not None and all(abs(at - cut) >= LEAST_LENGTH for cut in cuts):
                cuts.append(at)
        return sorted(cuts)

    def _take(self) -> None:
        """Work out of a block of pictures what is kept of each."""
        import numpy as np

        block = np.stack(self._pictures)
        self._pictures = []
        coloured = _hue_saturation_value(block)
        steps = np.concatenate([coloured[:1] if self._last is None else self._last, coloured])
        self._last = coloured[-1:]
        self._change += np.abs(np.diff(steps, axis=0)).mean(axis=(1, 2, 3)).tolist()
        grey = _grey(block)
        self._detail += grey.std(axis=1).tolist()
        self._grey = grey if self._grey is None else np.concatenate([self._grey, grey])
        self._look_on(len(self._change) - self._flash)

    def _look_on(self, until: int) -> None:
        """See what comes back after it changed, as far as what follows is there; let go of the pictures nobody needs any more."""
        if self._grey is None or until <= self._looked_at:
            return
        for at in range(max(1, self._looked_at), until):
            if self._change[at] >= LEAST_CHANGE and (back := self._comes_back(at)):
                self._back[at] = back
        self._looked_at = until
        keep = max(0, until - 1)
        self._grey, self._first = self._grey[keep - self._first :], keep

    def _comes_back(self, at: int) -> int:
        """Return after how many pictures what was shown before a change is shown again, 0 for not within a flash."""
        import numpy as np

        assert self._grey is not None
        here = at - self._first
        before, later = self._grey[here - 1].astype(np.float32), self._grey[here : here + self._flash + 1].astype(np.float32)
        away = np.abs(later - before).mean(axis=1)
        plain = before - before.mean()
        shapes = later - later.mean(axis=1, keepdims=True)
        alike = (shapes * plain).mean(axis=1) >= SAME_SCENE * np.maximum(shapes.std(axis=1) * plain.std(), 1)
        back = np.flatnonzero(alike[1:] & (away[1:] <= COMES_BACK * away[0]) & (away[0] >= FLASH_CHANGE))
        return int(back[0]) + 1 if len(back) else 0

    def _cuts(self) -> tuple[list[int], list[range]]:
        """Return the hard cuts, and the stretches in which something only flashed."""
        cuts: list[int] = []
        flashes: list[range] = []
        for at in self._standing_out():
            if flashes and at in flashes[-1]:
                continue
            if at in self._back:
                flashes.append(range(at, at + self._back[at] + 1))
            elif not cuts or at - cuts[-1] >= LEAST_LENGTH:
                cuts.append(at)
        return cuts, flashes

    def _standing_out(self) -> Iterator[int]:
        change = self._change
        for at in range(LEAST_LENGTH, len(change) - BESIDE):
            if change[at] >= LEAST_CHANGE:
                beside = sum(change[at - BESIDE : at]) + sum(change[at + 1 : at + BESIDE + 1])
                if change[at] * 2 * BESIDE >= STANDS_OUT * beside:
                    yield at

    def _fades(self, flashes: Sequence[range]) -> Iterator[tuple[range, int | None]]:
        """Yield the stretches without a picture that one fades out to or in from, as far as it fades, with where the shot begins.

        That is the middle of what is empty; where only one side fades, the other one, at which the picture changes at once. None
        begins where the video begins or ends with nothing.
        """
        count = len(self._detail)
        for flat, run in groupby(range(count), key=lambda at: self._detail[at] < FLAT):
            if not flat:
                continue
            empty = list(run)
            first, last = empty[0], empty[-1]
            if any(each.start <= last and first < each.stop for each in flashes):
                continue
            out = _fades_to_nothing(self._detail[max(0, first - self._fade) : first])
            back = _fades_to_nothing(self._detail[last + self._fade : last : -1])
            if out or back:
                stretch = range(first - (self._fade if out else 1), last + 2 + (self._fade if back else 1))
                begins = (first + last + 1) // 2 if out and back else last + 1 if out else first
                yield stretch, None if first == 0 or last == count - 1 else begins


def _fades_to_nothing(detail: Sequence[float]) -> bool:
    """Tell whether the detail of pictures goes down in steps, rather than at once, towards the last."""
    most = max(detail, default=0.0)
    return most >= FADES_FROM and sum(each < FADED * most for each in detail) >= FADE_STEPS


def _grey(block: Pictures) -> Pictures:
    """Return pictures without colour, smaller still, each as a row."""
    import numpy as np

    count, height, width = (size // GREY_BLOCK * GREY_BLOCK if at else size for at, size in enumerate(block.shape[:3]))
    plain = block[:, :height, :width].mean(axis=3, dtype=np.float32)
    parts = plain.reshape(count, height // GREY_BLOCK, GREY_BLOCK, width // GREY_BLOCK, GREY_BLOCK)
    grey: Pictures = parts.mean(axis=(2, 4)).astype(np.uint8).reshape(count, -1)
    return grey


def _hue_saturation_value(block: Pictures) -> Values:
    """Return pictures as hue (0 to 179), saturation and value (0 to 255)."""
    import numpy as np

    red, green, blue = (block[..., channel].astype(np.float32) for channel in range(3))
    value = np.maximum(np.maximum(red, green), blue)
    spread = value - np.minimum(np.minimum(red, green), blue)
    safe = np.where(spread > 0, spread, 1)
    hue = np.where(value == red, (green - blue) / safe, np.where(value == green, 2 + (blue - red) / safe, 4 + (red - green) / safe))
    hue = np.where(spread > 0, (hue * 30) % 180, 0)
    saturation = np.where(value > 0, spread * 255 / np.where(value > 0, value, 1), 0)
    return np.stack([hue, saturation, value], axis=-1)
