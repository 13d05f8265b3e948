"""Whether a picture was cut anew, told by where it cuts: from some time on all its cuts come earlier or later than the reference's.

A few pictures of both, compared, tell other edits too, but by seconds; cuts tell by the frame, and half a second that is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.quality.media_reading import PictureSeries

LEAST_CHANGE = 1500  # hundredths of a level of brightness, as for shots
STANDS_OUT = 3
BESIDE = 2
NEAR_MS = 60  # two frames at 30 a second
LEAST_SHIFT_MS = 80
MOST_SHIFT_MS = 30_000
LEAST_CUTS = 5
AGREE = 0.8
CHANCE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """From a time of the reference on a picture comes so much later (or, negative, earlier); from 0 on all of it is shifted."""

    from_ms: int
    by_ms: int


def cuts_of(series: PictureSeries) -> tuple[int, ...]:
    """Return when pictures begin that have nothing in common with the one before."""
    change = series.change
    found = []
    for at in range(BESIDE, len(series) - BESIDE):
        beside = sum(change[at - BESIDE : at]) + sum(change[at + 1 : at + BESIDE + 1]) if at > BESIDE else 0
        if change[at] >= LEAST_CHANGE and change[at] * 2 * BESIDE >= STANDS_OUT * beside:
            found.append(series.times_ms[at])
    return tuple(found)


def shift_of(reference: Sequence[int], other: Sequence[int]) -> Shift | None:
    """Return how the cuts of a picture are shifted against those of its reference; None where they are not, or too few tell."""
    same = [_is_near(cut, other) for cut in reference]
    split = max(range(len(same) + 1), key=lambda at: sum(same[:at]) + len(same) - at - sum(same[at:]))
    head, tail = same[:split], reference[split:]
    if len(tail) < LEAST_CUTS or sum(same[split:]) > CHANCE * len(tail) or sum(head) < AGREE * len(head):
        return None
    offsets = {theirs - mine for theirs in other for mine in tail if LEAST_SHIFT_MS <= abs(theirs - mine) <= MOST_SHIFT_MS}

    def agree(by_ms: int) -> tuple[int, int]:
        return sum(_is_near(cut + by_ms, other) for cut in tail), -abs(by_ms)

    best = max(sorted(offsets), key=agree, default=0)
    if agree(best)[0] < max(LEAST_CUTS, AGREE * len(tail)):
        return None
    return Shift(from_ms=reference[split - 1] if split else 0, by_ms=best)


def _is_near(cut: int, others: Sequence[int]) -> bool:
    return any(abs(cut - each) <= NEAR_MS for each in others)
