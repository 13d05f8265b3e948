"""iTunes Timed Text (.itt): TTML 1 with SMPTE time codes that skip numbers or do not, and two regions."""

import re

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.itt_writing import fitted_itt, itt_rate, write_itt
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_judging import judge_itt
from crossreel.formats.ttml_looks import keeps
from crossreel.formats.ttml_reading import read_ttml

ROOT = re.compile(r"<(?:\w{1,20}:)?tt[\s>]")


def sniff(head: str, name: str) -> float:
    """Rate by the extension: what is within is TTML 1 with time codes."""
    return 0.97 if ROOT.search(head) and name.endswith(".itt") else 0.0


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of the body in file order; styles become inline markup, regions placements."""
    return read_ttml(text, hints, notices)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write time codes at the video's rate, and what stands in the upper third in the upper region."""
    return write_itt(document, options)


FORMAT = Format(
    id="itt",
    title="iTunes Timed Text",
    extensions=("itt",),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_itt,
    fit=fitted_itt,
    frames=itt_rate,
    keeps=keeps,
    options=frozenset(
        {"frame_rate", "drop_frame", "start_timecode", "language", "width", "height", "title", "bidi", "newline", "plain_text"}
    ),
    loses=frozenset({"language", "v", "ruby", "speaker", "placement_box", "empty_cues"}),
    rank=30,
    family="ttml",
)
