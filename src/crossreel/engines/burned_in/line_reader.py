"""Reading the lines in one part of a picture with an engine, and what a caption makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.sound_and_picture import TextSpot
from crossreel.engines.kinds import Reading

LEAST_SURE = 500  # thousandths; what is read less surely is no text
SHORT, SHORT_SURE = 2, 800
LEAST_HIGH = 0.011  # of the height of the picture
FLAT = 0.5  # share of the lower of two spots that lies beside the other: they are one line
NEAR = 3.0  # heights between two pieces of one line
FIRST_WORD = 0x2E80  # from here on one letter may be a word: Chinese, kana, Hangul
MARGIN = 0.12  # heights of room left around a line for the recogniser

Window = tuple[int, int, int, int]


class Picture(Protocol):
    """A picture of a video as `media` gives it."""

    index: int
    at_ms: int
    width: int
    height: int

    def luma(self) -> NDArray[np.uint8]:
        """Return the brightness of every pixel."""

    def colours(self, window: Window) -> NDArray[np.uint8]:
        """Return the pixels of a window (left, top, width, height)."""

    def small(self, width: int, height: int) -> NDArray[np.uint8]:
        """Return the whole picture in another size."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What was read at one place of a picture: `windows` are its lines in pixels, `confidence` is that of the least sure one."""

    text: str
    confidence: int
    windows: tuple[Window, ...]

    @property
    def window(self) -> Window:
        """What its lines cover together."""
        left, top = min(each[0] for each in self.windows), min(each[1] for each in self.windows)
        right, bottom = max(each[0] + each[2] for each in self.windows), max(each[1] + each[3] for each in self.windows)
        return left, top, right - left, bottom - top


def read_captions(eye: Reading, picture: Picture, window: Window, most_px: int, heights: tuple[float, float]) -> list[Caption]:
    """Return each line in a window of a picture, from top to bottom.

    Args:
        eye: the engine.
        picture: what is read.
        window: the part of it in which lines are looked for.
        most_px: how large it is looked at (`Reading.find`).
        heights: of lines in pixels, from and to; others are left out.
    """
    pixels = picture.colours(window)
    found = windows_of(eye.find(pixels, most_px), window, picture.height)
    return read_windows(eye, picture, [each for each in found if heights[0] <= each[3] <= heights[1]])


def read_windows(eye: Reading, picture: Picture, windows: Sequence[Window]) -> list[Caption]:
    """Return the lines of a picture whose places are known, without those that are no text."""
    captions = []
    for each in windows:
        [read] = eye.read([picture.colours(each)])
        if read.confidence >= LEAST_SURE and is_text(read.text):
            captions.append(Caption(read.text.strip(), read.confidence, (each,)))
    return captions


def is_text(read: str) -> bool:
    """Tell whether what was read can be words: a single letter or digit that is no word of its own is a rim of something."""
    letters = [letter for letter in read if letter.isalnum()]
    return len(letters) > 1 or any(ord(letter) >= FIRST_WORD for letter in letters)


def is_likely(caption: Caption) -> bool:
    """Tell whether a caption is sure enough for its length: what is in a picture looks like one or two letters now and then."""
    return caption.confidence >= SHORT_SURE or sum(letter.isalnum() for letter in caption.text) > SHORT


def joined(captions: Sequence[Caption]) -> Caption | None:
    """Return lines as one caption, None without any."""
    if not captions:
        return None
    return Caption(
        "\n".join(each.text for each in captions),
        min(each.confidence for each in captions),
        tuple(window for each in captions for window in each.windows),
    )


def windows_of(spots: Sequence[TextSpot], window: Window, picture_height: int) -> list[Window]:
    """Return the lines of a window in pixels of the picture: pieces that stand beside each other are one."""
    left, top, width, height = window
    lines: list[list[float]] = []
    for spot in spots:
        box = [left + spot.left * width, top + spot.top * height, left + spot.right * width, top + spot.bottom * height]
        if box[3] - box[1] < LEAST_HIGH * picture_height:
            continue
        beside = next((line for line in lines if _is_beside(line, box)), None)
        if beside is None:
            lines.append(box)
        else:
            beside[:] = [min(beside[0], box[0]), min(beside[1], box[1]), max(beside[2], box[2]), max(beside[3], box[3])]
    found = []
    for line in sorted(lines, key=lambda line: line[1]):
        room = (line[3] - line[1]) * MARGIN
        x0, y0 = max(left, round(line[0] - 2 * room)), max(top, round(line[1] - room))
        x1, y1 = min(left + width, round(line[2] + 2 * room)), min(top + height, round(line[3] + room))
        found.append((x0, y0, x1 - x0, y1 - y0))
    return found


def _is_beside(one: Sequence[float], other: Sequence[float]) -> bool:
    lower = min(one[3] - one[1], other[3] - other[1])
    if min(one[3], other[3]) - max(one[1], other[1]) < FLAT * lower:
        return False
    return max(one[0], other[0]) - min(one[2], other[2]) < NEAR * lower
