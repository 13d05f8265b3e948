"""Prints of a video: a few of its pictures, so small that size, bit rate and burned-in words no longer matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.media.frame_times import FrameTimes, keep_going
from crossreel.media.frames import FrameReader

if TYPE_CHECKING:
    import numpy as np

    Rows = np.ndarray[Any, np.dtype[np.float32]]
    _Known = dict[tuple[int, int], Rows]

STEP_MS = 6_000
MOST_PRINTS = 16
WIDTH, HEIGHT = 18, 32
TOP, BOTTOM = 2, 18  # rows of a print: below the apps' own marks, above where subtitles are burned in
PRINT_BYTES = (BOTTOM - TOP) * WIDTH
FLAT = 1.5  # mean step from pixel to pixel: a black picture or a card of one colour proves nothing
ALIKE = 0.8  # correlation of these steps: two encodings of one picture have 0.99, other pictures 0.1, at most 0.5
SAME_SHARE = 0.8
LEAST = 3  # pictures that can be compared, before anything is said
LENGTH_SLACK_MS = 1_500
DENSE_MS, DENSE_UNTIL_MS = 500, 30_000  # where a shift is looked for


class Kinship(StrEnum):
    """What two videos are to each other: the same pictures at the same times, at others, in part of the time, or never."""

    UNKNOWN = "unknown"
    SAME = "same"
    SHIFTED = "shifted"
    OTHER_EDIT = "other_edit"
    OTHER_CONTENT = "other_content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """Pictures of a video at `step_ms`, twice that and so on, each as `PRINT_BYTES` of luma; `length_ms` is how long it is."""

    length_ms: int
    step_ms: int
    pictures: bytes

    @property
    def count(self) -> int:
        """Number of pictures."""
        return len(self.pictures) // PRINT_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing two videos told: how many of the pictures compared agree, and from when on they no longer do."""

    kinship: Kinship
    agree: int = 0
    compared: int = 0
    from_ms: int = 0


def step_for(length_ms: int) -> int:
    """Return how far apart the pictures of a video are taken: a common grid, every second or fourth place of it in long ones."""
    step_ms = STEP_MS
    while length_ms // step_ms > MOST_PRINTS:
        step_ms *= 2
    while length_ms // step_ms < 2 * LEAST and step_ms > STEP_MS // 8:
        step_ms //= 2
    return step_ms


