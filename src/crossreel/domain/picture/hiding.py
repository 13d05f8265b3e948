"""How burned-in text is hidden: the one measure that the preview and burned masters have in common."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

BLOCK_SHARE = 0.025
"""Of the longer side of the picture: pixels that become one, so that no stroke of a letter is left."""


class Hide(StrEnum):
    """How a part of the picture is hidden."""

    NOTHING = ""
    BLUR = "blur"
    BOX = "box"


def block_px(width: int, height: int) -> int:
    """Return how many pixels of a picture of a size become one where it is blurred."""
    return max(2, round(max(width, height) * BLOCK_SHARE))


def hidden_spans(lines: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return when something of the source is shown, from the times of its lines in any order: spans that do not meet."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(lines):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return tuple(found)


def is_hidden(spans: Sequence[tuple[int, int]], at_ms: int) -> bool:
    """Tell whether a time lies in one of the spans."""
    return any(start <= at_ms < end for start, end in spans)
