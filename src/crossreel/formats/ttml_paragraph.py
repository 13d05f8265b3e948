"""The text of a TTML paragraph at a moment: spans, line breaks, ruby and white space, as inline markup."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossreel.domain.text.inline import Span, canonical, escape, plain_text, render
from crossreel.formats.markup import is_loose, settle
from crossreel.formats.notices import Notices
from crossreel.formats.ttml_looks import FEATURES, HOUSE, kept_looks, lost_looks, parts_of
from crossreel.formats.ttml_moments import Timeline
from crossreel.formats.ttml_names import Kin, attributes
from crossreel.formats.ttml_styles import Look, StyleSheet, apply

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\n]+")
HTML: Mapping[str, Mapping[str, str]] = {
    "i": {"fontStyle": "italic"}, "em": {"fontStyle": "italic"}, "b": {"fontWeight": "bold"}, "strong": {"fontWeight": "bold"},
    "u": {"textDecoration": "underline"},
}  # fmt: skip
"""What elements of HTML mean, which stand in documents of people who mix the two up."""

MOST_KNOWN = 2000  # sets of attributes
WITHOUT_TEXT = frozenset(["", "set", "animate", "metadata", "image", "audio", "title", "desc", "copyright", "agent"])


@dataclass(slots=True)
class Run:
    """Characters in one look, with the reading over them."""

    text: str
    look: Look
    voice: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paragraph is read with: styles, speakers by id, which elements count, and where oddities are said."""

    sheet: StyleSheet
    agents: Mapping[str, str]
    kin: Kin
    notices: Notices
    known: dict[tuple[object, ...], tuple[Look, str, list[str]]] = field(default_factory=dict, compare=False)

    def span(self, own: Mapping[str, str], look: Look) -> tuple[Look, str, list[str]]:
        """Return the look inside a span of these attributes, who says it, and the names of looks that are lost.

        Most spans of a document have one of a few sets of attributes: each is worked out once.
        """
        key = (look, *own.items())
        if key not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            found = self.sheet.resolve(own)
            self.known[key] = apply(look, found, inline=True), speaker_in(found, self.agents), lost_looks(found)
        return self.known[key]


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a paragraph as markup, the looks that all of it and parts of it have, and whether something in it is hidden."""

    markup: str
    looks: Mapping[str, str] = field(default_factory=dict)
    parts: list[list[object]] | None = None
    hidden: bool = False

    @property
    def extras(self) -> dict[str, object]:
        """What a cue keeps of the looks of its parts."""
        return {"parts": self.parts, "of": plain_text(self.markup)} if self.parts else {}


def words_of(element: "_Element", look: Look, reading: Reading, *, line: Timeline | None = None, at_ms: int = 0) -> Words:
    """Return the text of a `p` whose own styles are `look`; with a timeline what is shown of it at a moment."""
    if not len(element) and look.is_shown and not (look.italic or look.bold or look.underline or look.colour):
        text = element.text or ""
        return Words(settle(escape(text if look.preserve else _BLANKS.sub(" ", text).strip(" "))))
    gathered = list(_Runs(reading, line, at_ms).inside(element, look, ""))
    runs = _joined([run for run in gathered if run.look.is_shown])
    hidden = any(not run.look.is_shown and run.text.strip() for run in gathered)
    plain = "".join([run.text for run in runs])
    markup = render(_spans(runs))
    if is_loose(plain):
        markup = settle(canonical(markup))
        plain = plain_text(markup)
    if not any(run.look.looks for run in runs):
        return Words(markup, hidden=hidden)
    common = _common(runs)
    parts = parts_of([(run.text, tuple(set(run.look.looks) - common)) for run in runs], plain)
    if parts is None:
        for name in {name for run in runs for name, _ in run.look.looks}:
            reading.notices.drop(FEATURES[name], _line(element))
    return Words(markup, dict(common), parts, hidden)


def _common(runs: list[Run]) -> set[tuple[str, str]]:
    """Return the looks that all letters have and that say as much of the line: those the house has of its own."""
    found: set[tuple[str, str]] | None = None
    for run in runs:
        if run.text.strip():
            found = set(run.look.looks) if found is None else found & set(run.look.looks)
    return {(name, value) for name, value in found or () if name in HOUSE}


def _spans(runs: list[Run]) -> list[Span]:
    """Return runs as spans, neighbours in one look put together at the cost of their letters."""
    spans: list[Span] = []
    first: Run | None = None
    texts: list[str] = []
    for run in runs:
        if first is not None and not run.reading and not first.reading and _mark(run) == _mark(first):
            texts.append(run.text)
            continue
        if first is not None:
            spans.append(_span_of(first, texts))
        first, texts = run, [run.text]
    return [*spans, _span_of(first, texts)] if first is not None else spans


def _mark(run: Run) -> tuple[bool, bool, bool, str, str]:
    return run.look.italic, run.look.bold, run.look.underline, run.look.colour, run.voice


def _span_of(run: Run, texts: list[str]) -> Span:
    look = run.look
    return Span(
        text="".join(texts),
        italic=look.italic,
        bold=look.bold,
        underline=look.underline,
        colour=look.colour,
        voice=run.voice,
        reading=run.reading,
    )


def _line(element: "_Element") -> int:
    return int(getattr(element, "sourceline", None) or 0)


class _Runs:
    def __init__(self, reading: Reading, line: Timeline | None, at_ms: int) -> None:
        self._reading = reading
        self._line = line
        self._at_ms = at_ms

    def inside(self, element: "_Element", look: Look, voice: str) -> Iterator[Run]:
        yield from _text(element.text, look, voice)
        for child in element:
            name = self._reading.kin.name(child)
            if name == "br":
                if self._is_active(child):
                    yield Run("\n", replace(look, preserve=True), voice)
            elif name == "span":
                if self._is_active(child):
                    yield from self._span(child, look, voice)
            elif name and name not in WITHOUT_TEXT:
                self._reading.notices.add("ttml.odd_element", _line(child), element=name)
                yield from self.inside(child, apply(look, HTML.get(name, {}), inline=True), voice)
            elif self._reading.kin.is_foreign(child):
                self._reading.notices.add("ttml.foreign", _line(child), element=str(child.tag)[:80])
            yield from _text(child.tail, look, voice)

    def _is_active(self, element: "_Element") -> bool:
        return self._line is None or self._line.is_active(element, self._at_ms)

    def _span(self, span: "_Element", look: Look, voice: str) -> Iterator[Run]:
        own = attributes(span)
        if self._line is not None:
            own |= self._line.styles_at(span, self._at_ms)
        inner, speaker, lost = self._reading.span(own, look)
        for name in lost:
            self._reading.notices.drop(FEATURES[name], _line(span))
        said = speaker or voice
        if inner.ruby == "container":
            yield from self._ruby(span, inner, said)
        elif inner.ruby not in ("delimiter", "text"):
            yield from self.inside(span, inner, said)

    def _ruby(self, container: "_Element", look: Look, voice: str) -> Iterator[Run]:
        """Pair bases with readings in order; readings on the other side of the base are kept with the first."""
        bases: list[Run] = []
        readings: list[tuple[str, Mapping[str, str]]] = []
        for each in container.iter():
            if each is container or self._reading.kin.name(each) != "span":
                continue
            found = self._reading.sheet.resolve(attributes(each))
            inner = apply(look, found, inline=True)
            text = "".join(map(str, each.itertext()))
            if not look.preserve:
                text = _BLANKS.sub(" ", text).strip()
            if inner.ruby == "base":
                bases.append(Run(text, inner, voice))
            elif inner.ruby == "text":
                readings.append((text, kept_looks(found)))
        for at, base in enumerate(bases):
            base.reading, said = readings[at] if at < len(readings) else ("", {})
            if said:
                base.look = replace(base.look, looks=tuple(sorted({**dict(base.look.looks), **said}.items())))
        yield from bases


def speaker_in(found: Mapping[str, str], agents: Mapping[str, str]) -> str:
    """Return the first name among the agents an element refers to."""
    return next(filter(None, (agents.get(each, "") for each in found.get("agent", "").split())), "")


def raw_length(element: "_Element") -> int:
    """Return the characters of a paragraph, each element in it counted as a short tag."""
    if not len(element):
        return len(element.text or "")
    return sum(5 + len(each.text or "") + len(each.tail or "") for each in element.iter())


def _text(text: str | None, look: Look, voice: str) -> Iterator[Run]:
    if text:
        yield Run(text if look.preserve else _BLANKS.sub(" ", text), look, voice)


def _joined(runs: list[Run]) -> list[Run]:
    """Collapse blanks across runs, and drop them round line breaks, as default white space asks."""
    out: list[Run] = []
    for run in runs:
        if not run.look.preserve and not run.reading:
            before = out[-1].text if out else "\n"
            if run.text.startswith(" ") and (before.endswith((" ", "\n")) or not before):
                run.text = run.text[1:]
        if run.text == "\n" and out and not out[-1].look.preserve:
            out[-1].text = out[-1].text.rstrip(" ")
        if run.text:
            out.append(run)
    if out and not out[-1].look.preserve and not out[-1].reading:
        out[-1].text = out[-1].text.rstrip(" ")
    return [run for run in out if run.text]
