"""Giving the lines of a caption their places on the canvas: the one geometry that is painted, checked and written into files."""

from collections.abc import Sequence

from crossreel.domain.picture.caption import Box, CaptionLine, CaptionStyle, LineSize
from crossreel.domain.picture.placement import Placement


def arrange(lines: Sequence[LineSize], style: CaptionStyle, placement: Placement) -> tuple[CaptionLine, ...]:
    """Return the lines of a caption, from top to bottom, in their places.

    Args:
        lines: as they were set, in pixels of the style's canvas.
        style: how captions look.
        placement: where the caption stands: a place of the keypad keeps to the margins of the style, in a percent box the caption
            stands at the bottom and in the middle.
    """
    offsets, below = [], 0.0
    for index, line in enumerate(lines):
        below += (style.step_px if index else 0.0) + line.rise_px
        offsets.append(below)
    first = _first_baseline(style, placement, below)
    return tuple(
        _placed(line, style, _left(line.width_px, style, placement), first + at) for line, at in zip(lines, offsets, strict=True)
    )


def _placed(line: LineSize, style: CaptionStyle, x: float, baseline: float) -> CaptionLine:
    above = style.ascent_px + line.rise_px
    return CaptionLine(
        text=line.text,
        width_px=line.width_px,
        baseline_px=baseline,
        box=Box(x=x, y=baseline - above, width=line.width_px, height=above + style.descent_px),
        readings=tuple(reading.moved(x, baseline) for reading in line.readings),
        ink=None if line.ink is None else line.ink.moved(x, baseline),
    )


def _first_baseline(style: CaptionStyle, placement: Placement, below: float) -> float:
    """Return where the baseline of the first line would be without readings; the last one is `below` it."""
    if placement.box is not None:
        return placement.box.bottom / 100 * style.canvas_height - style.descent_px - below
    if placement.row == 2:
        return style.top_px + style.ascent_px
    if placement.row == 1:
        middle = (style.top_px + style.baseline_px + style.descent_px) / 2
        return middle + (style.ascent_px - style.descent_px - below) / 2
    return style.baseline_px - below


def _left(width: float, style: CaptionStyle, placement: Placement) -> float:
    if placement.box is not None:
        return (placement.box.x + placement.box.width / 2) / 100 * style.canvas_width - width / 2
    if placement.column == 1:
        return style.centre_px - width / 2
    return float(style.left_px) if placement.column == 0 else style.right_px - width
