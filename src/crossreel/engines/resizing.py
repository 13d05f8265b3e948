"""Pictures in other sizes, with numpy alone: every new pixel is weighed from all that it covers."""

from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray


def resized(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.float32]:
    """Return a picture (height x width x channels) in another size as planes (channels x height x width) from 0 to 255."""
    rows = _along_first(picture.astype(np.float32), height)
    columns = _along_first(np.ascontiguousarray(rows.transpose(1, 0, 2)), width)
    return np.ascontiguousarray(columns.transpose(2, 1, 0))


def _along_first(pixels: NDArray[np.float32], new: int) -> NDArray[np.float32]:
    if pixels.shape[0] == new:
        return pixels
    places, weights = _taps(pixels.shape[0], new)
    out = np.zeros((new, *pixels.shape[1:]), np.float32)
    for place, weight in zip(places, weights, strict=True):
        out += pixels[place] * weight[:, None, None]
    return out


@lru_cache(maxsize=256)
def _taps(old: int, new: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return which old pixels are in each new one, and how much of each: a triangle as wide as the larger of the two."""
    scale = old / new
    reach = max(scale, 1.0)
    centre = (np.arange(new) + 0.5) * scale - 0.5
    places = np.floor(centre)[None, :] + np.arange(-ceil(reach) + 1, ceil(reach) + 1)[:, None]
    weights = np.maximum(0, 1 - np.abs(places - centre) / reach) * ((places >= 0) & (places < old))
    return np.clip(places, 0, old - 1).astype(np.int64), np.asarray(weights / weights.sum(axis=0), np.float32)
