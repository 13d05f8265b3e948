"""GPAC's timed text in XML (.ttxt), the text form of MP4 subtitles: each sample stands until the next. Read, not written."""

import re
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import settle_plain
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS
from crossreel.formats.xml_parsing import line_of, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

TIME = re.compile(r"\s*(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*")
FEATURES = {
    "Style": "style", "TextBox": "position", "Highlight": "background", "Blinking": "effect", "Karaoke": "karaoke",
    "HyperLink": "<a>",
}  # fmt: skip


def sniff(head: str, name: str) -> float:
    """Rate by the root element."""
    return 0.95 * ("<TextStream" in head[:2000])


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the samples; one without text only ends the one before.

    Raises:
        BadInput: it is no XML, or holds no samples.
    """
    hints.meter.bounds.check("marks", text.count("<") + text.count("="))
    root = parse_xml(text, notices, frozenset(["TextSample"]))
    samples = [(_ms(each.get("sampleTime", "")), _text(each), each) for each in root.iter("TextSample")]
    if not samples:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    notices.drop("style", count=sum(1 for _ in root.iter("TextSampleDescription")))
    cues = []
    for at, (start_ms, words, sample) in enumerate(samples):
        hints.meter.cue(len(words))
        for part in sample:
            notices.drop(FEATURES.get(str(part.tag), "style"), line_of(sample))
        if not words.strip():
            continue
        end_ms = samples[at + 1][0] if at + 1 < len(samples) else start_ms + OPEN_END_MS
        if at + 1 == len(samples):
            notices.add("time.no_end", line_of(sample))
        cues.append(DocumentCue(start_ms=start_ms, end_ms=end_ms, text=escape(settle_plain(words))))
    return Document(cues=tuple(cues))


def _text(sample: "_Element") -> str:
    """Return the text of a sample: its own, or that of its attribute, where lines stand in quotes."""
    words = (sample.text or "").strip("\n")
    if not words.strip():
        words = sample.get("text", "")
        lines = re.findall(r"'([^']*)'", words)
        if lines and words.startswith("'") and words.endswith("'"):
            words = "\n".join(lines)
    return words.replace("\r", "").replace("&#10;", "\n")


def _ms(written: str) -> int:
    match = TIME.fullmatch(written)
    if match is None:
        return 0
    hours, minutes, seconds = (int(part) for part in match.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[4] or "").ljust(3, "0"))


FORMAT = Format(id="ttxt", title="Timed text of GPAC (TTXT)", extensions=("ttxt",), sniff=sniff, read=read)
