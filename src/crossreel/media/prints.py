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
FLAT = 4.0  # spread of luma: a black picture or a card of one colour proves nothing
ALIKE = 0.9  # of correlation: two encodings of one picture have more, two shots of one room less
SAME_SHARE = 0.8
SOME_SHARE = 0.2
LEAST = 3  # pictures that can be compared, before anything is said
LENGTH_SLACK_MS = 1_500


class Kinship(StrEnum):
    """What two videos are to each other: the same pictures at the same times, in part of the time, or never."""

    UNKNOWN = "unknown"
    SAME = "same"
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
    passed over. Where the pictures agree but one video goes on for more than 1.5 s, it is another edit. `known` keeps what was
    reckoned of a video, where it is compared with many.
    """
    pairs = _pairs(one, other, {} if known is None else known)
    if len(pairs) < LEAST:
        return Comparison(kinship=Kinship.UNKNOWN, compared=len(pairs))
    agree = sum(same for _at_ms, same in pairs)
    differs_ms = _lasting_difference(pairs)
    told = {"agree": agree, "compared": len(pairs)}
    if agree < max(2, SOME_SHARE * len(pairs)):
        return Comparison(kinship=Kinship.OTHER_CONTENT, **told)
    if agree >= SAME_SHARE * len(pairs) and differs_ms is None:
        shorter_ms = min(one.length_ms, other.length_ms)
        if abs(one.length_ms - other.length_ms) <= LENGTH_SLACK_MS:
            return Comparison(kinship=Kinship.SAME, **told)
        return Comparison(kinship=Kinship.OTHER_EDIT, from_ms=shorter_ms, **told)
    first_ms = differs_ms if differs_ms is not None else next(at_ms for at_ms, same in pairs if not same)
    return Comparison(kinship=Kinship.OTHER_EDIT, from_ms=first_ms, **told)


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
    """Return the pictures of a grid as rows whose products are correlations; those of one colour are nought."""
    import numpy as np

    key = (id(prints), step_ms)
    if key not in known:
        every = np.frombuffer(prints.pictures, np.uint8).reshape(-1, PRINT_BYTES).astype(np.float32)
        stride = step_ms // prints.step_ms
        rows = every[stride - 1 :: stride]
        rows = rows - rows.mean(axis=1, keepdims=True)
        length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        known[key] = np.where(length >= FLAT * PRINT_BYTES**0.5, rows / np.maximum(length, 1e-6), 0)
    return known[key]


def _lasting_difference(pairs: Sequence[tuple[int, bool]]) -> int | None:
    """Return from when on two videos no longer agree, None where they do in the end; one odd picture is a cut met by a frame."""
    tail = 0
    for _at_ms, same in reversed(pairs):
        if same:
            break
        tail += 1
    return pairs[-tail][0] if tail >= 2 else None
