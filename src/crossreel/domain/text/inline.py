"""The inline markup of cue text: i, b, u, colour, ruby and voice, as one escaped string.

Plain characters stand for themselves; `&`, `<` and `>` are written `&amp;`, `&lt;`, `&gt;`. Tags: `<i>`, `<b>`, `<u>`,
`<c=#rrggbb>`, `<v=Name>` and `<ruby>base<rt>reading</rt></ruby>`, each closed by `</i>`, `</c>` and so on. Lines break at `\\n`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

TAG = re.compile(r"<(/?)(ruby|rt|i|b|u|c|v)(?:=([^<>]*))?>")


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
    if "<" not in markup:
        return [Span(text=unescape(markup))] if markup else []
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
    if "<" not in markup:
        return markup if "&" not in markup and ">" not in markup else escape(unescape(markup))
    return "".join(_wrap(replace(span, text="".join(texts)) if len(texts) > 1 else span) for span, texts in _merged(parse(markup)))


def has_style(markup: str, style: str) -> bool:
    """Tell whether all words of a text are "italic", "bold" or "underline"."""
    return all(getattr(span, style) for span in parse(markup) if span.text.strip())


def with_style(markup: str, style: str, on: bool) -> str:
    """Return a text all in "italic", "bold" or "underline", or without it."""
    return canonical(render([replace(span, **{style: on}) for span in parse(markup)]))  # type: ignore[arg-type]


def _merged(spans: list[Span]) -> Iterator[tuple[Span, list[str]]]:
    """Give the first span of each run in one look, and the texts of all of them; one with a reading stands alone."""
    first: Span | None = None
    texts: list[str] = []
    for span in spans:
        if first is not None and not span.reading and _same_look(first, span):
            texts.append(span.text)
            continue
        if first is not None:
            yield first, texts
        first, texts = (span, [span.text]) if span.text else (None, [])
    if first is not None:
        yield first, texts


def _same_look(one: Span, other: Span) -> bool:
    return (
        one.italic == other.italic
        and one.bold == other.bold
        and one.underline == other.underline
        and one.colour == other.colour
        and one.voice == other.voice
        and one.reading == other.reading
    )


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
    """Walks once over markup; each style has a stack of its own, so that unclosed tags cost nothing later."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._open: dict[str, list[str]] = {}

    def spans(self) -> Iterator[Span]:
        at = 0
        base = ""
        for match in TAG.finditer(self._markup):
            text = unescape(self._markup[at : match.start()])
            at = match.end()
            closing, name, value = match.group(1) == "/", match.group(2), match.group(3) or ""
            if name == "rt":
                if base and (closing or text):
                    yield self._span(base, reading=text if closing else "")
                base = "" if closing else text
                continue
            if text:
                yield self._span(text)
            if not closing:
                self._open.setdefault(name, []).append(unescape(value))
            elif self._open.get(name):
                self._open[name].pop()
        rest = unescape(self._markup[at:])
        if base:
            yield self._span(base)
        if rest:
            yield self._span(rest)

    def _span(self, text: str, reading: str = "") -> Span:
        colours, voices = self._open.get("c"), self._open.get("v")
        return Span(
            text=text,
            italic=bool(self._open.get("i")),
            bold=bool(self._open.get("b")),
            underline=bool(self._open.get("u")),
            colour=colours[-1] if colours else "",
            voice=voices[-1] if voices else "",
            reading=reading,
        )
