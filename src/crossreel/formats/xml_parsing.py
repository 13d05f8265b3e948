"""Reading XML that comes from strangers: entities stay closed, nothing is fetched, and what is broken is read as far as it goes."""

import re
from collections.abc import Set
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.formats.notices import Notices

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def parse_xml(text: str, notices: Notices, wanted: Set[str]) -> "_Element":
    """Return the root of a document, mended where it is broken and one of the `wanted` elements (local names) can be read.

    Raises:
        BadInput: it is no XML, or nothing wanted can be read of it.
    """
    from lxml import etree

    data = DECLARATION.sub("", text, count=1).strip().encode("utf-8", "replace")
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None or not any(str(each.tag).rpartition("}")[2] in wanted for each in root.iter("*")):
        raise BadInput("ttml.malformed", line=line)
    notices.add("ttml.repaired", line)
    return root


def line_of(element: "_Element") -> int:
    """Return the line an element begins in, 0 where it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _parser(*, recover: bool) -> "XMLParser":
    """Return a parser that follows no entity, fetches nothing and keeps libxml2's limits."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding="utf-8"
    )
