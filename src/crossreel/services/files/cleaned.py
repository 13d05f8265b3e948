"""Laying a cleaned picture beside the one with burned-in text, picture by picture; works in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.picture.caption import Box
from crossreel.domain.quality.cleaned_picture import CleanedPicture, Shown
from crossreel.services.files.burned_in import LEAST_RATE, BurnedInTask, pixels_of, reader

if TYPE_CHECKING:
    from crossreel.engines.burned_in.sameness import Sameness
    from crossreel.engines.burned_in.strokes import Grid

LEAST_SURE = 800  # thousandths; what is left of a removed line may still look a little like letters
NAME = "cleaned1"
"""Under what it is kept; another number once something else is looked for."""
THERE = 0.5  # of a sign's strokes


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSign:
    """A sign of the story: from when to when it stands on the picture, where in percent of it, and what it says."""

    start_ms: int
    end_ms: int
    box: Box
    text: str

    @property
    def middle_ms(self) -> int:
        """When it is looked for."""
        return (self.start_ms + self.end_ms) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedTask:
    """A picture with burned-in text, the cleaned one of it, and the signs that are part of the story and have to stay.

    What comes of it is kept in `cache_folder` under `key`, "" for nowhere.
    """

    burned: BurnedInTask
    path: Path
    cut: Cut = WHOLE
    signs: tuple[StandingSign, ...] = ()
    key: str = ""
    cache_folder: Path | None = None


def kept_cleaned(task: CleanedTask) -> CleanedPicture | None:
    """Return what two files were found to be, by the cache; None where nobody has laid them beside each other."""
    from crossreel.media.cache import MediaCache

    words = MediaCache(task.cache_folder).note(task.key, NAME) if task.cache_folder is not None and task.key else None
    if words is None:
        return None
    told = json.loads(words)
    left, gone = (tuple((start_ms, end_ms, text) for start_ms, end_ms, text in told[name]) for name in ("left", "gone"))
    count, others = told["pictures"]
    return CleanedPicture(pictures=(count, others), differs_ms=told["differs_ms"], left=left, gone=gone)


def check_cleaned(task: CleanedTask) -> CleanedPicture:
    """Go through both pictures at once, and keep what comes of it by the contents of both.

    Raises:
        NotFound: there is no such file.
        BadInput: one of them is no video, or cannot be decoded.
        Unavailable: a model is missing; says what to do.
    """
    from crossreel.media.cache import MediaCache

    found = _compared(task)
    if task.cache_folder is not None and task.key:
        MediaCache(task.cache_folder).put_note(task.key, NAME, json.dumps(asdict(found), ensure_ascii=False))
    return found


def _compared(task: CleanedTask) -> CleanedPicture:
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
    return CleanedPicture(
        pictures=(counts[1], counts[0]),
        differs_ms=_differs(same, starts, counts),
        left=tuple((starts[each.first], starts[min(each.stop, len(starts) - 1)], each.caption.text) for each in shown),
        gone=tuple(each for each in signs.gone if each[0] <= last_ms),
    )


def _differs(same: Sameness | None, starts: list[int], counts: list[int]) -> int | None:
    first = same.differs_from if same is not None else None
    if first is not None:
        return starts[first]
    return None if counts[0] == counts[1] else (starts[-1] if starts else 0)


class _Signs:
    """Looks for each sign once, in the middle of the time it is shown."""

    def __init__(self, signs: Sequence[StandingSign]) -> None:
        self._waiting = sorted(signs, key=lambda each: each.middle_ms)
        self._before: Grid | None = None
        self.gone: list[Shown] = []

    def add(self, at_ms: int, same: Sameness) -> None:
        """Look at a picture of both, once the time of a sign has come."""
        from crossreel.engines.burned_in.strokes import strokes_of

        burned, clean = same.grids
        while self._waiting and self._waiting[0].middle_ms <= at_ms:
            sign = self._waiting.pop(0)
            box = sign.box
            high, wide = burned.shape
            place = (
                int(box.x * wide / 100), int(box.y * high / 100), int(box.right * wide / 100) + 1, int(box.bottom * high / 100) + 1,
            )  # fmt: skip
            strokes = strokes_of(burned, self._before if self._before is not None else burned, [place])
            if strokes is not None and strokes.presence(clean) < THERE:
                self.gone.append((sign.start_ms, sign.end_ms, sign.text))
        self._before = burned
