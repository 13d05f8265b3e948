"""A line as it is sent to a model that translates, and what of its answer becomes a translation again."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from crossreel.domain.text.inline import TAG, Span, canonical, parse, plain_text, render, restrict, unescape

BREAK = "⏎"
STYLES = frozenset({"i", "b", "u", "c"})
SPEAKS = re.compile(r"^\s*[-–—－‐]")
BROKEN = re.compile(r"\s*(?:⏎|\\n|<br\s*/?>)\s*", re.IGNORECASE)


class MarkupLost(Exception):
    """The tags of an answer are not those of the line."""


class BreakLost(Exception):
    """An answer has not as many parts as people speak in the line."""


@dataclass(frozen=True, slots=True)
class SentLine:
    """A line of the source, made ready to be sent.

    Attributes:
        text: one line; with tags only where a part of it looks different from the rest.
        look: what all of it looks like, where that is the same; its tags are not sent but put round the translation.
        parts: in how many parts it is spoken.
    """

    text: str
    look: Span | None
    parts: int

    def restored(self, answer: str) -> str:
        """Return an answer as inline markup, in the look and the parts of the line.

        Raises:
            MarkupLost: it has other tags than were sent.
            BreakLost: it has another number of parts.
        """
        parts = [each for each in BROKEN.split(answer.strip()) if each]
        if self.parts > 1 and len(parts) != self.parts:
            raise BreakLost
        text = ("\n" if self.parts > 1 else " ").join(parts)
        if self.look is not None:
            return canonical(render([replace(self.look, text=unescape(TAG.sub("", text)), reading="")])) if text else ""
        if _tags(text) != _tags(self.text):
            raise MarkupLost
        return canonical(text)


def sent_line(markup: str) -> SentLine:
    """Make a line ready to be sent."""
    spans = [replace(span, reading="") for span in parse(markup)]
    shown = {replace(span, text="") for span in spans if span.text.strip()}
    look = next(iter(shown)) if len(shown) == 1 else None if shown else Span(text="")
    text = plain_text(markup) if look is not None else restrict(render(spans), STYLES)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    spoken = len(lines) > 1 and all(SPEAKS.match(TAG.sub("", line)) for line in lines)
    return SentLine((f" {BREAK} " if spoken else " ").join(lines), look, len(lines) if spoken else 1)


def _tags(text: str) -> Counter[tuple[str, str, str]]:
    return Counter((closing, name, value.lower()) for closing, name, value in TAG.findall(text))
