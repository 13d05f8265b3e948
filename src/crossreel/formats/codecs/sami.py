"""SAMI (.smi, .sami), common in Korea: each text stands until the next. Read, not written."""

import re
from collections.abc import Iterator
from itertools import islice

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.bounds import Meter
from crossreel.formats.colours import parse_colour
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import COLOUR, NAMES, decoded
from crossreel.formats.markup import SpanBuilder
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS

SYNC = re.compile(r"""<sync\b[^<>]{0,200}?start\s*+=\s*+["']?(-?\d{1,9})[^<>]{0,200}>""", re.IGNORECASE)
PARAGRAPH = re.compile(r"<p\b([^<>]*)>", re.IGNORECASE)
CLASS = re.compile(r"""class\s*+=\s*+["']?([\w-]{1,60})""", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z]\w{0,20})([^<>]*)>")
MAX_COMMENT = 2000  # a comment that nothing closes so soon is text
BLANKS = re.compile(r"[ \t\n]+")
STYLES = ("i", "b", "u", "c")
FEATURES = {"s": "strike", "strike": "strike", "del": "strike", "img": "picture"}
LOOK = re.compile(r"(?:^|[;{\s])(?:font-[a-z]{1,20}|color|background[a-z-]{0,20}|text-align|margin[a-z-]{0,20})\s*:", re.IGNORECASE)
TITLE = re.compile(r"<title>\s*[^\s<]", re.IGNORECASE)


def sniff(head: str, name: str) -> float:
    """Rate by the root element and the first sync point."""
    low = head[:400].lower()
    if "<sami" in low:
        return 0.95
    return 0.6 * (name.endswith((".smi", ".sami")) and SYNC.search(head) is not None)


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the first language of the file; a text lasts until the next sync point, blank ones only end the one before.

    Raises:
        BadInput: there is no sync point.
    """
    syncs = list(islice(SYNC.finditer(text), 2 * hints.meter.bounds.cues))
    if not syncs:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    head = text[: syncs[0].start()]
    notices.drop("style", count=len(LOOK.findall(head)))
    notices.drop("metadata", count=int(TITLE.search(head) is not None))
    return Document(cues=tuple(_cues(text, syncs, hints.meter, notices)))


def _cues(text: str, syncs: list[re.Match[str]], meter: Meter, notices: Notices) -> Iterator[DocumentCue]:
    first_class: str | None = None
    for at, sync in enumerate(syncs):
        stop = syncs[at + 1].start() if at + 1 < len(syncs) else len(text)
        meter.step()
        start_ms = int(sync.group(1))
        for name, raw in _paragraphs(text[sync.end() : stop]):
            first_class = name if first_class is None else first_class
            if name != first_class:
                notices.add_at("sami.other_language", text, sync.start(), name=name)
                continue
            meter.cue(len(raw))
            markup = _markup(raw, notices)
            if not markup.replace("\xa0", "").strip():
                continue
            if at + 1 == len(syncs):
                notices.add_at("time.no_end", text, sync.start())
            end_ms = int(syncs[at + 1].group(1)) if at + 1 < len(syncs) else start_ms + OPEN_END_MS
            yield DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup)


def _paragraphs(block: str) -> Iterator[tuple[str, str]]:
    """Give the class and text of each paragraph of a sync point; text without a paragraph has no class."""
    marks = list(PARAGRAPH.finditer(block))
    if not marks:
        yield "", block
    for at, mark in enumerate(marks):
        found = CLASS.search(mark.group(1))
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(block)
        yield (found.group(1).lower() if found else ""), block[mark.end() : stop]


def _markup(raw: str, notices: Notices) -> str:
    builder = SpanBuilder()
    raw = _without_comments(raw, notices)
    at = 0
    for tag in TAG.finditer(raw):
        builder.text(decoded(BLANKS.sub(" ", raw[at : tag.start()]), notices))
        at = tag.end()
        closing, name = tag.group(1) == "/", NAMES.get((tag.group(2) or "").lower(), (tag.group(2) or "").lower())
        if name == "br":
            builder.text("\n")
        elif name in STYLES and closing:
            builder.close(name)
        elif name in STYLES:
            found = COLOUR.search(tag.group(3))
            builder.open(name, parse_colour(found.group(1)) if found else "")
            _name_font(tag.group(3).lower(), notices)
        elif name == "rt" or name == "ruby":
            (builder.close if closing else builder.open)(name)
        elif not closing:
            notices.drop(FEATURES.get(name, f"<{name}>"))
    builder.text(decoded(BLANKS.sub(" ", raw[at:]), notices))
    return builder.markup()


def _name_font(attributes: str, notices: Notices) -> None:
    notices.drop("font", count=int("face" in attributes))
    notices.drop("font_size", count=int("size" in attributes))


def _without_comments(raw: str, notices: Notices) -> str:
    pieces, at = [], 0
    while (begin := raw.find("<!--", at)) >= 0:
        end = raw.find("-->", begin + 4, begin + 4 + MAX_COMMENT)
        pieces += [raw[at:begin], "" if end >= 0 else "<!--"]
        notices.drop("comment", count=int(end >= 0))
        at = end + 3 if end >= 0 else begin + 4
    return "".join((*pieces, raw[at:]))


FORMAT = Format(id="sami", title="SAMI", extensions=("smi", "sami"), sniff=sniff, read=read)
