"""DFXP (.dfxp): TTML 1 and the drafts of 2004 and 2006 before it, of Flash players and streamers. Read, not written."""

import re

from crossreel.domain.text.document import Document
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_reading import read_ttml

NAMESPACE = re.compile(r"http://www\.w3\.org/(?:2004/11|2006/04|2006/10)/ttaf1")
ROOT = re.compile(r"<(?:\w{1,20}:)?tt[\s>]")


def sniff(head: str, name: str) -> float:
    """Rate by the namespaces of the drafts, or the extension of what came of them."""
    return 0.97 if ROOT.search(head) and (NAMESPACE.search(head) or name.endswith(".dfxp")) else 0.0


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of the body in file order; styles become inline markup, regions placements."""
    return read_ttml(text, hints, notices)


FORMAT = Format(id="dfxp", title="DFXP (TTML 1)", extensions=("dfxp",), sniff=sniff, read=read, keeps=keeps, rank=30, family="ttml")
