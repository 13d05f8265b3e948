"""Reading TTML in all its kinds: TTML1 and 2, IMSC, EBU-TT-D, SMPTE-TT, DFXP of old namespaces, Apple's lyrics."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.language import is_right_to_left, normalize_tag
from crossreel.formats.format import ReadHints
from crossreel.formats.frame_counts import STANDARD_RATES
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS
from crossreel.formats.ttml_head import Head, read_head
from crossreel.formats.ttml_looks import FEATURES, HOUSE, VERTICAL, body_extras, cue_extras, house_features, lost_looks
from crossreel.formats.ttml_moments import Change, Timeline, changes_in, clipped, is_still, is_timed, timeline_of
from crossreel.formats.ttml_names import Kin, attributes, local
from crossreel.formats.ttml_paragraph import Reading, Words, raw_length, speaker_in, words_of
from crossreel.formats.ttml_regions import is_exact, picture_of, placement_in
from crossreel.formats.ttml_styles import Look, apply
from crossreel.formats.ttml_times import TimeBase, highest_frame, time_base
from crossreel.formats.ttml_white import without_common_white
from crossreel.formats.vtt_payload import split_voice
from crossreel.formats.xml_parsing import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

GONE: Mapping[str, str] = {"display": "none"}


@dataclass(frozen=True, slots=True)
class Place:
    """What an element of the body inherits.

    Attributes:
        begin_ms: when it begins.
        end_ms: when it ends; None where nothing says.
        around: what is inherited in turn; a region lies beneath it all.
        styles: what the element says of itself.
        changes: what is set on elements around for a while.
        looks: the look in each region, as far as it was asked for.
    """

    begin_ms: int = 0
    end_ms: int | None = None
    region: str = ""
    around: "Place | None" = None
    styles: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    agent: str = ""
    language: str = ""
    sequential: bool = False
    timed: bool = False
    looks: dict[str, Look] = field(default_factory=dict, compare=False)

    @property
    def own_styles(self) -> tuple[Mapping[str, str], ...]:
        """What the elements within the body say of themselves, the outermost first."""
        if self.around is None or self.around.around is None:
            return ()
        return (*self.around.own_styles, self.styles)


def read_ttml(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the paragraphs of a document in file order.

    Raises:
        BadInput: it is no XML, or not TTML.
    """
    hints.meter.bounds.check("marks", text.count("<") + text.count("="))
    root = parse_xml(text, notices, frozenset(["p"]))
    if local(root.tag) != "tt":
        raise BadInput("ttml.other_root", name=hints.name)
    own = attributes(root)
    base, declared = time_base(own, hints.frame_rate if "frameRate" in own else _rate_for(text, hints, notices))
    reader = _Reader(root, own, base, hints, notices)
    body = next((child for child in root if reader.kin.name(child) == "body"), None)
    cues: list[DocumentCue] = []
    if body is not None:
        reader.walk(body, Place(language=reader.language), cues)
    reader.say_what_was_left()
    found = tuple(cues) if reader.head.is_own else without_common_white(cues)
    return Document(
        cues=_closed(found),
        language=reader.language,
        frame_rate=declared,
        hour_ms=base.hour_ms,
        extras=reader.head.extras | (body_extras(reader.body_styles) if not reader.head.is_own else {}),
    )


def _rate_for(text: str, hints: ReadHints, notices: Notices) -> Fraction | None:
    """Return the frame rate for a document that declares none: the video's, unless a frame has a number that it has not."""
    most, known = highest_frame(text), hints.frame_rate
    if known is None or most < round(known) or most >= STANDARD_RATES[-1]:
        return known
    taken = Fraction(next(each for each in STANDARD_RATES if each > most))
    notices.add("time.frames_beyond_rate", frame=most, rate=round(float(known), 3), taken=int(taken))
    return taken


def _tag(written: str) -> str:
    tag = normalize_tag(written) if written else None
    return tag if tag and tag != "und" else ""


