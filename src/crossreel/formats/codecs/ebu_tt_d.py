"""EBU-TT and EBU-TT-D (EBU Tech 3350 and 3380), subtitles of European broadcasters in XML. EBU-TT-D is written."""

import re

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.ebu_tt_d_writing import fitted_ebu_tt_d, write_ebu_tt_d
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_judging import judge_ebu_tt_d
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


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write EBU-TT-D with percent regions and looks by reference to styles."""
    return write_ebu_tt_d(document, options)


FORMAT = Format(
    id="ebu-tt-d",
    title="EBU-TT-D",
    extensions=("ebuttd",),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_ebu_tt_d,
    fit=fitted_ebu_tt_d,
    keeps=keeps,
    options=frozenset({"language", "width", "height", "title", "bidi", "newline", "plain_text"}),
    loses=frozenset({"v", "ruby", "speaker", "empty_cues"}),
    rank=30,
    family="ttml",
)
