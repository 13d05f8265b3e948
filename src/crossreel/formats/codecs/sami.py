"""SAMI (.smi, .sami), common in Korea: each text stands until the next of its language. Read, not written."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.bounds import Meter
from crossreel.formats.colours import parse_colour
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import COLOUR, NAMES, decoded
from crossreel.formats.markup import SpanBuilder
from crossreel.formats.notices import Notices
from crossreel.formats.sami_classes import Shown, languages_of, with_classes
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
    """Read the file's languages, a class each; a text lasts until the next of its class, blank ones only end the one before.

    Raises:
        BadInput: there is no sync point.
    """
    syncs = list(islice(SYNC.finditer(text), 2 * hints.meter.bounds.cues))
    if not syncs:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    head = text[: syncs[0].start()]
    notices.drop("style", count=len(LOOK.findall(head)))
    notices.drop("metadata", count=int(TITLE.search(head) is not None))
    shown = with_classes(list(_shown(text, syncs, hints.meter)))
    names = dict.fromkeys(each.name for each in shown if each.words)
    languages = languages_of(head, shown) if len(names) > 1 else {}
    own = next(iter(languages.values()), "")
    kept = _one_each(languages) if languages else names
    for each in shown:
        if each.name not in kept and each.words:
            notices.add_at("sami.other_language", text, each.place, name=each.name)
    cues = tuple(_cues(text, [each for each in shown if each.name in kept or not each.name], languages, notices))
    tags = [languages[name] for name in kept] if languages else []
    if len(tags) > 1:
        notices.add("language.several", 0, languages=tags)
    return Document(cues=cues, language=own if len(tags) > 1 else "")


def _one_each(languages: Mapping[str, str]) -> list[str]:
    """Return the first class, and of the others the first of each language that is known and not the first's."""
    first, *others = languages
    taken = {languages[first], ""}
    kept = [first]
    for name in others if languages[first] else ():
        if languages[name] not in taken:
            taken.add(languages[name])
            kept.append(name)
    return kept


def _shown(text: str, syncs: list[re.Match[str]], meter: Meter) -> Iterator[Shown]:
    for at, sync in enumerate(syncs):
        stop = syncs[at + 1].start() if at + 1 < len(syncs) else len(text)
        meter.step()
        for name, raw in _paragraphs(text[sync.end() : stop]):
            meter.cue(len(raw))
            yield Shown(name=name, start_ms=int(sync.group(1)), raw=raw, place=sync.start())


def _cues(text: str, shown: Sequence[Shown], languages: Mapping[str, str], notices: Notices) -> Iterator[DocumentCue]:
    """Give the texts as cues, each until the next of its class begins."""
    starts: dict[str, list[int]] = {}
    for each in sorted(shown, key=lambda each: each.start_ms):
        starts.setdefault(each.name, []).append(each.start_ms)
    own = languages.get(next(iter(languages), ""), "")
    for each in shown:
        markup = _markup(each.raw, notices)
        if not markup.replace("\xa0", "").strip():
            continue
        lists = (starts[each.name], starts.get("", []))
        later = [mine[at] for mine in lists if (at := bisect_right(mine, each.start_ms)) < len(mine)]
        if not later:
            notices.add_at("time.no_end", text, each.place)
        end_ms = min(later, default=each.start_ms + OPEN_END_MS)
        language = languages.get(each.name, "")
        yield DocumentCue(start_ms=each.start_ms, end_ms=end_ms, text=markup, language=language if language != own else "")


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
