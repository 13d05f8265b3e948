"""Frames of a master read back and compared with what the preview shows at their times."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import ceil, floor, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.burning.proof import Proof
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.hiding import Hide, is_hidden
from crossreel.media.burning.burner import Burned, Captions, Task
from crossreel.media.burning.covering import hide_samples
from crossreel.media.frame_times import FrameTimes, keep_going, read_frame_times
from crossreel.media.frames import FrameReader

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, Any]

MOST_DB = 99.0
COARSE = 2


def check_frames(made: Path, burned: Burned, check: Callable[[], None] = keep_going) -> FrameTimes:
    """Return the times of a master's frames, which are those that were to be written.

    Raises:
        BadInput: a frame is missing, or has another time.
    """
    times = read_frame_times(made, check)
    wanted, found = burned.ticks, times.ticks
    if len(wanted) != len(found):
        raise BadInput("burning.frames_lost", wanted=len(wanted), found=len(found))
    for number, (tick, there) in enumerate(zip(wanted, found, strict=True)):
        if tick * burned.base != there * times.base and abs(tick * burned.base - there * times.base) > times.base / 2:
            raise BadInput("burning.frame_moved", number=number, at_ms=int(tick * burned.base * 1000))
    return times


def missing_frames(task: Task, burned: Burned, check: Callable[[], None] = keep_going) -> int:
    """Return how many frames the source lists that could not be decoded, and so are in no master."""
    listed = len(read_frame_times(task.source, check).within(task.cut).ticks)
    return max(0, listed - (len(burned.ticks) - burned.repeated + burned.dropped))


def prove(
    task: Task, made: Path, burned: Burned, captions: Captions, *, frames: int, check: Callable[[], None] = keep_going
) -> Proof:
    """Compare frames at random, those with a caption first.

    Raises:
        BadInput: the master cannot be read back.
    """
    chosen = _chosen(task, burned, captions, frames, made)
    if not chosen:
        return Proof(frames=0)
    worst = Proof(frames=len(chosen))
    times = check_frames(made, burned, check)
    with FrameReader(task.source, check=check, cut=task.cut) as before, FrameReader(made, times, check) as after:
        for number in chosen:
            shown = before.still(burned.shown_ms[number])
            there = after.still(times.start_ms(number))
            pictures = captions(burned.said_ms[number], shown.width, shown.height)
            hidden = task.band if _hides(task, burned.said_ms[number]) else None
            error, psnr_db = compare(shown, there, pictures, hidden, task.hide, white=burned.white)
            if error >= worst.error:
                worst = Proof(frames=len(chosen), error=error, psnr_db=psnr_db, at_ms=burned.said_ms[number])
    return worst


def compare(
    source: Picture,
    made: Picture,
    captions: Sequence[Picture],
    band: Box | None = None,
    hide: Hide = Hide.NOTHING,
    *,
    white: float = 1.0,
) -> tuple[float, float]:
    """Return the mean difference of a frame from its source with captions laid over it, within their boxes, and its PSNR."""
    import numpy as np

    wanted = _rgb(source).astype(np.float32)
    windows = []
    if band is not None and hide is not Hide.NOTHING:
        windows.append(_window(band, source.width, source.height))
        left, top, right, bottom = windows[-1]
        place = wanted[top:bottom, left:right]
        place[...] = hide_samples(place, hide, source.width, source.height)
    for each in captions:
        laid = np.frombuffer(each.data, np.uint8).reshape(each.height, each.width, 4)
        place = wanted[each.y : each.y + each.height, each.x : each.x + each.width]
        laid = laid[: place.shape[0], : place.shape[1]]
        place *= 1 - laid[..., 3:].astype(np.float32) / 255
        place += laid[..., :3] * np.float32(white)
        windows.append((each.x, each.y, each.x + each.width, each.y + each.height))
    windows = windows or [(0, 0, source.width, source.height)]
    apart = _coarse(wanted - _rgb(made)[: source.height, : source.width])
    inside = np.zeros(apart.shape[:2], bool)
    for left, top, right, bottom in windows:
        inside[top // COARSE : -(-bottom // COARSE), left // COARSE : -(-right // COARSE)] = True
    of = apart[inside]
    square = float((of * of).mean())
    return round(float(np.abs(of).mean()), 2), round(min(MOST_DB, 10 * log10(255 * 255 / square)) if square else MOST_DB, 1)


def _coarse(apart: Pixels) -> Pixels:
    """Return means of squares of pixels: video has one colour for each square, whatever it is compared with."""
    import numpy as np

    high, wide, depth = apart.shape
    filled = np.pad(apart, ((0, -high % COARSE), (0, -wide % COARSE), (0, 0)), mode="edge")
    return np.asarray(filled.reshape(-(-high // COARSE), COARSE, -(-wide // COARSE), COARSE, depth).mean(axis=(1, 3)))


def _chosen(task: Task, burned: Burned, captions: Captions, count: int, made: Path) -> list[int]:
    """Return the numbers of frames to compare: with something drawn on them first, spread at random, the same for the same file."""
    chance = random.Random(f"{made.name}{len(burned.ticks)}")
    numbers = list(range(len(burned.ticks)))
    chance.shuffle(numbers)
    seen = numbers[: 40 * count]
    drawn: list[int] = []
    bare: list[int] = []
    for number in seen:
        at_ms = burned.said_ms[number]
        (drawn if captions(at_ms, 9, 16) or _hides(task, at_ms) else bare).append(number)
        if len(drawn) >= count:
            break
    return sorted((drawn + bare)[:count])


def _hides(task: Task, at_ms: int) -> bool:
    return task.band is not None and task.hide is not Hide.NOTHING and is_hidden(task.spans, at_ms)


def _window(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    left, top = floor(box.x * width / 100), floor(box.y * height / 100)
    return left, top, min(width, ceil(box.right * width / 100)), min(height, ceil(box.bottom * height / 100))


def _rgb(picture: Picture) -> Pixels:
    import numpy as np

    return np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4)[..., :3]
