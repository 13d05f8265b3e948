"""iTunes Timed Text (.itt): TTML 1 with SMPTE time codes that skip numbers or do not, and two regions. Read, not written."""

import re

from crossreel.domain.text.document import Document
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_reading import read_ttml

ROOT = re.compile(r"<(?:\w{1,20}:)?tt[\s>]")


def sniff(head: str, name: str) -> float:
    """Rate by the extension: what is within is TTML 1 with time codes."""
    return 0.97 if ROOT.search(head) and name.endswith(".itt") else 0.0


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of the body in file order; styles become inline markup, regions placements."""
    return read_ttml(text, hints, notices)


FORMAT = Format(
    id="itt", title="iTunes Timed Text", extensions=("itt",), sniff=sniff, read=read, keeps=keeps, rank=30, family="ttml"
)
