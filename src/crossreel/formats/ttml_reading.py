"""Reading TTML in all its kinds: TTML1 and 2, IMSC, EBU-TT-D, SMPTE-TT, DFXP of old namespaces, Apple's lyrics."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.language import is_right_to_left, normalize_tag
from crossreel.formats.bounds import Meter
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS
from crossreel.formats.ttml_paragraph import is_timed, paragraph_markup, raw_length
from crossreel.formats.ttml_styles import Look, StyleSheet, apply, attributes, local, placement_in
from crossreel.formats.ttml_times import TimeBase, time_base
from crossreel.formats.vtt_payload import split_voice

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Place:
    """What an element of the body inherits: time it begins and ends (None: not said), region, styles, speaker."""

    begin_ms: int = 0
    end_ms: int | None = None
    region: str = ""
    look: Look = field(default_factory=Look)
    agent: str = ""
    sequential: bool = False
    timed: bool = False


def read_ttml(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of a document in file order.

    Raises:
        BadInput: it is no XML, or not TTML.
    """
    hints.meter.bounds.check("marks", text.count("<") + text.count("="))
    root = _parse(text, notices)
    if local(root.tag) != "tt":
        raise BadInput("ttml.other_root", name=hints.name)
    own = attributes(root)
    base, declared = time_base(own, hints.frame_rate)
    language = _tag(own.get("lang", "")) or _first_language(root)
    reader = _Reader(base, hints.meter, notices, rtl=bool(language) and is_right_to_left(language), absolute="timing" in own)
    reader.take_head(root)
    start = Place(look=Look(preserve=own.get("space") == "preserve"))
    body = next((child for child in root if local(child.tag) == "body"), None)
    cues: list[DocumentCue] = []
    if body is not None:
        reader.walk(body, start, cues)
    return Document(cues=_closed(cues), language=language, frame_rate=declared)


def _parse(text: str, notices: Notices) -> "_Element":
    from lxml import etree

    data = DECLARATION.sub("", text, count=1).strip().encode("utf-8", "replace")
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None or not any(local(each.tag) == "p" for each in root.iter()):
        raise BadInput("ttml.malformed", line=line)
    notices.add("ttml.repaired", line)
    return root


