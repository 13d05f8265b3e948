"""The band of burned-in text hidden in stored frames, as the preview hides it: blurred, or under a black box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.hiding import Hide, block_px
from crossreel.media.burning.stored import Stored, samples

if TYPE_CHECKING:
    import numpy as np
    from av.video.frame import VideoFrame

    Pixels = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Cover:
    """A window of one plane, (left, top, width, height), that is filled with `value` or, where that is None, blurred."""

    plane: int
    window: tuple[int, int, int, int]
    value: int | None
    rows: tuple[Pixels, Pixels] | None = None
    columns: tuple[Pixels, Pixels] | None = None


def covers(box: Box, hide: Hide, how: Stored) -> tuple[Cover, ...]:
    """Return what hides a part of the picture, in percent of it upright, in each plane of a stored frame."""
    wide, high = how.upright
    left, top, across, down = how.window(box.x * wide / 100, box.y * high / 100, box.width * wide / 100, box.height * high / 100)
    block, step = block_px(wide, high), 1 << (how.depth - 8)
    found = []
    for plane, (x, y) in enumerate(((1, 1), (how.across, how.down), (how.across, how.down))):
        begin, start = max(0, floor(left / how.across)) * how.across // x, max(0, floor(top / how.down)) * how.down // y
        end, stop = ceil(min(how.width, left + across) / x), ceil(min(how.height, top + down) / y)
        window = (begin, start, max(1, end - begin), max(1, stop - start))
        if hide is Hide.BOX:
            found.append(Cover(plane, window, (0 if how.is_full else 16 * step) if plane == 0 else 128 * step))
            continue
        columns = _sides(window[2], block / (x * float(how.aspect)))
        found.append(Cover(plane, window, None, _sides(window[3], block / y), columns))
    return tuple(found)


def cover(frame: VideoFrame, laid: tuple[Cover, ...], depth: int) -> None:
    """Hide it in a frame, in place."""
    for each in laid:
        left, top, wide, high = each.window
        place = samples(frame.planes[each.plane], depth)[top : top + high, left : left + wide]
        place[...] = each.value if each.value is not None else _blurred(place, each)


def hide_samples(place: Pixels, hide: Hide, width: int, height: int) -> Pixels:
    """Return a window of a picture of a size as it is hidden, of rows of red, green and blue."""
    import numpy as np

    if hide is Hide.BOX:
        return np.zeros_like(place)
    block = block_px(width, height)
    (shrink_rows, grow_rows), (shrink_columns, grow_columns) = _sides(place.shape[0], block), _sides(place.shape[1], block)
    rows, columns = grow_rows @ shrink_rows, grow_columns @ shrink_columns
    return np.asarray(np.einsum("ab,bdc,ed->aec", rows, place, columns, optimize=True))


def _blurred(place: Pixels, how: Cover) -> Pixels:
    import numpy as np

    if how.rows is None or how.columns is None:
        return place
    (shrink_rows, grow_rows), (shrink_columns, grow_columns) = how.rows, how.columns
    small = shrink_rows @ place.astype(np.float32) @ shrink_columns.T
    return np.asarray(np.rint(grow_rows @ small @ grow_columns.T))


def _sides(length: int, block: float) -> tuple[Pixels, Pixels]:
    """Return what makes blocks of a row of pixels, and a row of them again that goes evenly from block to block."""
    import numpy as np

    count = max(1, int(length / block))
    edges, steps = np.linspace(0, length, count + 1), np.arange(length)
    over = np.minimum(edges[1:, None], steps + 1) - np.maximum(edges[:-1, None], steps)
    shrink = np.maximum(over, 0) * (count / length)
    at = np.clip((steps + 0.5) * (count / length) - 0.5, 0, count - 1)
    first = np.minimum(at.astype(int), max(0, count - 2))
    grow = np.zeros((length, count))
    grow[steps, first] = 1 - (at - first)
    grow[steps, np.minimum(first + 1, count - 1)] += at - first
    return shrink.astype(np.float32), grow.astype(np.float32)
