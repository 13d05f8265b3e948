"""Small pieces of pictures as files."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

MEDIA_TYPE = "image/jpeg"
QUALITY = 3  # FFmpeg's scale of 2 (best) to 31


def jpeg_of(pixels: NDArray[np.uint8]) -> tuple[bytes, int, int]:
    """Return a piece of picture (height x width x red, green, blue) as a JPEG, with its width and height."""
    from fractions import Fraction

    from av import CodecContext, VideoFrame

    height, width = (side // 2 * 2 for side in pixels.shape[:2])
    frame = VideoFrame.from_ndarray(np.ascontiguousarray(pixels[:height, :width]), format="rgb24")
    encoder: Any = CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = width, height, "yuvj420p", Fraction(1, 25)
    encoder.options = {"qmin": str(QUALITY), "qmax": str(QUALITY)}
    packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets), width, height
