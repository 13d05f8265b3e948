"""On which picture a line comes and on which it is gone, from how much of it is in each."""

from collections.abc import Sequence
from itertools import pairwise

VISIBLE = 0.08  # share of a line's contrast from which a fading one counts as shown
FALLS = 0.01
AT_ONCE = 0.42  # of a line's contrast; what gains more from one picture to the next comes by no fade


def comes_at(presence: Sequence[float]) -> int:
    """Return the first of some pictures on which a line is shown; it is fully shown on the last of them.

    Args:
        presence: how much of the line is in each picture, in order. Where it comes by a fade, that is as soon as it is seen.
    """
    low, high = _levels(presence)
    at = len(presence) - 1
    while at > 0 and presence[at - 1] >= (low + high) / 2:
        at -= 1
    steps = [now - before for before, now in pairwise(presence[max(0, at - 1) :])]
    if steps and max(steps) >= AT_ONCE * (high - low):
        return max(0, at - 1) + steps.index(max(steps)) + 1
    faint = low + VISIBLE * (high - low)
    while at > 0 and faint < presence[at - 1] < presence[at] - FALLS:
        at -= 1
    return at


def goes_at(presence: Sequence[float]) -> int:
    """Return the first of some pictures on which a line is no longer shown; it is fully shown on the first of them."""
    return len(presence) - comes_at(presence[::-1])


def _levels(presence: Sequence[float]) -> tuple[float, float]:
    """Return what is measured without the line and with it."""
    without = sorted(presence[: min(3, len(presence) - 1)] or [0.0])
    return min(without[len(without) // 2], 0.8), max(presence[-1], 0.2)
