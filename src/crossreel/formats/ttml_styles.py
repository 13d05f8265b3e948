"""What TTML styles and regions mean for inline markup and placement. Attributes are known by local name, whatever the namespace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crossreel.domain.picture.placement import Placement, box_at, key_at
from crossreel.formats.bounds import BOUNDS
from crossreel.formats.colours import parse_colour

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN_BOX = "box"  # regions that our writer makes for percent boxes are named so
MAX_REFERENCES = 16
STYLED = frozenset(["fontStyle", "fontWeight", "textDecoration", "color", "textAlign", "displayAlign", "space", "ruby"])


@dataclass(frozen=True, slots=True)
class Look:
    """The styles in force at a point of the text."""

    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""
    align: str = ""
    display: str = ""
    ruby: str = ""
    preserve: bool = False


@lru_cache(maxsize=256)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def local(name: object) -> str:
    """Return a tag or attribute name without its namespace; "" for comments and processing instructions."""
    return _local(name) if isinstance(name, str) else ""


def attributes(element: "_Element") -> dict[str, str]:
    """Return the attributes of an element by local name.

    Raises:
        BadInput: there are more than any honest element has; looking them up takes the square of their number.
    """
    found = element.attrib
    BOUNDS.check("attributes", len(found))
    return {_local(name): str(value) for name, value in found.items()}


class StyleSheet:
    """The named styles and regions of a document."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[str, str]] = {}
        self._regions: dict[str, dict[str, str]] = {}
        self._resolved: dict[str, dict[str, str]] = {}

    def take(self, element: "_Element") -> None:
        """Take a `style` or `region` element of the head."""
        found = attributes(element)
        if local(element.tag) == "region":
            for child in element:
                if local(child.tag) == "style":
                    found = {**attributes(child), **found}
                    BOUNDS.check("attributes", len(found))
            self._regions[found.get("id", "")] = found
        else:
            if "style" in found:
                found["style"] = " ".join(_strongest(found["style"])[::-1])
            self._styles[found.get("id", "")] = found

    def resolve(self, own: Mapping[str, str]) -> dict[str, str]:
        """Return attributes with those of the styles they refer to beneath them; later references win, loops end."""
        if "style" not in own:
            return dict(own)
        merged: dict[str, str] = {}
        for name in reversed(self._chain(own.get("style", ""))):
            merged.update(self._styles.get(name, {}))
        return {**merged, **own}

    def _chain(self, references: str) -> list[str]:
        """Return style names from the strongest to the weakest."""
        waiting = _strongest(references)
        chain: list[str] = []
        while waiting and len(chain) < MAX_REFERENCES:
            name = waiting.pop(0)
            if name not in chain:
                chain.append(name)
                waiting += _strongest(self._styles.get(name, {}).get("style", ""))
        return chain

    def region(self, name: str) -> dict[str, str]:
        """Return the attributes of a region with its styles; empty for an unknown one."""
        if name not in self._resolved:
            found = self._regions.get(name)
            self._resolved[name] = self.resolve(found) if found is not None else {}
        return self._resolved[name]


def _strongest(references: str) -> list[str]:
    """Return the style names that count, the last first: no more than are followed, however many are written."""
    return references.rsplit(None, MAX_REFERENCES)[-MAX_REFERENCES:][::-1]


def apply(look: Look, found: Mapping[str, str]) -> Look:
    """Return the styles in force inside an element with these (resolved) attributes."""
    if not look.ruby and STYLED.isdisjoint(found):
        return look
    changes: dict[str, object] = {}
    if "fontStyle" in found:
        changes["italic"] = found["fontStyle"].strip() in ("italic", "oblique")
    if "fontWeight" in found:
        changes["bold"] = found["fontWeight"].strip() == "bold"
    if "textDecoration" in found:
        changes["underline"] = "underline" in found["textDecoration"].split()
    if "color" in found:
        colour = parse_colour(found["color"])
        changes["colour"] = "" if colour == "#ffffff" and not look.colour else colour
    for name, attribute in (("align", "textAlign"), ("display", "displayAlign")):
        if attribute in found:
            changes[name] = found[attribute].strip()
    if "space" in found:
        changes["preserve"] = found["space"] == "preserve"
    changes["ruby"] = found.get("ruby", "")
    return replace(look, **changes)  # type: ignore[arg-type]


def placement_in(region: Mapping[str, str], look: Look, right_to_left: bool) -> str:
    """Return the placement of a paragraph in a region; "" for the bottom centre."""
    if not region:
        return ""
    x, y, width, height = _box(region)
    if region.get("id", "").startswith(OWN_BOX):
        return (box_at(x, y, width, height) or Placement()).written
    display = look.display or region.get("displayAlign", "before")
    down = {"before": y, "center": y + height / 2, "after": y + height}.get(display, y + height)
    align = look.align or region.get("textAlign", "center")
    left = {"left": True, "start": not right_to_left, "right": False, "end": right_to_left}.get(align)
    across = 50.0 if left is None else 0.0 if left else 100.0
    if left is None and (x > 100 / 3 or x + width < 200 / 3):
        across = x + width / 2
    return Placement(key=key_at(across, down)).written


def _box(region: Mapping[str, str]) -> tuple[float, float, float, float]:
    origin = _percents(region.get("origin", "")) or _percents(region.get("position", "")) or (0.0, 0.0)
    extent = _percents(region.get("extent", "")) or (100.0 - origin[0], 100.0 - origin[1])
    return (*origin, *extent)


def _percents(written: str) -> tuple[float, float] | None:
    parts = written.split()
    if len(parts) != 2:
        return None
    try:
        x, y = (float(part.rstrip("%").removesuffix("rw").removesuffix("rh")) for part in parts)
    except ValueError:
        return None
    units = all(part.endswith(("%", "rw", "rh")) for part in parts)
    return (min(max(x, 0.0), 100.0), min(max(y, 0.0), 100.0)) if units else None
