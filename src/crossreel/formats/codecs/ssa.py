"""SubStation Alpha (.ssa): styles, sections, fonts, comments and overrides of a file are kept and written back."""

from collections import Counter

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.judging import judge_substation
from crossreel.formats.notices import Notices
from crossreel.formats.substation import read_script, sniff_script
from crossreel.formats.substation_kept import count_kept
from crossreel.formats.substation_renewing import renewed
from crossreel.formats.substation_writing import write_script


def sniff(head: str, name: str) -> float:
    """Rate by the sections and the script type."""
    return sniff_script(head, name, "ssa")


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read dialogue events in file order; comments and drawings are kept but are no text."""
    return read_script(text, hints, notices, "ssa")


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write a script; without a kept head, one for the picture in the house's caption style."""
    return write_script(document, options, "ssa")


def keeps(document: Document) -> Counter[str]:
    """Count what no other format understands of a script."""
    return count_kept(document, "ssa")


def renew(document: Document) -> Document:
    """Bring up to date what an earlier version read."""
    return renewed(document, "ssa")


FORMAT = Format(
    id="ssa",
    title="SubStation Alpha",
    extensions=("ssa",),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_substation("ssa"),
    keeps=keeps,
    renew=renew,
    options=frozenset({"encoding", "bom", "newline", "bidi"}),
    loses=frozenset({"language", "v", "ruby", "placement_box", "literal_markup"}),
    time_step_ms=10,
    rank=40,
)
