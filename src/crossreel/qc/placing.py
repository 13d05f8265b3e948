"""Where a caption stands, from its measured widths alone: the same figures the caption renderer arrives at."""

from collections.abc import Sequence

from crossreel.domain.caption import Box, CaptionStyle

ASCENT_SHARE, DESCENT_SHARE, TOP_SHARE, MIDDLE_SHARE = 0.88, 0.24, 0.125, 0.35


def caption_box(widths: Sequence[float], style: CaptionStyle, placement: str) -> Box:
    """Return the box round all lines of a caption, in canvas pixels; `placement` as in `cue.Cue`."""
    height = style.font_px * style.line_height * (len(widths) - 1)
    percent = _percent_box(placement)
    key = int(placement) if placement.isdecimal() and 1 <= int(placement) <= 9 else 2
    top = _first_baseline(style, percent, (key - 1) // 3, height) - style.font_px * ASCENT_SHARE
    lefts = [_left(width, style, percent, (key - 1) % 3) for width in widths]
    left = min(lefts)
    right = max(start + width for start, width in zip(lefts, widths, strict=True))
    return Box(x=left, y=top, width=right - left, height=height + style.font_px * (ASCENT_SHARE + DESCENT_SHARE))


def _first_baseline(style: CaptionStyle, percent: Box | None, row: int, height: float) -> float:
    if percent is not None:
        return (percent.y + percent.height) / 100 * style.canvas_height - style.font_px * DESCENT_SHARE - height
    if row == 2:
        return style.canvas_height * TOP_SHARE + style.font_px * ASCENT_SHARE
    if row == 1:
        return (style.canvas_height - height) / 2 + style.font_px * MIDDLE_SHARE
    return style.baseline_px - height


def _left(width: float, style: CaptionStyle, percent: Box | None, column: int) -> float:
    if percent is not None:
        return (percent.x + percent.width / 2) / 100 * style.canvas_width - width / 2
    if column == 0:
        return float(style.left_px)
    return style.right_px - width if column == 2 else style.centre_px - width / 2


def _percent_box(placement: str) -> Box | None:
    parts = placement.split(",")
    if len(parts) != 4:
        return None
    try:
        x, y, width, height = (float(part) for part in parts)
    except ValueError:
        return None
    return Box(x=x, y=y, width=width, height=height)
