"""A caption laid out: plain values between the renderer, the preview and QC."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionStyle:
    """How captions look, in pixels of a canvas `canvas_width` x `canvas_height` (design.md, section 7).

    The text box runs from `left_px` to `right_px` and is centred at `centre_px`; the last baseline is at `baseline_px`.
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

    @property
    def max_width_px(self) -> int:
        """Widest line allowed: twice the smaller distance from the centre to an edge of the box."""
        return 2 * min(self.centre_px - self.left_px, self.right_px - self.centre_px)


VERTICAL = CaptionStyle()
LANDSCAPE = CaptionStyle(
    canvas_width=1920, canvas_height=1080, font_px=54.0, left_px=192, right_px=1728, centre_px=960, baseline_px=972
)
"""The default look on a 16:9 picture: centred in the title-safe 80 %, last baseline at 90 % of the height."""


def default_style(width: int, height: int) -> CaptionStyle:
    """Return the default style for a picture of this size."""
    return LANDSCAPE if width > height else VERTICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in canvas pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLine:
    """One line of a caption: its characters, width and box in canvas pixels."""

    text: str
    width_px: float
    box: Box
    baseline_px: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A laid-out caption. `missing` lists characters no declared font has: widths are then not to be trusted."""

    lines: tuple[CaptionLine, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Premultiplied RGBA, four bytes a pixel, rows without padding; `x` and `y` place it in the frame it was made for."""

    width: int
    height: int
    data: bytes
    x: int = 0
    y: int = 0


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
