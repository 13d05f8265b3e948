"""The inline markup of cue text: i, b, u, colour, ruby and voice, as one escaped string.

Plain characters stand for themselves; `&`, `<` and `>` are written `&amp;`, `&lt;`, `&gt;`. Tags: `<i>`, `<b>`, `<u>`,
`<c=#rrggbb>`, `<v=Name>` and `<ruby>base<rt>reading</rt></ruby>`, each closed by `</i>`, `</c>` and so on. Lines break at `\\n`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

TAG = re.compile(r"<(/?)(ruby|rt|i|b|u|c|v)(?:=([^<>]*))?>")
ENTITY = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of characters in one style. `reading` is the ruby text over it, `colour` is `#rrggbb`."""

    text: str
    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""
    voice: str = ""
    reading: str = ""


def escape(text: str) -> str:
    """Return plain text as inline markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(markup: str) -> str:
    """Return the characters a viewer reads, ruby readings left out."""
    if "<" not in markup and "&" not in markup:
        return markup
    return "".join(span.text for span in parse(markup))


def drawn_text(markup: str) -> str:
    """Return every character that is drawn: what `plain_text` gives, and the ruby readings."""
    if "<" not in markup and "&" not in markup:
        return markup
    return "".join(span.text + span.reading for span in parse(markup))


def split_lines(markup: str) -> list[list[Span]]:
    """Return the spans of each line; an empty line keeps its place, and where nothing stands in any line there is none.

    A reading belongs to the first line of its base.
    """
    lines: list[list[Span]] = [[]]
    for span in parse(markup):
        reading = " ".join(span.reading.split())
        for index, part in enumerate(span.text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(replace(span, text=part, reading=reading))
                reading = ""
    return lines if any(lines) else []


def parse(markup: str) -> list[Span]:
    """Split markup into spans. Unknown or unbalanced tags are dropped; their text stays."""
    return list(_Parser(markup).spans())


def render(spans: list[Span]) -> str:
    """Write spans as canonical markup; `parse(render(x))` merges nothing and loses nothing."""
    return "".join(_wrap(span) for span in spans)


def restrict(markup: str, allowed: frozenset[str]) -> str:
    """Keep only the named features ("i", "b", "u", "c", "v", "ruby"); the text stays."""

    def keep(span: Span) -> Span:
        return replace(
            span,
            italic=span.italic and "i" in allowed,
            bold=span.bold and "b" in allowed,
            underline=span.underline and "u" in allowed,
            colour=span.colour if "c" in allowed else "",
            voice=span.voice if "v" in allowed else "",
            reading=span.reading if "ruby" in allowed else "",
        )

    return canonical(render([keep(span) for span in parse(markup)]))


def map_text(markup: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the characters of every span and keep the styles."""
    return render([replace(span, text=change(span.text)) for span in parse(markup)])


def canonical(markup: str) -> str:
    """Merge neighbouring spans of one style, so that equal looks give equal strings."""
    merged: list[Span] = []
    for span in parse(markup):
        if merged and not span.reading and replace(merged[-1], text="") == replace(span, text=""):
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        elif span.text:
            merged.append(span)
    return render(merged)


def _wrap(span: Span) -> str:
    out = escape(span.text)
    if span.reading:
        out = f"<ruby>{out}<rt>{escape(span.reading)}</rt></ruby>"
    for on, tag in ((span.underline, "u"), (span.bold, "b"), (span.italic, "i")):
        if on:
            out = f"<{tag}>{out}</{tag}>"
    if span.colour:
        out = f"<c={span.colour}>{out}</c>"
    if span.voice:
        out = f"<v={escape(span.voice)}>{out}</v>"
    return out


class _Parser:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._stack: list[tuple[str, str]] = []

    def spans(self) -> Iterator[Span]:
        at = 0
        base = ""
        for match in TAG.finditer(self._markup):
            text = unescape(self._markup[at : match.start()])
            at = match.end()
            closing, name, value = match.group(1) == "/", match.group(2), match.group(3) or ""
            if name == "rt":
                if closing:
                    if base:
                        yield self._span(base, reading=text)
                    base = ""
                else:
                    base = text
                continue
            if text:
                yield self._span(text)
            self._close(name) if closing else self._stack.append((name, unescape(value)))
        rest = unescape(self._markup[at:])
        if base:
            yield self._span(base)
        if rest:
            yield self._span(rest)

    def _close(self, name: str) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index][0] == name:
                del self._stack[index]
                return

    def _span(self, text: str, reading: str = "") -> Span:
        last = dict(self._stack)
        return Span(
            text=text,
            italic="i" in last,
            bold="b" in last,
            underline="u" in last,
            colour=last.get("c", ""),
            voice=last.get("v", ""),
            reading=reading,
        )
