"""EBU-TT and EBU-TT-D (EBU Tech 3350 and 3380), subtitles of European broadcasters in XML. Read, not written."""

import re

from crossreel.domain.text.document import Document
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_reading import read_ttml

MARK = re.compile(r"urn:ebu:tt:(?:distribution|metadata|datatypes)")
ROOT = re.compile(r"<(?:\w{1,20}:)?tt[\s>]")


def sniff(head: str, name: str) -> float:
    """Rate by the names that documents of broadcasters say of themselves; IMSC borrows their styles alone."""
    return 0.97 if ROOT.search(head) and MARK.search(head) else 0.0


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of the body in file order; styles become inline markup, regions placements."""
    return read_ttml(text, hints, notices)


FORMAT = Format(
    id="ebu-tt-d", title="EBU-TT-D", extensions=("ebuttd",), sniff=sniff, read=read, keeps=keeps, rank=30, family="ttml"
)
