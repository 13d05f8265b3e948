"""Captions laid into stored frames: worked out once for each picture of a caption, then two sums for each pixel of its box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from crossreel.domain.picture.caption import Picture
from crossreel.media.burning.stored import Stored, samples

if TYPE_CHECKING:
    import numpy as np
    from av.video.frame import VideoFrame

    Pixels = np.ndarray[Any, Any]

NARROW_BITS, WIDE_BITS = 8, 12
"""Of a share of 1: as many as fit beside samples of 8 bits in 16, and of more in 32."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What becomes of a window of one plane: `samples * keep + add`, in `bits` bits after the point."""

    plane: int
    top: int
    left: int
    keep: Pixels
    add: Pixels
    bits: int


def patches(picture: Picture, how: Stored) -> tuple[Patch, ...]:
    """Return what a caption (premultiplied RGBA, placed in the upright picture) does to each plane of a stored frame."""
    import numpy as np

    turned = np.rot90(np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4), -how.turns)
    window = how.window(picture.x, picture.y, picture.width, picture.height)
    laid, left, top = _on_grid(turned.astype(np.float32) / 255, window, how)
    alpha, colour = laid[..., 3], laid[..., :3] * how.white
    red, blue = how.weights
    luma = colour @ np.array([red, 1 - red - blue, blue], np.float32)
    small = _shrunk(np.dstack([alpha, (colour[..., 2] - luma) / (2 - 2 * blue), (colour[..., 0] - luma) / (2 - 2 * red)]), how)
    step = 1 << (how.depth - 8)
    low, high, reach = (0, 256 * step - 1, 256 * step - 1) if how.is_full else (16 * step, 219 * step, 224 * step)
    found = [_patch(0, top, left, alpha, low * alpha + high * luma, how)]
    for plane in (1, 2):
        value = 128 * step * small[..., 0] + reach * small[..., plane]
        found.append(_patch(plane, top // how.down, left // how.across, small[..., 0], value, how))
    return tuple(found)


def blend(frame: VideoFrame, laid: tuple[Patch, ...], depth: int) -> None:
    """Lay a caption into a frame, in place."""
    planes = [samples(plane, depth) for plane in frame.planes]
    for patch in laid:
        high, wide = patch.keep.shape
        place = planes[patch.plane][patch.top : patch.top + high, patch.left : patch.left + wide]
        mixed = place.astype(patch.keep.dtype)
        mixed *= patch.keep
        mixed += patch.add
        mixed >>= patch.bits
        place[...] = mixed


def _on_grid(laid: Pixels, window: tuple[float, float, float, float], how: Stored) -> tuple[Pixels, int, int]:
    """Return a caption on the pixels of the stored frame, in a window that colour planes can hold, with its left and top."""
    import numpy as np

    left, top, wide, _high = window
    if how.aspect != 1:
        laid, left = _squeezed(laid, left, wide)
    first, above = floor(left), round(top)
    begin, start = first - first % how.across, above - above % how.down
    end = min(how.width, how.across * ceil((first + laid.shape[1]) / how.across))
    stop = min(how.height, how.down * ceil((above + laid.shape[0]) / how.down))
    made = np.zeros((stop - start, end - begin, 4), np.float32)
    shown = laid[: how.height - above, : how.width - first]
    made[above - start : above - start + shown.shape[0], first - begin : first - begin + shown.shape[1]] = shown
    return made, begin, start


def _squeezed(laid: Pixels, left: float, wide: float) -> tuple[Pixels, float]:
    """Return a caption for pixels that are no squares, and the pixel it begins in."""
    import numpy as np

    first, last = floor(left), ceil(left + wide)
    edges = (np.arange(first, last + 1) - left) * (laid.shape[1] / wide)
    steps = np.arange(laid.shape[1])
    over = np.minimum(edges[1:, None], steps + 1) - np.maximum(edges[:-1, None], steps)
    shares = (np.maximum(over, 0) / (edges[1] - edges[0])).astype(np.float32)
    return np.einsum("os,rsc->roc", shares, laid), float(first)


def _shrunk(laid: Pixels, how: Stored) -> Pixels:
    """Return the mean over the pixels that share one sample of a colour plane; the last ones of an odd size share it alone."""
    import numpy as np

    high, wide, depth = laid.shape
    filled = np.pad(laid, ((0, -high % how.down), (0, -wide % how.across), (0, 0)), mode="edge")
    shape = (filled.shape[0] // how.down, how.down, filled.shape[1] // how.across, how.across, depth)
    return np.asarray(filled.reshape(shape).mean(axis=(1, 3)))


def _patch(plane: int, top: int, left: int, alpha: Pixels, value: Pixels, how: Stored) -> Patch:
    import numpy as np

    bits, kind = (NARROW_BITS, np.uint16) if how.depth == 8 else (WIDE_BITS, np.uint32)
    most = 1 << bits
    keep = np.rint(most * (1 - alpha)).astype(kind)
    add = np.clip(np.rint(most * value) + most // 2, 0, None).astype(kind)
    return Patch(plane, top, left, keep, add, bits)
