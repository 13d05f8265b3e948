"""TTML as XML: files of strangers, mended where they break off."""

import re
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_names import local

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def parse_xml(text: str, notices: Notices) -> "_Element":
    """Return the root element of a document; where the XML breaks off, of what could be read of it.

    Raises:
        BadInput: nothing of it can be read.
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
    if root is None or not any(local(each.tag) == "p" for each in root.iter()):
        raise BadInput("ttml.malformed", line=line)
    notices.add("ttml.repaired", line)
    return root


def _parser(*, recover: bool) -> "XMLParser":
    """Return a parser that follows no entity, fetches nothing and keeps libxml2's limits: files come from strangers."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding="utf-8"
    )
