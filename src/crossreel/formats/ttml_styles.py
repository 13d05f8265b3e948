"""What TTML styles mean for inline markup: style sheets, references, inheritance, what hides a text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossreel.formats.bounds import BOUNDS
from crossreel.formats.colours import parse_colour
from crossreel.formats.ttml_looks import KEPT, Pairs, kept_looks
from crossreel.formats.ttml_names import attributes, local

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_REFERENCES = 16
WHITE = "#ffffff"
HIDING = frozenset(["display", "visibility", "opacity"])
STYLED = HIDING | {"fontStyle", "fontWeight", "textDecoration", "color", "textAlign", "displayAlign", "space", "ruby"} | KEPT


@dataclass(frozen=True, slots=True)
class Look:
    """The styles in force at a point of the text.

    Attributes:
        visible: what `visibility` says, which an element inside can turn.
        gone: whether an element around has `display="none"` or no opacity, which nothing inside can turn.
        looks: what else is said of the spans around, by name.
    """

    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""
    align: str = ""
    display: str = ""
    ruby: str = ""
    preserve: bool = False
    visible: bool = True
    gone: bool = False
    looks: Pairs = ()

    @property
    def is_shown(self) -> bool:
        """Whether a viewer sees text in this look."""
        return self.visible and not self.gone


class StyleSheet:
    """The named styles and regions of a document, and what it says of everything (`initial`)."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[str, str]] = {}
        self._regions: dict[str, dict[str, str]] = {}
        self._wholes: dict[str, dict[str, str]] = {}
        self._resolved: dict[str, dict[str, str]] = {}
        self._itself: dict[str, dict[str, str]] = {}
        self.initial: dict[str, str] = {}
        self.elements: dict[str, _Element] = {}

    def take(self, element: "_Element") -> None:
        """Take an `initial`, `style` or `region` element of the head."""
        found = attributes(element)
        kind = local(element.tag)
        if kind == "initial":
            self.initial.update(found)
        elif kind == "region":
            for child in element:
                if local(child.tag) == "style":
                    found = {**attributes(child), **found}
                    BOUNDS.check("attributes", len(found))
            self._regions[found.get("id", "")] = found
            self.elements[found.get("id", "")] = element
        else:
            if "style" in found:
                found["style"] = " ".join(_strongest(found["style"])[::-1])
            self._styles[found.get("id", "")] = found

    @property
    def has_regions(self) -> bool:
        """Whether the document has regions at all: then text outside of them is shown nowhere."""
        return bool(self._regions)

    def resolve(self, own: Mapping[str, str]) -> dict[str, str]:
        """Return attributes with those of the styles they refer to beneath them; later references win, with all beneath them."""
        if "style" not in own:
            return dict(own)
        return {**self._beneath(own["style"], ()), **own}

    def _beneath(self, references: str, around: tuple[str, ...]) -> dict[str, str]:
        merged: dict[str, str] = {}
        for name in reversed(_strongest(references)):
            merged.update(self._whole(name, around))
        return merged

    def _whole(self, name: str, around: tuple[str, ...]) -> dict[str, str]:
        """Return what a style says with the styles beneath it; one that leads back to itself ends there."""
        if name in self._wholes:
            return self._wholes[name]
        found = self._styles.get(name)
        if found is None or name in around or len(around) >= MAX_REFERENCES:
            return {}
        whole = {**self._beneath(found.get("style", ""), (*around, name)), **found}
        whole.pop("id", None)
        whole.pop("style", None)
        BOUNDS.check("attributes", len(whole))
        self._wholes[name] = whole
        return whole

    def has_region(self, name: str) -> bool:
        """Tell whether the document has a region of this name."""
        return name in self._regions

    def region(self, name: str) -> dict[str, str]:
        """Return the attributes of a region with its styles and what is said of everything; empty for an unknown one."""
        if name not in self._resolved:
            itself = self.region_itself(name)
            self._resolved[name] = {**self.initial, **itself} if itself else {}
        return self._resolved[name]

    def region_itself(self, name: str) -> dict[str, str]:
        """Return what a region says of itself, with its styles."""
        if name not in self._itself:
            found = self._regions.get(name)
            self._itself[name] = self.resolve(found) if found is not None else {}
        return self._itself[name]


def _strongest(references: str) -> list[str]:
    """Return the style names that count, the last first: no more than are followed, however many are written."""
    return references.rsplit(None, MAX_REFERENCES)[-MAX_REFERENCES:][::-1]


def apply(look: Look, found: Mapping[str, str], *, inline: bool = False) -> Look:
    """Return the styles in force inside an element with these (resolved) attributes.

    White is the colour of captions: said of a block and where no other is in force, it says nothing; said of a span it counts.
    """
    if not look.ruby and STYLED.isdisjoint(found):
        return look
    changes: dict[str, object] = {}
    if "fontStyle" in found:
        changes["italic"] = found["fontStyle"].strip() in ("italic", "oblique")
    if "fontWeight" in found:
        changes["bold"] = _is_bold(found["fontWeight"].strip())
    if "textDecoration" in found:
        said = found["textDecoration"].split()
        changes["underline"] = "underline" in said or (look.underline and not {"none", "noUnderline"} & set(said))
    if "color" in found:
        colour = parse_colour(found["color"])
        changes["colour"] = "" if colour == WHITE and not look.colour and not inline else colour
    for name, attribute in (("align", "textAlign"), ("display", "displayAlign")):
        if attribute in found:
            changes[name] = found[attribute].strip()
    if "space" in found:
        changes["preserve"] = found["space"] == "preserve"
    if not HIDING.isdisjoint(found):
        changes["visible"] = found.get("visibility", "visible" if look.visible else "hidden").strip() != "hidden"
        changes["gone"] = look.gone or hides(found)
    if inline and not KEPT.isdisjoint(found):
        changes["looks"] = tuple(sorted({**dict(look.looks), **kept_looks(found)}.items()))
    changes["ruby"] = found.get("ruby", "")
    return replace(look, **changes)  # type: ignore[arg-type]


def hides(found: Mapping[str, str]) -> bool:
    """Tell whether an element with these attributes takes all that is in it off the picture."""
    return found.get("display", "").strip() == "none" or _is_zero(found.get("opacity", "1"))


def _is_zero(written: str) -> bool:
    try:
        return float(written) <= 0
    except ValueError:
        return False


def _is_bold(written: str) -> bool:
    return written in ("bold", "bolder") or (written.isdecimal() and int(written[:5]) >= 600)
