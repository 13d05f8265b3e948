"""Colours as subtitle files write them, and as `#rrggbb`."""

import re

NAMED = {
    "aqua": "#00ffff", "black": "#000000", "blue": "#0000ff", "brown": "#a52a2a", "cyan": "#00ffff", "fuchsia": "#ff00ff",
    "gold": "#ffd700", "gray": "#808080", "green": "#008000", "grey": "#808080", "lightblue": "#add8e6",
    "lightgreen": "#90ee90", "lime": "#00ff00", "magenta": "#ff00ff", "maroon": "#800000", "navy": "#000080",
    "olive": "#808000", "orange": "#ffa500", "pink": "#ffc0cb", "purple": "#800080", "red": "#ff0000", "silver": "#c0c0c0",
    "teal": "#008080", "violet": "#ee82ee", "white": "#ffffff", "yellow": "#ffff00",
}  # fmt: skip
VTT_CLASSES = {
    "white": "#ffffff", "lime": "#00ff00", "cyan": "#00ffff", "red": "#ff0000", "yellow": "#ffff00", "magenta": "#ff00ff",
    "blue": "#0000ff", "black": "#000000",
}  # fmt: skip
VTT_NAMES = {colour: name for name, colour in VTT_CLASSES.items()}
_HEX = re.compile(r"#?([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?$")
_SHORT = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])$")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)$")


def parse_colour(written: str) -> str:
    """Return a colour name, `#rgb`, `#rrggbb[aa]` or `rgb(r,g,b)` as `#rrggbb`, or "" when it is none."""
    key = written.strip().strip("\"'").lower()
    if key in NAMED:
        return NAMED[key]
    if match := _HEX.match(key):
        return f"#{match.group(1)}"
    if match := _SHORT.match(key):
        return "#" + "".join(2 * digit for digit in match.groups())
    if match := _RGB.match(key):
        red, green, blue = (min(255, int(part)) for part in match.groups())
        return f"#{red:02x}{green:02x}{blue:02x}"
    return ""


def from_substation(written: str) -> str:
    """Return an ASS or SSA colour (`&HAABBGGRR&`, `&HBBGGRR`, or a decimal number) as `#rrggbb`, or ""."""
    text = written.strip().strip("&")
    try:
        value = int(text[1:][-8:], 16) if text[:1] in ("H", "h") else int(text[:11])
    except ValueError:
        return ""
    return f"#{value & 255:02x}{value >> 8 & 255:02x}{value >> 16 & 255:02x}"


def to_substation(colour: str) -> str:
    """Return `#rrggbb` as `&HBBGGRR&`."""
    return f"&H{colour[5:7]}{colour[3:5]}{colour[1:3]}&".upper()
