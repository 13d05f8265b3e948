"""TTML (.ttml, .imsc, .xml): reads every kind in use, writes IMSC 1.1 Text."""

import re

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.judging import judge_ttml
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_reading import read_ttml
from crossreel.formats.ttml_writing import write_ttml

ROOT = re.compile(r"<(?:\w{1,20}:)?tt[\s>]")


def sniff(head: str, name: str) -> float:
    """Rate by the root element."""
    if ROOT.search(head):
        return 0.95
    return 0.4 * (name.endswith((".ttml", ".dfxp", ".imsc", ".itt")) and head.lstrip().startswith("<"))


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of the body in file order; styles become inline markup, regions placements."""
    return read_ttml(text, hints, notices)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write IMSC 1.1 Text with percent regions and the picture's aspect ratio."""
    return write_ttml(document, options, notices)


FORMAT = Format(
    id="ttml",
    title="TTML / IMSC 1.1 Text",
    extensions=("ttml", "imsc", "xml"),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_ttml,
    keeps=keeps,
    options=frozenset({"frame_rate", "language", "width", "height", "title", "bidi", "plain_text", "newline"}),
    loses=frozenset({"empty_cues"}),
    rank=30,
    family="ttml",
)
