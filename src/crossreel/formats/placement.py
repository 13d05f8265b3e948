"""Placements: keypad numbers, percent boxes, and where they stand on a vertical picture.

The default box is that of the house's caption style (left 76 to right 864 of 1080, last baseline 1480 of 1920), so that a
caption without a placement keeps clear of a drama app's own buttons; top and middle follow from the same margins.
"""

from crossreel.domain.caption import CaptionStyle

STYLE = CaptionStyle()
DESCENT_SHARE = 0.3  # of the font size: a text box ends below its last baseline
TOP_PERCENT = 100 * 180 / STYLE.canvas_height  # reference/safe_areas.csv, preset B
BOTTOM_PERCENT = 100 * (STYLE.baseline_px + DESCENT_SHARE * STYLE.font_px) / STYLE.canvas_height
LEFT_PERCENT = 100 * (STYLE.centre_px - STYLE.max_width_px / 2) / STYLE.canvas_width
WIDTH_PERCENT = 100 * STYLE.max_width_px / STYLE.canvas_width


def is_keypad(placement: str) -> bool:
    """Tell whether a placement is a keypad number, "1" to "9"."""
    return len(placement) == 1 and placement in "123456789"


def parse_box(placement: str) -> tuple[float, float, float, float] | None:
    """Return a percent box "x,y,w,h" as numbers, cut at the picture's edges, or None when the placement is none."""
    parts = placement.split(",")
    if len(parts) != 4:
        return None
    try:
        x, y, width, height = (round(float(part), 2) for part in parts)
    except (ValueError, OverflowError):
        return None
    width, height = round(min(width, 100 - x), 2), round(min(height, 100 - y), 2)
    return (x, y, width, height) if x >= 0 and y >= 0 and width > 0 and height > 0 else None


def normal(placement: str) -> str:
    """Return a placement in its one canonical form; "" for the bottom centre, where captions stand anyway, and for nonsense."""
    if is_keypad(placement):
        return "" if placement == "2" else placement
    box = parse_box(placement)
    return box_text(*box) if box else ""


def box_text(x: float, y: float, width: float, height: float) -> str:
    """Return a percent box as a placement, with at most two decimals."""
    return ",".join(percent(value) for value in (x, y, width, height))


def percent(value: float) -> str:
    """Write a number with at most two decimals and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def keypad_at(x: float, y: float) -> str:
    """Return the keypad number of the ninth of the picture that holds a point in percent."""
    column = 0 if x < 100 / 3 else 1 if x <= 200 / 3 else 2
    row = 6 if y < 100 / 3 else 3 if y < 60 else 0
    return str(1 + column + row)


def keypad(placement: str) -> str:
    """Return the nearest keypad number of a placement; "" stays ""."""
    box = parse_box(placement)
    if box is None:
        return placement if is_keypad(placement) else ""
    x, y, width, height = box
    return keypad_at(x + width / 2, y + height / 2)


def column(number: str) -> int:
    """Return 0 for left, 1 for centre, 2 for right of a keypad number."""
    return (int(number) - 1) % 3


def row(number: str) -> int:
    """Return 0 for bottom, 1 for middle, 2 for top of a keypad number."""
    return (int(number) - 1) // 3
