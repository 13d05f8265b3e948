"""YouTube's timed text in XML: srv3 (`<timedtext format="3">`), and the older srv1 and srv2. Read, not written."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document
from crossreel.formats.colours import parse_colour
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import decoded
from crossreel.formats.notices import Notices
from crossreel.formats.xml_parsing import line_of, parse_xml
from crossreel.formats.youtube_lines import SEGMENT, Event, Pen, cues_of, features_of, place

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = re.compile(r"<(timedtext|transcript)\b")
SHOWN = frozenset(["p", "text"])
_NUMBER = re.compile(r"\s*(-?\d{1,9})(?:\.(\d{1,3})\d{0,9})?\s*")


def sniff(head: str, name: str) -> float:
    """Rate by the root element."""
    root = ROOT.search(head[:2000])
    if root is None:
        return 0.0
    return 0.95 if root[1] == "timedtext" or re.search(r"<text\b[^<>]{0,200}\bstart\s*=", head) else 0.2


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the subtitles in the order of their times; the rolling window of automatic captions gives each line once.

    Raises:
        BadInput: it is no XML, or no timed text.
    """
    hints.meter.bounds.check("marks", text.count("<") + text.count("="))
    root = parse_xml(text, notices, SHOWN)
    if not isinstance(root.tag, str) or not ROOT.fullmatch(f"<{root.tag}"):
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    pens = {each.get("id", ""): _pen(each) for each in root.iter("pen")}
    for each in root.iter("pen"):
        for feature in features_of({str(name): value for name, value in each.items()}):
            notices.drop(feature, line_of(each))
    places = {each.get("id", ""): _place(each) for each in root.iter("wp")}
    windows = {each.get("id", ""): places.get(each.get("wp", ""), "") for each in root.iter("w")}
    events = [_event(each, pens, places, windows, hints, notices) for each in root.iter("p", "text")]
    return Document(cues=cues_of(events, notices))


def _event(
    each: "_Element", pens: Mapping[str, Pen], places: Mapping[str, str], windows: Mapping[str, str], hints: ReadHints,
    notices: Notices,
) -> Event:  # fmt: skip
    own = pens.get(each.get("p", ""), Pen())
    pieces = [(own, each.text or "")]
    moved = 0
    for part in each:
        if part.tag == "s":
            pieces.append((pens.get(part.get("p", ""), own), part.text or ""))
            moved += _ms(part.get("t"), 1) > 0
        elif part.tag == "br":
            pieces.append((own, "\n"))
        pieces.append((own, part.tail or ""))
    hints.meter.cue(sum(SEGMENT + len(words) for _, words in pieces[1:]) + len(pieces[0][1]))
    line = line_of(each)
    notices.drop("karaoke", line, count=int(moved > 0))
    seconds = each.get("start") is not None
    length = each.get("dur") if seconds else each.get("d")
    window = each.get("w", "")
    return Event(
        start_ms=_ms(each.get("start"), 1000) if seconds else _ms(each.get("t"), 1),
        length_ms=_ms(length, 1000 if seconds else 1) if length is not None else None,
        spans=[pen.span(decoded(words, notices)) for pen, words in pieces if words], window=window,
        adds=each.get("a", each.get("append", "")) == "1", placement=places.get(each.get("wp", ""), windows.get(window, "")),
        line=line,
    )  # fmt: skip


def _ms(written: str | None, unit: int) -> int:
    """Return a number of seconds (`unit` 1000) or milliseconds (1) in milliseconds."""
    match = _NUMBER.fullmatch(written or "")
    if match is None:
        return 0
    fraction = int((match[2] or "").ljust(3, "0")) if unit == 1000 else 0
    return int(match[1]) * unit + fraction


def _pen(each: "_Element") -> Pen:
    italic, bold, underline = (each.get(name) == "1" for name in ("i", "b", "u"))
    return Pen(italic, bold, underline, parse_colour(each.get("fc", "")))


def _place(each: "_Element") -> str:
    if not {"ap", "ah", "av"} & set(each.keys()):
        return ""
    anchor = _ms(each.get("ap", "7"), 1)
    return place(anchor, _ms(each.get("ah", "50"), 1), _ms(each.get("av", "100"), 1))


FORMAT = Format(id="youtube-srv", title="YouTube timed text (srv3)", extensions=("srv3", "srv2", "srv1"), sniff=sniff, read=read)
