"""A caption laid out: plain values between the renderer, the preview and QC."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

ASCENT_SHARE, DESCENT_SHARE = 0.88, 0.24  # of the font size: what a line's box takes above and below its baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionStyle:
    """How captions look, in pixels of a canvas `canvas_width` x `canvas_height` (design.md, section 7).

    The text box runs from `left_px` to `right_px` and is centred at `centre_px`; the last baseline is at `baseline_px`, and
    what stands at the top begins at `top_px`.
    """

    canvas_width: int = 1080
    canvas_height: int = 1920
    font_px: float = 60.0
    bold: bool = True
    outline_px: float = 4.0
    line_height: float = 1.25
    left_px: int = 76
    right_px: int = 864
    centre_px: int = 470
    baseline_px: int = 1480
    colour: str = "#ffffff"
    top_px: int = 180  # the interface of a drama app covers what is above (resources/safe_zones)

    @property
    def max_width_px(self) -> int:
        """Widest line allowed: twice the smaller distance from the centre to an edge of the box."""
        return 2 * min(self.centre_px - self.left_px, self.right_px - self.centre_px)

    @property
    def ascent_px(self) -> float:
        """What a line's box takes above its baseline."""
        return self.font_px * ASCENT_SHARE

    @property
    def descent_px(self) -> float:
        """What a line's box takes below its baseline."""
        return self.font_px * DESCENT_SHARE

    @property
    def step_px(self) -> float:
        """From one baseline to the next."""
        return self.font_px * self.line_height


VERTICAL = CaptionStyle()
LANDSCAPE = CaptionStyle(
    canvas_width=1920, canvas_height=1080, font_px=54.0, left_px=192, right_px=1728, centre_px=960, baseline_px=972,
    top_px=108,
)  # fmt: skip
"""The default look on a 16:9 picture: centred in the title-safe 80 %, last baseline at 90 % of the height."""


def default_style(width: int, height: int) -> CaptionStyle:
    """Return the default style for a picture of this size."""
    return LANDSCAPE if width > height else VERTICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, in pixels of a canvas or in percent of a picture; `y` grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def meets(self, other: "Box", tolerance: float = 0.0) -> bool:
        """Tell whether two boxes share more than a strip of `tolerance`."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > tolerance and down > tolerance

    def moved(self, x: float, y: float) -> "Box":
        """Return the box moved to the right and down."""
        return Box(x=self.x + x, y=self.y + y, width=self.width, height=self.height)


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box that holds all boxes; None for none."""
    listed = list(boxes)
    if not listed:
        return None
    x, y = min(box.x for box in listed), min(box.y for box in listed)
    return Box(x=x, y=y, width=max(box.right for box in listed) - x, height=max(box.bottom for box in listed) - y)


class LineSize(NamedTuple):
    """One line of a caption as it was set, before it has a place.

    `rise_px` is the room that readings (ruby) take above the line. `readings` are their boxes and `ink` is the box of what is
    drawn, without the outline: both count from the left end of the line on its baseline. Measuring alone leaves `ink` out.
    """

    text: str
    width_px: float
    rise_px: float = 0.0
    readings: tuple[Box, ...] = ()
    ink: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLine:
    """One line of a caption in its place: its characters, width and boxes in canvas pixels.

    `box` is as wide as the line advances and as high as the style says, with the room of its readings; `ink` holds what is drawn,
    without the outline: None where nothing is, or where nothing was drawn.
    """

    text: str
    width_px: float
    box: Box
    baseline_px: float
    readings: tuple[Box, ...] = ()
    ink: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A laid-out caption. `missing` lists characters no declared font has: widths are then not to be trusted."""

    lines: tuple[CaptionLine, ...]
    missing: str = ""

    @property
    def box(self) -> Box | None:
        """The box round all lines."""
        return around(line.box for line in self.lines)

    @property
    def ink(self) -> Box | None:
        """The box round everything drawn, without the outline."""
        return around(line.ink for line in self.lines if line.ink is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Premultiplied RGBA, four bytes a pixel, rows without padding; `x` and `y` place it in the frame it was made for."""

    width: int
    height: int
    data: bytes
    x: int = 0
    y: int = 0


def weigh(picture: Picture | None) -> int:
    """Return how many bytes a picture holds."""
    return len(picture.data) if picture is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Peaks:
    """A waveform: `low` and `high` hold one signed byte per step (-127 to 127), `per_second` steps a second."""

    per_second: int
    low: bytes
    high: bytes

    @property
    def duration_ms(self) -> int:
        """Length covered, in milliseconds."""
        return len(self.high) * 1000 // self.per_second
