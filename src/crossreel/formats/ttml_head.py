"""The head of a TTML document: styles, regions, who speaks, and what it says about itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossreel.formats.ttml_looks import kept_looks, without_house
from crossreel.formats.ttml_names import Kin, attributes, local
from crossreel.formats.ttml_styles import StyleSheet

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
OWN_BODY = "caption"  # the style our writer gives the body: the house's look of captions
METADATA = ("title", "desc", "copyright")
LONGEST = 2000  # characters of a piece of metadata that is kept


@dataclass(slots=True)
class Head:
    """What stands in the head.

    Attributes:
        agents: names of who speaks, by id.
        metadata: title, description and copyright.
        is_own: whether our writer made the document.
    """

    sheet: StyleSheet = field(default_factory=StyleSheet)
    agents: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    is_own: bool = False

    @property
    def extras(self) -> dict[str, object]:
        """What a document keeps of its head for TTML."""
        initial = without_house(kept_looks(self.sheet.initial))
        found: dict[str, object] = {}
        if initial:
            found["initial"] = initial
        metadata = {name: words for name, words in self.metadata.items() if name != "title" or not self.is_own}
        if metadata:
            found["metadata"] = metadata
        return found


def read_head(root: "_Element", kin: Kin) -> Head:
    """Return what the head of a document says; all of it stands before the body."""
    head = Head()
    for each in root.iter():
        name = kin.name(each) or local(each.tag)
        if name == "body":
            head.is_own = attributes(root).get("contentProfiles") == OWN_PROFILE and attributes(each).get("style") == OWN_BODY
            break
        if name in ("initial", "style", "region") and local(getattr(each.getparent(), "tag", "")) != "region":
            if kin.name(each):
                head.sheet.take(each)
        elif name == "agent":
            names = [_words(child) for child in each if local(child.tag) == "name"]
            head.agents[attributes(each).get("id", "")] = next(filter(None, names), "")
        elif name in METADATA:
            words = _words(each)[:LONGEST]
            if words:
                head.metadata.setdefault(name, words)
    return head


def _words(element: "_Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())
