"""WebVTT cue settings and the placements they mean. Lines are percentages: row numbers assume a landscape grid."""

import re
from collections.abc import Mapping
from math import floor
from types import MappingProxyType

from crossreel.domain.picture.placement import Placement, key_at, percent, read_placement
from crossreel.formats.text_area import TextArea
from crossreel.formats.vtt_regions import Region

ROWS = 15  # of the grid that row numbers in other people's files mean
NO_REGIONS: Mapping[str, Region] = MappingProxyType({})
_NUMBER = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(%?)")
_ROW = re.compile(r"(?<!\S)line:(-?\d{1,6})(?![\d.%])")


def parse_settings(written: str) -> dict[str, str]:
    """Return the settings of a cue, `name:value` each; whatever is not written so is left out."""
    pairs = (part.split(":", 1) for part in written.split() if ":" in part.strip(":"))
    return {name: value for name, value in pairs if name and value}


def placement_of(written: str, regions: Mapping[str, Region] = NO_REGIONS) -> str:
    """Return the placement that settings mean; "" for the bottom centre, where cues stand anyway.

    Args:
        written: the settings of a cue.
        regions: those of the file, by name; a cue with a line or in vertical writing stands in none.
    """
    if not written:
        return ""
    settings = parse_settings(written)
    vertical = settings.get("vertical", "")
    region = regions.get(settings.get("region", "")) if "line" not in settings and not vertical else None
    across, down = _x(settings), _y(settings.get("line", ""))
    if vertical in ("rl", "lr"):
        across, down = (100 - down if vertical == "rl" else down), across
    elif region is not None:
        across, down = region.left + across * (region.right - region.left) / 100, region.middle
    return Placement(key=key_at(across, down)).written


def _x(settings: dict[str, str]) -> float:
    """Return where along its lines the text is fastened, in percent: its position, else the side it is aligned to."""
    match = _NUMBER.match(settings.get("position", ""))
    if match and match.group(2):
        return float(match.group(1))
    align = settings.get("align", "")
    return 0.0 if align in ("left", "start") else 100.0 if align in ("right", "end") else 50.0


def _y(line: str) -> float:
    match = _NUMBER.match(line)
    if match is None:
        return 100.0
    value = float(match.group(1))
    if match.group(2):
        return value
    return 100 * value / ROWS if value >= 0 and not line.startswith("-") else 100 + 100 * value / ROWS


def settings_of(placement: str, kept: str, area: TextArea, regions: Mapping[str, Region] = NO_REGIONS) -> str:
    """Return the settings to write for a placement: those of the file it came from as long as they still mean it.

    On a vertical picture a kept row number becomes a percentage, at most where two lines still clear the bottom; that of vertical
    writing counts columns, and stays.
    """
    wanted = read_placement(placement)
    if kept and placement_of(kept, regions) == wanted.written:
        is_vertical = parse_settings(kept).get("vertical") in ("rl", "lr")
        if is_vertical or area.look.canvas_width > area.look.canvas_height:
            return kept
        return _ROW.sub(lambda match: f"line:{percent(max(0.0, min(_y(match.group(1)), _two_lines(area)[0])))}%", kept)
    box = wanted.box
    if box is not None:
        x, y = box.x + box.width / 2, box.y + box.height / 2
        return f"line:{percent(y)}%,center position:{percent(x)}%,center size:{percent(box.width)}% align:center"
    if wanted.is_usual:
        return ""
    parts = [f"line:{percent((*_two_lines(area), area.top)[wanted.row])}%"]
    if wanted.column == 0:
        parts.append(f"position:{percent(area.left)}% align:left")
    elif wanted.column == 2:
        parts.append(f"position:{percent(area.right)}% align:right")
    return " ".join(parts)


def _two_lines(area: TextArea) -> tuple[float, float]:
    """Return where two lines of captions begin at the bottom and in the middle, in whole percent above their places."""
    high = 200 * area.look.step_px / area.look.canvas_height
    return float(floor(area.bottom - high)), float(floor((area.top + area.bottom) / 2 - high / 2))
