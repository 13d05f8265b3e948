"""Whose the elements and attributes of a TTML document are: its own, whatever year its namespace is of, or somebody else's."""

from functools import lru_cache
from typing import TYPE_CHECKING

from crossreel.formats.bounds import BOUNDS

if TYPE_CHECKING:
    from lxml.etree import _Element

TT = "http://www.w3.org/ns/ttml"
OLD = ("http://www.w3.org/2006/10/ttaf1", "http://www.w3.org/2006/04/ttaf1", "http://www.w3.org/2004/11/ttaf1")
FAMILY = (
    "ttml",
    "ttaf1",
    "urn:ebu:",
    "smpte-ra.org",
    "smpte.org",
    "/XML/1998/",
    "itunes",
    "apple.com",
)  # of attributes with a meaning here
XML = "{http://www.w3.org/XML/1998/namespace}"


@lru_cache(maxsize=1024)
def _split(name: str) -> tuple[str, str]:
    space, _, own = name.rpartition("}")
    return space[1:], own if space else own.rpartition(":")[2]  # a prefix that nobody declared


def local(name: object) -> str:
    """Return a tag or attribute name without its namespace; "" for comments and processing instructions."""
    return _split(name)[1] if isinstance(name, str) else ""


class Kin:
    """Which elements belong to a document: those of its root's namespace and of every year of TTML, and those of none."""

    def __init__(self, root: "_Element") -> None:
        self._space = _split(root.tag)[0] if isinstance(root.tag, str) else ""

    def name(self, element: "_Element") -> str:
        """Return an element's name without namespace; "" when it is another language's."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return ""
        space, name = _split(tag)
        return name if space in (self._space, TT, "") or space in OLD else ""

    def is_foreign(self, element: "_Element") -> bool:
        """Tell whether an element is of another language and no piece of metadata."""
        return isinstance(element.tag, str) and not self.name(element) and not is_known(_split(element.tag)[0])


@lru_cache(maxsize=256)
def is_known(space: str) -> bool:
    """Tell whether a namespace is one that documents of this family use."""
    return not space or any(part in space for part in FAMILY)


@lru_cache(maxsize=1024)
def _meant(name: str) -> str:
    space, own = _split(name)
    return own if is_known(space) else ""


def attributes(element: "_Element") -> dict[str, str]:
    """Return the attributes of an element by local name, those of foreign namespaces left out.

    Raises:
        BadInput: there are more than any honest element has; looking them up takes the square of their number.
    """
    found = element.attrib
    BOUNDS.check("attributes", len(found))
    return {own: str(value) for name, value in found.items() if (own := _meant(str(name)))}
