"""The text of a TTML paragraph: spans, line breaks, ruby and white space, as inline markup."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossreel.domain.text.inline import Span, canonical, escape, render
from crossreel.formats.markup import settle
from crossreel.formats.ttml_styles import Look, StyleSheet, apply, attributes, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\n]+")


@dataclass(slots=True)
class Run:
    """Characters in one look, with the reading over them."""

    text: str
    look: Look
    voice: str = ""
    reading: str = ""


def paragraph_markup(
    element: "_Element", look: Look, sheet: StyleSheet, agents: Mapping[str, str], *, timed_apart: bool = False
) -> str:
    """Return the inline markup of a `p` (or of a timed `span`) whose own styles are `look`.

    Spans with times of their own are left out when they are told apart: they are cues themselves.
    """
    if not len(element) and look.preserve and not (look.italic or look.bold or look.underline or look.colour):
        return settle(escape(element.text or ""))
    runs = _joined(list(_Runs(sheet, agents, timed_apart=timed_apart).inside(element, look, "")))
    spans = [
        Span(
            text=run.text,
            italic=run.look.italic,
            bold=run.look.bold,
            underline=run.look.underline,
            colour=run.look.colour,
            voice=run.voice,
            reading=run.reading,
        )
        for run in runs
        if run.text
    ]
    return settle(canonical(render(spans)))


class _Runs:
    def __init__(self, sheet: StyleSheet, agents: Mapping[str, str], *, timed_apart: bool) -> None:
        self._sheet = sheet
        self._agents = agents
        self._timed_apart = timed_apart

    def inside(self, element: "_Element", look: Look, voice: str) -> Iterator[Run]:
        yield from _text(element.text, look, voice)
        for child in element:
            name = local(child.tag)
            if name == "br":
                yield Run("\n", replace(look, preserve=True), voice)
            elif name == "span":
                yield from self._span(child, look, voice)
            yield from _text(child.tail, look, voice)

    def _span(self, span: "_Element", look: Look, voice: str) -> Iterator[Run]:
        own = attributes(span)
        if self._timed_apart and is_timed(own):
            return
        found = self._sheet.resolve(own)
        inner = apply(look, found)
        said = self._agents.get(found.get("agent", ""), voice)
        if inner.ruby == "container":
            yield from _ruby(span, inner, self._sheet, said)
        elif inner.ruby not in ("delimiter", "text"):
            yield from self.inside(span, inner, said)


def is_timed(own: Mapping[str, str]) -> bool:
    """Tell whether an element with these attributes has times of its own."""
    return "begin" in own or "end" in own or "dur" in own


def raw_length(element: "_Element") -> int:
    """Return the characters of a paragraph, each element in it counted as a short tag."""
    if not len(element):
        return len(element.text or "")
    return sum(5 + len(each.text or "") + len(each.tail or "") for each in element.iter())


def _text(text: str | None, look: Look, voice: str) -> Iterator[Run]:
    if text:
        yield Run(text if look.preserve else _BLANKS.sub(" ", text), look, voice)


def _ruby(container: "_Element", look: Look, sheet: StyleSheet, voice: str) -> Iterator[Run]:
    """Pair bases with readings in order; readings on the other side of the base are kept with the first."""
    bases: list[Run] = []
    readings: list[str] = []
    for each in container.iter():
        if each is container or local(each.tag) != "span":
            continue
        inner = apply(look, sheet.resolve(attributes(each)))
        text = "".join(map(str, each.itertext()))
        if not look.preserve:
            text = _BLANKS.sub(" ", text).strip()
        if inner.ruby == "base":
            bases.append(Run(text, inner, voice))
        elif inner.ruby == "text":
            readings.append(text)
    for at, base in enumerate(bases):
        base.reading = readings[at] if at < len(readings) else ""
    yield from bases


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
    return out
