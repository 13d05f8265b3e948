"""Regions of WebVTT: where on the picture the cues that name one stand (W3C WebVTT, section 6.2)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LINE_SHARE = 5.33  # of the picture's height: what a line of a region takes
_PAIR = re.compile(r"(-?\d{1,4}(?:\.\d{1,6})?)%,(-?\d{1,4}(?:\.\d{1,6})?)%")
_SETTING = re.compile(r"([A-Za-z]+)[:=](\S+)")
_OLD_HEADER = re.compile(r"Region\s*:\s*(.*)")


@dataclass(frozen=True, slots=True)
class Region:
    """A region in percent of the picture: its left and right edge, and the middle of its height."""

    left: float = 0.0
    right: float = 100.0
    middle: float = 92.0


def regions_of(blocks: Iterable[str], header: Iterable[str] = ()) -> dict[str, Region]:
    """Return the regions that the blocks and the header of a file describe, by their names."""
    written = [block.partition("\n")[2] for block in blocks if block.upper().startswith("REGION")]
    written += [match[1] for match in map(_OLD_HEADER.match, header) if match]
    found: dict[str, Region] = {}
    for each in written:
        said = {name.lower(): value for name, value in _SETTING.findall(each)}
        if said.get("id"):
            found[said["id"]] = _region(said)
    return found


def _region(said: Mapping[str, str]) -> Region:
    width = _number(said.get("width", ""), 100.0)
    high = LINE_SHARE * _number(said.get("lines", ""), 3.0)
    anchor_x, anchor_y = _pair(said.get("regionanchor", ""), (0.0, 100.0))
    view_x, view_y = _pair(said.get("viewportanchor", ""), (0.0, 100.0))
    left = view_x - anchor_x * width / 100
    top = view_y - anchor_y * high / 100
    return Region(left, left + width, min(100.0, max(0.0, top + high / 2)))


def _number(written: str, usual: float) -> float:
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)%?", written)
    return float(found[1]) if found else usual


def _pair(written: str, usual: tuple[float, float]) -> tuple[float, float]:
    found = _PAIR.fullmatch(written)
    return (float(found[1]), float(found[2])) if found else usual
