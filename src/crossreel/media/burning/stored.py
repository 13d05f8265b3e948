"""How the pixels of a video are stored: planes, colours, and where something of the upright picture lies in them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crossreel.media.container import quarter_turns

if TYPE_CHECKING:
    import numpy as np
    from av.video.frame import VideoFrame
    from av.video.plane import VideoPlane

    Pixels = np.ndarray[Any, Any]

FULL_RANGE = 2  # AVCOL_RANGE_JPEG
HD_PX = 720  # from this short side on, files that name no colours are meant as HDTV's
SD, HD, UHD = (0.299, 0.114), (0.2126, 0.0722), (0.2627, 0.0593)
LUMA_WEIGHTS = {1: HD, 4: (0.30, 0.11), 5: SD, 6: SD, 7: (0.212, 0.087), 9: UHD, 10: UHD}
"""Red and blue of the brightness, by AVColorSpace (ITU-T H.273): BT.709, FCC, BT.470BG, BT.601, SMPTE 240M, BT.2020."""
PQ, HLG = 16, 18  # AVColorTransferCharacteristic
GRAPHICS_WHITE = {PQ: 0.58, HLG: 0.75}
"""The signal of a white caption where full white would dazzle: ITU-R BT.2408, 203 cd/m2."""
Window = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """How the frames of a video are stored, and how they stand upright.

    Attributes:
        width, height: of a stored frame, in pixels.
        depth: bits of a sample.
        across, down: pixels of the picture to one of its colour planes.
        weights: red and blue of the brightness.
        is_full: whether samples use their whole range.
        turns: quarters, counter-clockwise, by which a frame is turned to stand upright.
        aspect: width of a pixel by its height.
        white: the signal of a white caption, 1 for full white.
    """

    width: int
    height: int
    depth: int
    across: int
    down: int
    weights: tuple[float, float]
    is_full: bool
    turns: int
    aspect: Fraction
    white: float = 1.0

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height of the picture as it is seen."""
        wide = round(self.width * self.aspect)
        return (self.height, wide) if self.turns % 2 else (wide, self.height)

    def window(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return where a window of the upright picture lies in the stored one: left, top, width and height."""
        wide, high = self.upright
        left, top, across, down = {
            0: (x, y, width, height),
            1: (high - y - height, x, height, width),
            2: (wide - x - width, high - y - height, width, height),
            3: (y, wide - x - width, height, width),
        }[self.turns]
        shrink = float(1 / self.aspect)
        return left * shrink, top, across * shrink, down


def stored(frame: VideoFrame, aspect: Fraction) -> Stored:
    """Return how a frame is stored: one of planes of brightness and two colour differences."""
    layout = frame.format
    wide, high = (frame.height, frame.width) if quarter_turns(frame) % 2 else (frame.width, frame.height)
    untold = HD if min(wide, high) >= HD_PX else SD
    return Stored(
        width=frame.width, height=frame.height, depth=layout.components[0].bits,
        across=round(frame.width / layout.chroma_width(frame.width)), down=round(frame.height / layout.chroma_height(frame.height)),
        weights=LUMA_WEIGHTS.get(int(frame.colorspace), untold),
        is_full="yuvj" in layout.name or int(frame.color_range) == FULL_RANGE, turns=quarter_turns(frame), aspect=aspect,
        white=GRAPHICS_WHITE.get(int(frame.color_trc), 1.0),
    )  # fmt: skip


def samples(plane: VideoPlane, depth: int) -> Pixels:
    """Return the samples of a plane, which may be written to."""
    import numpy as np

    kind = np.dtype(np.uint8 if depth <= 8 else np.uint16)
    held: Any = plane
    return np.frombuffer(held, kind).reshape(plane.height, plane.line_size // kind.itemsize)[:, : plane.width]


def copy_of(frame: VideoFrame, width: int = 0, height: int = 0) -> VideoFrame:
    """Return a frame of its own memory with the same picture; a larger one repeats the last column and row."""
    import numpy as np
    from av.video.frame import VideoFrame as Frame

    made = Frame(width or frame.width, height or frame.height, frame.format.name)
    made.pts, made.duration = frame.pts, frame.duration
    if frame.time_base is not None:
        made.time_base = frame.time_base
    made.colorspace, made.color_range = frame.colorspace, frame.color_range
    made.color_primaries, made.color_trc = frame.color_primaries, frame.color_trc
    depth = frame.format.components[0].bits
    for plane, target in zip(frame.planes, made.planes, strict=True):
        found, place = samples(plane, depth), samples(target, depth)
        if found.shape != place.shape:
            found = np.pad(found, [(0, more - less) for more, less in zip(place.shape, found.shape, strict=True)], mode="edge")
        place[...] = found
    return made
