"""PP-OCRv6: finds lines of text in pictures and reads them, in Chinese, English, Japanese and fifty other languages."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.domain.engines.sound_and_picture import ReadLine, TextSpot
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.network import Network
from crossreel.engines.resizing import resized
from crossreel.engines.text_spots import spots_of
from crossreel.kernel.marks import N_

HEIGHT = 48  # of a line, the recogniser's own
LEAST_WIDTH, MOST_WIDTH, WIDTH_STEP = 64, 3_200, 32
FINDER_STEP = 32  # sides the finder takes
MOST_GROWN = 1.5
BLANK = 0
NOTHING = ReadLine(text="", confidence=0)


class PpOcr:
    """Finds lines and reads them."""

    def __init__(self) -> None:
        self._finder = Network("pp_ocr_v6_finder")
        self._recogniser = Network("pp_ocr_v6")
        self._characters = ["", *self._recogniser.notes["character"].splitlines(), " "]

    def find(self, picture: NDArray[np.uint8], most_px: int) -> list[TextSpot]:
        """Return where lines of text stand in a picture."""
        height, width = picture.shape[:2]
        scale = min(MOST_GROWN, most_px / max(height, width))
        wide, high = (max(FINDER_STEP, round(side * scale / FINDER_STEP) * FINDER_STEP) for side in (width, height))
        return spots_of(self._finder.run({"x": _normal(picture, wide, high)[None]})[0][0, 0])

    def read(self, lines: Sequence[NDArray[np.uint8]]) -> list[ReadLine]:
        """Return what stands in each picture of a line."""
        return [self._line(line) for line in lines]

    def _line(self, line: NDArray[np.uint8]) -> ReadLine:
        height, width = line.shape[:2]
        if not height or not width:
            return NOTHING
        wide = min(MOST_WIDTH, max(8, round(width * HEIGHT / height)))
        filled = np.zeros((1, 3, HEIGHT, max(LEAST_WIDTH, -(-wide // WIDTH_STEP) * WIDTH_STEP)), np.float32)
        filled[0, :, :, :wide] = _normal(line, wide, HEIGHT)
        return self._decoded(self._recogniser.run({"x": filled})[0][0])

    def _decoded(self, shares: NDArray[np.float32]) -> ReadLine:
        """Return the characters along the best path, each once, and the mean of how sure they are."""
        best = shares.argmax(axis=1)
        text, sure = [], []
        for index, steps in groupby(range(len(best)), key=lambda at: int(best[at])):
            if index != BLANK:
                text.append(self._characters[index])
                sure.append(max(float(shares[at, index]) for at in steps))
        return ReadLine(text="".join(text), confidence=round(float(np.mean(sure)) * 1000)) if sure else NOTHING


def _normal(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.float32]:
    """Return a picture as both models were taught: blue first, -1 to 1."""
    return np.ascontiguousarray(resized(picture, width, height)[::-1] / 127.5 - 1, np.float32)


def _open(_opening: Opening) -> PpOcr:
    return PpOcr()


ENGINE = Engine(
    id="pp_ocr",
    title=N_("Reading of burned-in text (PP-OCRv6)"),
    kind=EngineKind.READING,
    where=Where.HERE,
    open=_open,
    models=("pp_ocr_v6", "pp_ocr_v6_finder"),
    tells_confidence=True,
)