def read_prints(path: Path, *, cut: Cut = WHOLE, times: FrameTimes | None = None, check: Callable[[], None] = keep_going) -> Prints:
    """Take the prints of a video, or of a stretch of one.

    Args:
        path: the file.
        cut: the stretch.
        times: of its frames, if known.
        check: called between frames; stops the work by raising.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or cannot be decoded.
    """
    with FrameReader(path, times, check, cut) as reader:
        step_ms = step_for(reader.duration_ms)
        found = [_print_of(reader, at_ms) for at_ms in range(step_ms, reader.duration_ms - step_ms // 2, step_ms)]
        return Prints(length_ms=reader.duration_ms, step_ms=step_ms, pictures=b"".join(found))


def compare(one: Prints, other: Prints, known: _Known | None = None) -> Comparison:
    """Say what two videos are to each other, by the pictures that both have of one time.

    Brightness, size, bit rate and what stands in the lower part of the picture make no difference; pictures of one colour are
    passed over. It is another edit where the pictures agree up to some time and no longer, or where one video goes on for more
    than 1.5 s. `known` keeps what was reckoned of a video, where it is compared with many.
    """
    pairs = _pairs(one, other, {} if known is None else known)
    if len(pairs) < LEAST:
        return Comparison(kinship=Kinship.UNKNOWN, compared=len(pairs))
    agree = sum(same for _at_ms, same in pairs)
    from_ms = _lasting_difference(pairs)
    told = {"agree": agree, "compared": len(pairs)}
    if from_ms is None and agree >= SAME_SHARE * len(pairs):
        if abs(one.length_ms - other.length_ms) <= LENGTH_SLACK_MS:
            return Comparison(kinship=Kinship.SAME, **told)
        return Comparison(kinship=Kinship.OTHER_EDIT, from_ms=min(one.length_ms, other.length_ms), **told)
    before = [same for at_ms, same in pairs if from_ms is None or at_ms < from_ms]
    if len(before) >= 2 and sum(before) >= SAME_SHARE * len(before):
        return Comparison(kinship=Kinship.OTHER_EDIT, from_ms=from_ms or 0, **told)
    return Comparison(kinship=Kinship.OTHER_CONTENT, **told)


def find_shift(one: Prints, path: Path, *, cut: Cut = WHOLE, check: Callable[[], None] = keep_going) -> int | None:
    """Return by how many milliseconds the beginning of a video comes later in another file (or, negative, earlier).

    The first half minute of the file is decoded. None where its pictures are not found at one shift; half a second is the measure.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or cannot be decoded.
    """
    with FrameReader(path, check=check, cut=cut) as reader:
        until_ms = min(DENSE_UNTIL_MS, reader.duration_ms)
        found = [_print_of(reader, at_ms) for at_ms in range(0, until_ms, DENSE_MS)]
    dense = _steps(b"".join(found))
    sparse = _steps(one.pictures)
    votes: dict[int, set[int]] = {}
    for at in range(len(sparse)):
        if not sparse[at].any() or (at + 1) * one.step_ms > DENSE_UNTIL_MS:
            continue
        for place in range(len(dense)):
            if float(sparse[at] @ dense[place]) >= ALIKE:
                votes.setdefault(place * DENSE_MS - (at + 1) * one.step_ms, set()).add(at)
    most = max(map(len, votes.values()), default=0)
    best = sorted(by_ms for by_ms, places in votes.items() if len(places) == most)
    if most < LEAST or abs(best[len(best) // 2]) <= DENSE_MS:
        return None
    return best[len(best) // 2]


def twins(several: Sequence[Prints]) -> list[tuple[int, int]]:
    """Return which videos show the same pictures at the same times, as pairs of places in the list."""
    found: list[tuple[int, int]] = []
    known: _Known = {}
    for at, one in enumerate(several):
        for later in range(at + 1, len(several)):
            near = abs(one.length_ms - several[later].length_ms) <= LENGTH_SLACK_MS
            if near and compare(one, several[later], known).kinship is Kinship.SAME:
                found.append((at, later))
    return found


def _print_of(reader: FrameReader, at_ms: int) -> bytes:
    rows = reader.raw(at_ms, WIDTH, HEIGHT)[TOP:BOTTOM, :, :3].astype("float32")
    luma = rows[..., 0] * 0.114 + rows[..., 1] * 0.587 + rows[..., 2] * 0.299
    return luma.round().astype("uint8").tobytes()


def _pairs(one: Prints, other: Prints, known: _Known) -> list[tuple[int, bool]]:
    """Return the times of which both have a picture that tells something, and whether the two agree."""
    import numpy as np

    step_ms = max(one.step_ms, other.step_ms)
    first, second = _weighed(one, step_ms, known), _weighed(other, step_ms, known)
    count = min(len(first), len(second))
    alike = np.einsum("ij,ij->i", first[:count], second[:count])
    telling = np.abs(first[:count]).max(axis=1) * np.abs(second[:count]).max(axis=1)
    return [((at + 1) * step_ms, float(alike[at]) >= ALIKE) for at in range(count) if telling[at] > 0]


def _weighed(prints: Prints, step_ms: int, known: _Known) -> Rows:
    """Return the pictures of a grid as `_steps` has them."""
    key = (id(prints), step_ms)
    if key not in known:
        stride = step_ms // prints.step_ms
        known[key] = _steps(prints.pictures)[stride - 1 :: stride]
    return known[key]


def _steps(pictures: bytes) -> Rows:
    """Return pictures as their steps from pixel to pixel, in rows whose products are correlations; flat ones are nought."""
    import numpy as np

    grids = np.frombuffer(pictures, np.uint8).reshape(-1, BOTTOM - TOP, WIDTH).astype(np.float32)
    count = len(grids)
    down, across = np.diff(grids, axis=1).reshape(count, -1), np.diff(grids, axis=2).reshape(count, -1)
    rows = np.concatenate([down, across], axis=1)
    told = np.abs(rows).mean(axis=1, keepdims=True) >= FLAT
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.where(told, rows / np.maximum(length, 1e-6), 0).astype(np.float32)


def _lasting_difference(pairs: Sequence[tuple[int, bool]]) -> int | None:
    """Return from when on two videos mostly differ, None where they agree to the end; one odd picture is a cut met by a frame."""
    for at, (at_ms, same) in enumerate(pairs):
        rest = [each for _ms, each in pairs[at:]]
        if not same and len(rest) >= 2 and sum(rest) < SAME_SHARE * len(rest):
            return at_ms
    return None
