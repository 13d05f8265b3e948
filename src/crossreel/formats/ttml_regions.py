"""Where TTML regions stand: lengths in percent, pixels, cells and root units, positions, and where a paragraph stands in one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crossreel.domain.picture.placement import Placement, box_at, key_at
from crossreel.formats.ttml_looks import VERTICAL
from crossreel.formats.ttml_styles import Look

EDGE, SLACK = 25.0, 2.0  # percent of the picture
OWN_BOX = "box"  # regions that our writer makes for percent boxes are named so
_LENGTH = re.compile(r"([+-]?\d{0,9}(?:\.\d{1,9})?)(%|px|c|rw|rh|em)")
_SIDES = {"left": 0.0, "top": 0.0, "center": 50.0, "right": 100.0, "bottom": 100.0}
ACROSS, DOWN = frozenset(["left", "right"]), frozenset(["top", "bottom"])


@dataclass(frozen=True, slots=True)
class Picture:
    """What lengths are counted in: pixels of the root's extent (None where it has none) and cells, across and down."""

    pixels: tuple[float, float] | None = None
    cells: tuple[float, float] = (32, 15)


def picture_of(root: Mapping[str, str]) -> Picture:
    """Return what the root element says of the picture's size."""
    sizes = [_number(part) for part in root.get("extent", "").split() if part.endswith("px")]
    cells = [float(part) for part in root.get("cellResolution", "").split() if part.isdecimal() and 0 < int(part[:6]) == int(part)]
    pixels = (sizes[0], sizes[1]) if len(sizes) == 2 and min(sizes) > 0 else None
    return Picture(pixels=pixels, cells=(cells[0], cells[1]) if len(cells) == 2 else (32.0, 15.0))


def _number(written: str) -> float:
    match = _LENGTH.fullmatch(written.strip())
    return float(match[1]) if match and match[1] not in ("", "+", "-") else 0.0


def placement_in(region: Mapping[str, str], look: Look, picture: Picture, *, right_to_left: bool) -> str:
    """Return the placement of a paragraph in a region; "" for the bottom centre."""
    if not region:
        return ""
    x, y, width, height = box_of(region, picture)
    if region.get("id", "").startswith(OWN_BOX):
        return (box_at(x, y, width, height) or Placement()).written
    display = look.display or region.get("displayAlign", "before")
    mode = region.get("writingMode", "").strip()
    if mode in VERTICAL:
        across = _along(display, x, width, backwards=mode != "tblr")
        down = _along({"start": "before", "end": "after"}.get(look.align, look.align), y, height)
        return Placement(key=key_at(across, down)).written
    down = {"before": y, "center": y + height / 2, "after": y + height}.get(display, y + height)
    align = look.align or region.get("textAlign", "center")
    left = {"left": True, "start": not right_to_left, "right": False, "end": right_to_left}.get(align)
    across = 50.0 if left is None else 0.0 if left else 100.0
    if left is None and (x > 100 / 3 or x + width < 200 / 3):
        across = x + width / 2
    return Placement(key=key_at(across, down)).written


def is_exact(region: Mapping[str, str], picture: Picture) -> bool:
    """Tell whether a region says more than one of nine places can: it stands aside, or neither near an edge nor in the middle."""
    if not {"origin", "extent", "position"} & region.keys() or region.get("id", "").startswith(OWN_BOX):
        return False
    x, y, width, height = box_of(region, picture)
    down = y + height * {"before": 0.0, "center": 0.5}.get(region.get("displayAlign", "before"), 1.0)
    usual = down <= EDGE or down >= 100 - EDGE or abs(down - 50) <= SLACK
    return not usual or abs(100 - width - 2 * x) > 2 * SLACK


def _along(align: str, begin: float, length: float, *, backwards: bool = False) -> float:
    share = {"before": 0.0, "center": 0.5, "after": 1.0}.get(align, 0.0)
    return begin + length * (1 - share if backwards else share)


def box_of(region: Mapping[str, str], picture: Picture) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a region in percent of the picture; all of it where it does not say."""
    extent = _pair(region.get("extent", ""), picture)
    origin = _pair(region.get("origin", ""), picture)
    if "position" in region and (extent is not None or "origin" not in region):
        width, height = extent or (100.0, 100.0)
        x, y = _position(region["position"], width, height, picture)
        origin = (_cut(x), _cut(y))
    x, y = origin or (0.0, 0.0)
    width, height = extent or (100.0 - x, 100.0 - y)
    return x, y, width, height


def _pair(written: str, picture: Picture) -> tuple[float, float] | None:
    parts = written.split()
    if len(parts) != 2:
        return None
    x, y = (_percent(part, axis, picture) for axis, part in enumerate(parts))
    return (_cut(x), _cut(y)) if x is not None and y is not None else None


def _cut(value: float) -> float:
    return min(max(value, 0.0), 100.0)


def _percent(written: str, axis: int, picture: Picture) -> float | None:
    """Return a length along an axis (0 across, 1 down) in percent of the picture."""
    match = _LENGTH.fullmatch(written)
    if match is None or match[1] in ("", "+", "-", "."):
        return None
    value, unit = float(match[1]), match[2]
    if unit == "px":
        return 100 * value / picture.pixels[axis] if picture.pixels else None
    if unit in ("c", "em"):
        return 100 * value / picture.cells[axis]
    return value


def _position(written: str, width: float, height: float, picture: Picture) -> tuple[float, float]:
    """Return the corner that `tts:position` gives a box: its percentages share out the room that the box leaves."""
    parts = written.split()[:4]
    room = (100.0 - width, 100.0 - height)
    found = [room[0] / 2, room[1] / 2]
    edge = ""  # the side that a length is counted from, where three or four values are written
    for at, part in enumerate(parts):
        if part in _SIDES:
            axis = 0 if part in ACROSS else 1 if part in DOWN else int(at > 0)
            found[axis] = room[axis] * _SIDES[part] / 100
            edge = part if len(parts) > 2 else ""
        else:
            axis = int(edge in DOWN) if edge else min(at, 1)
            moved = _offset(part, axis, room[axis], picture)
            found[axis] = room[axis] - moved if edge in ("right", "bottom") else moved
    return found[0], found[1]


def _offset(written: str, axis: int, room: float, picture: Picture) -> float:
    value = _percent(written, axis, picture) or 0.0
    return value * room / 100 if written.endswith("%") else value