def _parser(*, recover: bool) -> "XMLParser":
    """Return a parser that follows no entity, fetches nothing and keeps libxml2's limits: files come from strangers."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding="utf-8"
    )


def _tag(written: str) -> str:
    tag = normalize_tag(written) if written else None
    return tag if tag and tag != "und" else ""


def _first_language(root: "_Element") -> str:
    tags = (_tag(attributes(each).get("lang", "")) for each in root.iter() if local(each.tag) in ("body", "div", "p"))
    return next(filter(None, tags), "")


class _Reader:
    def __init__(self, base: TimeBase, meter: Meter, notices: Notices, *, rtl: bool, absolute: bool) -> None:
        self._base = base
        self._meter = meter
        self._notices = notices
        self._rtl = rtl
        self._absolute = absolute
        self._sheet = StyleSheet()
        self._agents: dict[str, str] = {}
        self._placements: dict[tuple[str, str, str], str] = {}

    def take_head(self, root: "_Element") -> None:
        for each in root.iter():
            name = local(each.tag)
            if name == "body":
                return
            if name in ("style", "region") and local(getattr(each.getparent(), "tag", "")) != "region":
                self._sheet.take(each)
            elif name == "agent":
                names = [" ".join("".join(map(str, child.itertext())).split()) for child in each if local(child.tag) == "name"]
                self._agents[attributes(each).get("id", "")] = next(filter(None, names), "")

    def walk(self, element: "_Element", place: Place, cues: list[DocumentCue], depth: int = 1) -> int:
        """Append the cues of a body or div and return when the last of them ends."""
        self._meter.bounds.check("depth", depth)
        inner = self._enter(element, place)
        last_end = inner.begin_ms
        for child in element:
            name = local(child.tag)
            if name not in ("div", "p"):
                continue
            here = replace(inner, begin_ms=last_end) if inner.sequential else inner
            if name == "div":
                last_end = max(last_end, self.walk(child, here, cues, depth + 1))
                continue
            for cue in self._paragraph(child, here):
                last_end = max(last_end, cue.end_ms)
                cues.append(cue)
        return last_end

    def _enter(self, element: "_Element", place: Place) -> Place:
        found = self._sheet.resolve(attributes(element))
        begin_ms, end_ms, timed = self._interval(element, found, place)
        if "backgroundImage" in found or (len(element) and any(local(child.tag) == "image" for child in element)):
            self._notices.add("ttml.image", _line(element))
        return Place(
            begin_ms=begin_ms,
            end_ms=end_ms,
            region=found.get("region", place.region),
            look=apply(place.look, found),
            agent=self._agents.get(found.get("agent", ""), place.agent),
            sequential=found.get("timeContainer") == "seq",
            timed=timed or (place.timed and local(element.tag) != "p"),
        )

    def _interval(self, element: "_Element", found: dict[str, str], place: Place) -> tuple[int, int | None, bool]:
        times = {name: self._base.milliseconds(found[name]) for name in ("begin", "end", "dur") if name in found}
        for name, value in times.items():
            if value is None and found[name].strip() != "indefinite":
                self._notices.add("ttml.bad_time", _line(element), text=found[name][:80])
        offset = 0 if self._absolute else place.begin_ms
        begin, end, dur = times.get("begin"), times.get("end"), times.get("dur")
        begin_ms = place.begin_ms if begin is None else offset + begin
        ends = [offset + end] if end is not None else []
        ends += [begin_ms + dur] if dur is not None else []
        if not ends:
            return begin_ms, place.end_ms, begin is not None
        return begin_ms, min(ends), True

    def _paragraph(self, element: "_Element", place: Place) -> Iterator[DocumentCue]:
        inner = self._enter(element, place)
        size = raw_length(element)
        spans = []
        if len(element) and not inner.timed:
            spans = [each for each in element.iter() if local(each.tag) == "span" and is_timed(attributes(each))]
        if not spans:
            self._meter.cue(size)
            yield from self._cue(element, inner, paragraph_markup(element, inner.look, self._sheet, self._agents))
            return
        for span in spans:
            self._meter.cue(size)
            place = self._enter(span, inner)
            markup = paragraph_markup(span, place.look, self._sheet, self._agents, timed_apart=True)
            if markup:
                yield from self._cue(span, place, markup)

    def _placement(self, region: str, look: Look) -> str:
        key = (region, look.align, look.display)
        if key not in self._placements:
            self._placements[key] = placement_in(self._sheet.region(region), look, self._rtl)
        return self._placements[key]

    def _cue(self, element: "_Element", place: Place, markup: str) -> Iterator[DocumentCue]:
        if not markup and not place.timed:
            return
        markup, voice = split_voice(markup)
        end_ms = place.end_ms
        if end_ms is None:
            self._notices.add("time.no_end", _line(element), text=markup[:80])
        placement = self._placement(place.region, place.look)
        yield DocumentCue(
            start_ms=place.begin_ms,
            end_ms=-1 if end_ms is None else end_ms,
            text=markup,
            placement=placement,
            speaker=voice or place.agent,
        )


def _line(element: "_Element") -> int:
    return int(getattr(element, "sourceline", None) or 0)


def _closed(cues: list[DocumentCue]) -> tuple[DocumentCue, ...]:
    """Give cues that nothing ends a time: when the next one starts, at most `OPEN_END_MS` after their start."""
    following: int | None = None
    out: list[DocumentCue] = []
    for cue in reversed(cues):
        if cue.end_ms < 0:
            limit = cue.start_ms + OPEN_END_MS
            cue = replace(cue, end_ms=min(limit, following) if following is not None and following > cue.start_ms else limit)
        following = cue.start_ms
        out.append(cue)
    return tuple(reversed(out))
