"""Laying a cleaned picture beside the one with burned-in text, picture by picture; works in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.picture.caption import Box
from crossreel.services.files.burned_in import LEAST_RATE, BurnedInTask, pixels_of, reader

if TYPE_CHECKING:
    from crossreel.engines.burned_in.sameness import Sameness
    from crossreel.engines.burned_in.strokes import Grid

LEAST_SURE = 800  # thousandths; what is left of a removed line may still look a little like letters
THERE = 0.5  # of a sign's strokes


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedTask:
    """A picture with burned-in text, the cleaned one of it, and the signs that are part of the story and have to stay."""

    burned: BurnedInTask
    path: Path
    cut: Cut = WHOLE
    signs: tuple[tuple[int, int, Box], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What a cleaned picture is like.

    Attributes:
        pictures: how many the burned one has, and the cleaned one.
        differs_ms: from when on they are not the same edit; None where they are to the end.
        left: text that is still in the band: from when to when, and what.
        gone: when the signs are shown that are no longer there.
    """

    pictures: tuple[int, int]
    differs_ms: int | None = None
    left: tuple[tuple[int, int, str], ...] = ()
    gone: tuple[int, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether nothing is to be said of it."""
        return self.differs_ms is None and not self.left and not self.gone


def check_cleaned(task: CleanedTask) -> Cleaned:
    """Go through both pictures at once.

    Raises:
        NotFound: there is no such file.
        BadInput: one of them is no video, or cannot be decoded.
        Unavailable: a model is missing; says what to do.
    """
    from crossreel.engines.burned_in.band import BandReader
    from crossreel.engines.burned_in.sameness import Sameness
    from crossreel.media.planes import read_planes

    band = task.burned.band
    assert band is not None, "who calls it knows the band"
    left: BandReader | None = None
    same: Sameness | None = None
    signs, counts = _Signs(task.signs), [0, 0]
    starts: list[int] = []
    for burned, clean in zip_longest(read_planes(task.burned.path, cut=task.burned.cut), read_planes(task.path, cut=task.cut)):
        counts[0] += burned is not None
        counts[1] += clean is not None
        if burned is None or clean is None:
            continue
        if left is None or same is None:
            size = (clean.width, clean.height)
            left = BandReader(reader(task.burned.engine), size, pixels_of(band, size), max(LEAST_RATE, task.burned.rate))
            same = Sameness(band)
        starts.append(clean.at_ms)
        left.add(clean)
        same.add(burned, clean)
        signs.add(burned.at_ms, same)
    shown = [each for each in (left.finish() if left is not None else []) if each.caption.confidence >= LEAST_SURE]
    last_ms = starts[-1] if starts else 0
    return Cleaned(
        pictures=(counts[0], counts[1]),
        differs_ms=_differs(same, starts, counts),
        left=tuple((starts[each.first], starts[min(each.stop, len(starts) - 1)], each.caption.text) for each in shown),
        gone=tuple(at_ms for at_ms in signs.gone if at_ms <= last_ms),
    )


def _differs(same: Sameness | None, starts: list[int], counts: list[int]) -> int | None:
    first = same.differs_from if same is not None else None
    if first is not None:
        return starts[first]
    return None if counts[0] == counts[1] else (starts[-1] if starts else 0)


class _Signs:
    """Looks for each sign once, in the middle of the time it is shown."""

    def __init__(self, signs: tuple[tuple[int, int, Box], ...]) -> None:
        self._waiting = sorted(((start_ms + end_ms) // 2, start_ms, box) for start_ms, end_ms, box in signs)
        self._before: Grid | None = None
        self.gone: list[int] = []

    def add(self, at_ms: int, same: Sameness) -> None:
        """Look at a picture of both, once the time of a sign has come."""
        from crossreel.engines.burned_in.strokes import strokes_of

        burned, clean = same.grids
        while self._waiting and self._waiting[0][0] <= at_ms:
            _middle, start_ms, box = self._waiting.pop(0)
            high, wide = burned.shape
            place = (
                int(box.x * wide / 100), int(box.y * high / 100), int(box.right * wide / 100) + 1, int(box.bottom * high / 100) + 1,
            )  # fmt: skip
            strokes = strokes_of(burned, self._before if self._before is not None else burned, [place])
            if strokes is not None and strokes.presence(clean) < THERE:
                self.gone.append(start_ms)
        self._before = burned