class _Reader:
    def __init__(self, root: "_Element", own: Mapping[str, str], base: TimeBase, hints: ReadHints, notices: Notices) -> None:
        self.kin = Kin(root)
        self.head: Head = read_head(root, self.kin)
        self.language = _tag(own.get("lang", "")) or self._first_language(root)
        self.body_styles: Mapping[str, str] = {}
        self._base = base
        self._meter = hints.meter
        self._notices = notices
        self._rtl = bool(self.language) and is_right_to_left(self.language)
        self._absolute = "timing" in own
        self._picture = picture_of(own)
        self._root_look = apply(apply(Look(), self.head.sheet.initial), {"space": own.get("space", "default")})
        self._reading = Reading(self.head.sheet, self.head.agents, self.kin, notices)
        self._placements: dict[tuple[str, str, str], str] = {}
        self._exact: dict[str, bool] = {}
        self._region_changes: dict[str, tuple[Change, ...]] = {}
        self._framed = 0  # times that hang on the frame rate
        self._languages: dict[str, int] = {}

    def _first_language(self, root: "_Element") -> str:
        tags = (_tag(attributes(each).get("lang", "")) for each in root.iter() if local(each.tag) in ("body", "div", "p"))
        return next(filter(None, tags), "")

    def say_what_was_left(self) -> None:
        """Say how frames were counted and which languages were found, once all is read."""
        if self._framed and not self._base.rate_known:
            self._notices.add_many("time.frames_assumed", self._framed, 0, rate=str(self._base.frame_rate))
        if len(self._languages) > 1:
            self._notices.add("language.several", 0, languages=list(self._languages))

    def walk(self, element: "_Element", place: Place, cues: list[DocumentCue], depth: int = 1) -> int:
        """Append the cues of a body or div and return when the last of them ends."""
        self._meter.bounds.check("depth", depth)
        inner = self._enter(element, place)
        last_end = inner.begin_ms
        for child in element:
            name = self.kin.name(child)
            if name not in ("div", "p"):
                if not name and self.kin.is_foreign(child):
                    self._notices.add("ttml.foreign", _line(child), element=str(child.tag)[:80])
                continue
            here = replace(inner, begin_ms=last_end) if inner.sequential else inner
            if name == "div":
                last_end = max(last_end, self.walk(child, here, cues, depth + 1))
                continue
            found, end_ms = self._paragraph(child, here)
            last_end = max(last_end, end_ms)
            cues += found
        said = {"end", "dur"} & inner.styles.keys()
        return inner.end_ms if said and inner.end_ms is not None else last_end

    def _enter(self, element: "_Element", place: Place) -> Place:
        found = self.head.sheet.resolve(attributes(element))
        begin_ms, end_ms, timed = self._interval(element, found, place)
        is_body = self.kin.name(element) == "body"
        if is_body:
            self.body_styles = found
        if "backgroundImage" in found or (len(element) and any(local(child.tag) == "image" for child in element)):
            self._notices.add("ttml.image", _line(element))
        for name in lost_looks(found):
            if name not in HOUSE:  # said of each subtitle
                self._notices.drop(FEATURES[name], _line(element))
        changes = place.changes
        if len(element):
            changes = (*changes, *self._lasting(element, begin_ms, end_ms))
        return Place(
            begin_ms=begin_ms,
            end_ms=end_ms,
            region=found.get("region", place.region),
            around=place,
            styles=found,
            changes=changes,
            agent=speaker_in(found, self.head.agents) or place.agent,
            language=_tag(found.get("lang", "")) or place.language,
            sequential=found.get("timeContainer") == "seq",
            timed=timed or (place.timed and self.kin.name(element) != "p"),
        )

    def _lasting(self, element: "_Element", begin_ms: int, end_ms: int | None) -> Iterator[Change]:
        """Give what is set on a body or div: what hides it, and what holds as long as it is shown."""
        if self.kin.name(element) == "p":
            return
        for change in changes_in(element, begin_ms, end_ms, self.kin, self._times):
            if change.holds_over(begin_ms, end_ms) or set(change.styles) <= {"display", "visibility", "opacity"}:
                yield change
            else:
                self._notices.drop("animation", _line(element))

    def _times(self, element: "_Element", found: Mapping[str, str], origin_ms: int) -> tuple[int | None, int | None]:
        """Return when an element begins and ends by its own times, which count from an origin."""
        times = {name: self._read_time(element, found[name]) for name in ("begin", "end", "dur") if name in found}
        offset = 0 if self._absolute else origin_ms
        begin, end, dur = times.get("begin"), times.get("end"), times.get("dur")
        begin_ms = None if begin is None else offset + begin
        ends = [offset + end] if end is not None else []
        ends += [(origin_ms if begin_ms is None else begin_ms) + dur] if dur is not None else []
        return begin_ms, min(ends, default=None)

    def _read_time(self, element: "_Element", written: str) -> int | None:
        value = self._base.milliseconds(written)
        if value is None:
            if written.strip() != "indefinite":
                self._notices.add("ttml.bad_time", _line(element), text=written[:80])
        elif self._base.counts_frames(written):
            self._framed += 1
        return value

    def _interval(self, element: "_Element", found: Mapping[str, str], place: Place) -> tuple[int, int | None, bool]:
        """Return when an element begins and ends, and whether it says so itself; what is around it ends it too."""
        if not is_timed(found):
            return place.begin_ms, place.end_ms, False
        begin, end = self._times(element, found, place.begin_ms)
        begin_ms = place.begin_ms if begin is None else begin
        if end is None or self._absolute:
            return begin_ms, place.end_ms if end is None else end, begin is not None or end is not None
        return begin_ms, clipped(end, place.end_ms), True

    def _paragraph(self, element: "_Element", place: Place) -> tuple[tuple[DocumentCue, ...], int]:
        """Return the cues of a paragraph and when it ends, which what is hidden of it does not hasten."""
        inner = self._enter(element, place)
        self._meter.cue(raw_length(element))
        if place.end_ms is not None and inner.begin_ms >= place.end_ms and not self._absolute:
            self._hide(element)
            return (), place.begin_ms
        ends = [inner.end_ms] if {"end", "dur"} & inner.styles.keys() else []
        changes = (*inner.changes, *self._changes_of_region(inner.region))
        if not changes and (self._absolute or is_still(element, self.kin)):
            cues = tuple(self._cue(element, inner, words_of(element, self._look(inner), self._reading)))
        else:
            line = timeline_of(element, inner.begin_ms, inner.end_ms, self.kin, self._times, self._meter)
            cues = tuple(self._stepwise(element, inner, changes, line))
            ends += [until for _, until in line.spans.values()]
        ends += [cue.end_ms for cue in cues]
        return cues, max((end for end in ends if end is not None), default=place.begin_ms)

    def _stepwise(self, element: "_Element", place: Place, changes: tuple[Change, ...], line: Timeline) -> Iterator[DocumentCue]:
        """Give a cue for each stretch of time in which the same is shown."""
        line.note(*(at for change in changes for at in (change.begin_ms, change.end_ms)))
        if line.animated:
            self._notices.drop("animation", _line(element))
        last: DocumentCue | None = None
        shown = False
        size = raw_length(element)
        for begin_ms, end_ms in line.steps(place.begin_ms, place.end_ms):
            self._meter.step(size)
            look = self._look(place.around or place, place.region)
            for change in changes:
                if change.holds_at(begin_ms):
                    look = apply(look, change.styles)
            look = apply(look, {**place.styles, **line.styles_at(element, begin_ms)})
            words = words_of(element, look, self._reading, line=line, at_ms=begin_ms)
            if not words.markup:
                continue
            shown = True
            for cue in self._cue(element, replace(place, begin_ms=begin_ms, end_ms=end_ms), words, look):
                if (
                    last is not None
                    and last.end_ms == cue.start_ms
                    and replace(last, start_ms=0, end_ms=0) == replace(cue, start_ms=0, end_ms=0)
                ):
                    last = replace(last, end_ms=cue.end_ms)
                    continue
                if last is not None:
                    self._meter.cue(size)
                    yield last
                last = cue
        if last is not None:
            yield last
        if not shown:
            self._hide(element)

    def _hide(self, element: "_Element") -> None:
        text = " ".join("".join(map(str, element.itertext())).split())
        if text:
            self._notices.add("ttml.hidden", _line(element), text=text[:80])

    def _changes_of_region(self, name: str) -> tuple[Change, ...]:
        if name not in self._region_changes:
            element = self.head.sheet.elements.get(name)
            self._region_changes[name] = tuple(self._in_region(element)) if element is not None else ()
        return self._region_changes[name]

    def _in_region(self, region: "_Element") -> Iterator[Change]:
        """Give when a region hides what is in it: outside of its own times, and while it is set so."""
        begin, end = self._times(region, attributes(region), 0)
        if begin:
            yield Change(0, begin, GONE)
        if end is not None:
            yield Change(end, None, GONE)
        yield from changes_in(region, begin or 0, end, self.kin, self._times)

    def _look(self, place: Place, region: str | None = None) -> Look:
        region = place.region if region is None else region
        if region not in place.looks:
            if place.around is None:
                look = apply(self._root_look, self.head.sheet.region(region))
            else:
                look = apply(self._look(place.around, region), place.styles)
            place.looks[region] = replace(look, ruby="") if look.ruby else look
        return place.looks[region]

    def _is_exact(self, name: str) -> bool:
        """Tell whether the place of a region is known to a hair, and is not kept either."""
        if name not in self._exact:
            region = self.head.sheet.region(name)
            vertical = region.get("writingMode", "").strip() in VERTICAL
            self._exact[name] = not vertical and is_exact(region, self._picture)
        return self._exact[name]

    def _placement(self, region: str, look: Look) -> str:
        key = (region, look.align, look.display)
        if key not in self._placements:
            found = self.head.sheet.region(region)
            self._placements[key] = placement_in(found, look, self._picture, right_to_left=self._rtl)
        return self._placements[key]

    def _cue(self, element: "_Element", place: Place, words: Words, look: Look | None = None) -> Iterator[DocumentCue]:
        if words.hidden:
            self._hide(element)
            if not words.markup:
                return
        if not words.markup and not place.timed:
            return
        look = look or self._look(place)
        markup, voice = split_voice(words.markup)
        if place.end_ms is None:
            self._notices.add("time.no_end", _line(element), text=markup[:80])
        if markup and self.head.sheet.has_regions and not self.head.sheet.has_region(place.region):
            self._notices.add("ttml.no_region", _line(element), text=markup[:80])
        placement = self._placement(place.region, look)
        language = place.language if place.language != self.language else ""
        if markup:
            self._languages[place.language] = self._languages.get(place.language, 0) + 1
        region = self.head.sheet.region_itself(place.region)
        styles = (*place.own_styles, words.looks)
        if markup and not self.head.is_own:
            if self._is_exact(place.region):
                self._notices.drop("position", _line(element))
            for feature in sorted(house_features((self.head.sheet.initial, region, self.body_styles, *styles))):
                self._notices.drop(feature, _line(element))
        yield DocumentCue(
            start_ms=place.begin_ms,
            end_ms=-1 if place.end_ms is None else place.end_ms,
            text=markup,
            placement=placement,
            speaker=voice or place.agent,
            language=language,
            extras=cue_extras(styles, region, placement, look.align) | words.extras,
        )


def _line(element: "_Element") -> int:
    return int(getattr(element, "sourceline", None) or 0)


def _closed(cues: tuple[DocumentCue, ...]) -> tuple[DocumentCue, ...]:
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
