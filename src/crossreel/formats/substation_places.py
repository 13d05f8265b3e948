"""Where the lines of an ASS or SSA script stand, as one of nine places: by alignment and margins, `\\pos`, or `\\move`.

A line may stand at any point; the ninth of the picture that holds its middle is what other formats and the editor know of it. The
exact point stays in the script for ASS itself.
"""

import re
from functools import lru_cache

from crossreel.domain.picture.placement import Placement, key_at, read_placement
from crossreel.formats.substation_styles import BaseStyle, Margins, Picture

HALF = 4.0  # percent of the picture from the edge of two usual lines to their middle
SAFE = 20  # a margin of this part of the picture is safe from every edge
_NUMBER = r"\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*"
_POINT = re.compile(rf"(pos|move)\({_NUMBER},{_NUMBER}(?:,{_NUMBER},{_NUMBER})?")

Point = tuple[float, float]


@lru_cache(maxsize=4096)
def place_by_margins(key: int, margins: Margins, picture: Picture) -> str:
    """Return the written placement of a line that stands by its alignment (a keypad number) and its margins."""
    left, right = 100 * margins[0] / picture[0], 100 * margins[1] / picture[0]
    low = 100 * margins[2] / picture[1]
    x = (left, (left + 100 - right) / 2, 100 - right)[(key - 1) % 3]
    y = (100 - low, 50.0, low)[(key - 1) // 3]
    return _ninth(key, min(max(x, 0.0), 100.0), min(max(y, 0.0), 100.0))


def points_of(call: str) -> tuple[Point, ...]:
    """Return the point of a `pos(...)`; of a `move(...)` the last and the first; of anything else none."""
    match = _POINT.match(call)
    if match is None:
        return ()
    first = (float(match[2]), float(match[3]))
    if match[1] == "pos":
        return (first,)
    return ((float(match[4]), float(match[5])), first) if match[5] else ()


def find_place(key: int, points: tuple[Point, ...], picture: Picture) -> str | None:
    """Return the written placement of a line at the first of some points that is on the picture; None where none is."""
    for across, down in points:
        x, y = 100 * across / picture[0], 100 * down / picture[1]
        if 0 <= x <= 100 and 0 <= y <= 100:
            return _ninth(key, x, y)
    return None


def _ninth(key: int, x: float, y: float) -> str:
    """Return the ninth that holds the middle of two lines whose edge or corner, as the keypad number says, is at a point."""
    column, row = (key - 1) % 3, (key - 1) // 3
    middle = min(max(y + (-HALF, 0.0, HALF)[row], 0.0), 100.0)
    edges = ((100 / 3, 55.0), (100 / 3, 200 / 3), (45.0, 200 / 3))[column]  # text runs on from where it is held
    across = 10.0 if x < edges[0] else 50.0 if x <= edges[1] else 90.0
    return Placement(key=key_at(across, middle)).written


def head_for(placement: str, lead: str, anchor: int, style: BaseStyle, bare: BaseStyle) -> tuple[str, Margins | None]:
    """Return the overrides at the beginning of a line that make it stand somewhere, and other margins where it needs them.

    Args:
        placement: where it is to stand.
        lead: overrides that are kept, a position among them.
        anchor: the alignment that the line was read with, 0 where it named none.
        style: of the line, with its own margins.
        bare: the style without them.
    """
    wanted = read_placement(placement).nearest
    found = find_place(anchor or style.keypad, points_in(lead), style.picture)
    if found == wanted.written:
        return (f"\\an{anchor}{lead}" if anchor else lead), None
    lead = without_position(lead) if "pos(" in lead or "move(" in lead else lead
    if place_by_margins(style.keypad, style.margins, style.picture) == wanted.written:
        return lead, None
    key = wanted.key
    head = lead if key == style.keypad else f"\\an{key}{lead}"
    if place_by_margins(key, style.margins, style.picture) == wanted.written:
        return head, None
    if place_by_margins(key, bare.margins, bare.picture) == wanted.written:
        return head, (0, 0, 0)
    width, height = style.picture
    return head, (max(1, width // SAFE), max(1, width // SAFE), max(1, height // SAFE))


def points_in(lead: str) -> tuple[Point, ...]:
    """Return the points of the first position among overrides."""
    found = _POINT.search(lead) if "pos(" in lead or "move(" in lead else None
    return points_of(found.group()) if found else ()


def without_position(lead: str) -> str:
    """Drop the overrides that would hold a line where it was before somebody placed it anew."""
    return "".join(f"\\{tag}" for tag in lead.split("\\") if tag and not tag.startswith(("pos", "move", "org")))
