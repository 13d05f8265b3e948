"""Where the house's captions stand on a picture, in percent of it: for regions and cue settings."""

from dataclasses import dataclass
from functools import lru_cache
from math import floor

from crossreel.domain.picture.caption import CaptionStyle, default_style

DESCENT_SHARE = 0.3  # of the font size: the faces of players are deeper than ours


@dataclass(frozen=True, slots=True, kw_only=True)
class TextArea:
    """The look of captions on a picture and the area they keep to. `band` is the height of one of three that never overlap."""

    look: CaptionStyle
    left: float
    width: float
    top: float
    bottom: float
    band: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


@lru_cache(maxsize=16)
def text_area(width: int, height: int) -> TextArea:
    """Return the area on a picture of this size."""
    look = default_style(width, height)
    top = 100 * look.top_px / look.canvas_height
    bottom = 100 * (look.baseline_px + DESCENT_SHARE * look.font_px) / look.canvas_height
    return TextArea(
        look=look,
        left=100 * (look.centre_px - look.max_width_px / 2) / look.canvas_width,
        width=100 * look.max_width_px / look.canvas_width,
        top=top,
        bottom=bottom,
        band=float(floor((bottom - top - 2) / 3)),
    )
