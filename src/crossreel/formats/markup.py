"""Turning the tags of subtitle files into inline markup, and inline markup into cells people can read."""

import re
from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.text.inline import TAG, Span, canonical, escape, parse, render, unescape

JOINER = "\u2060"  # WORD JOINER: invisible, keeps literal text from being read as a tag
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACE = " \t"
_LOOSE = re.compile(r"^[ \t\n]|\n[ \t]|[ \t]\n|[ \t\n]\Z")


Look = tuple[bool, bool, bool, str, str]
"""Italic, bold, underline, colour, voice."""


class SpanBuilder:
    """Builds spans from a stream of text and tags. Unclosed tags end with the cue, stray closing tags are ignored.

    Texts are kept in pieces and put together once: a text with a tag between all its letters costs no more than their number.
    """

    def __init__(self, **initial: str) -> None:
        self._open: dict[str, list[str]] = {name: [value] for name, value in initial.items()}
        self._runs: list[tuple[Look, list[str], str]] = []
        self._ruby: list[str] | None = None
        self._reading: list[str] | None = None

    def text(self, text: str) -> None:
        """Add plain characters in the present style."""
        if not text:
            return
        if self._reading is not None:
            self._reading.append(text)
        elif self._ruby is not None:
            self._ruby.append(text)
        else:
            self._add(text)

    def open(self, name: str, value: str = "") -> None:
        """Start a style ("i", "b", "u", "c", "v") or a "ruby" or "rt"; an empty colour or voice keeps the one in force."""
        if name == "ruby":
            self.close("ruby")
            self._ruby = []
        elif name == "rt":
            if self._ruby is not None:
                self._reading = []
        else:
            stack = self._open.setdefault(name, [])
            stack.append(value or (stack[-1] if stack else ""))

    def close(self, name: str) -> None:
        """End the innermost style of that name."""
        if name in ("ruby", "rt"):
            self._close_ruby(whole=name == "ruby")
            return
        if self._open.get(name):
            self._open[name].pop()

    def set(self, name: str, value: str) -> None:
        """Switch a style on (any value) or off (""), as formats with overrides instead of nested tags do."""
        self._open[name] = [value] if value else []

    def markup(self) -> str:
        """Return everything added so far as canonical inline markup, lines stripped of blanks at both ends."""
        self._close_ruby(whole=True)
        spans = [_span(*run) for run in self._runs]
        if len(spans) == 1:
            spans = [replace(spans[0], text=settle_plain(spans[0].text))]
        elif _LOOSE.search("".join([span.text for span in spans])):
            return canonical(render(_settled(spans)))
        return render(spans) if spans and spans[0].text else ""

    def _add(self, text: str, reading: str = "") -> None:
        now = self._open
        colours, voices = now.get("c"), now.get("v")
        look = (
            bool(now.get("i")),
            bool(now.get("b")),
            bool(now.get("u")),
            colours[-1] if colours else "",
            voices[-1] if voices else "",
        )
        if not reading and self._runs and self._runs[-1][0] == look and not self._runs[-1][2]:
            self._runs[-1][1].append(text)
        else:
            self._runs.append((look, [text], reading))

    def _close_ruby(self, *, whole: bool) -> None:
        if self._reading is not None and self._ruby is not None:
            base, reading = (" ".join("".join(part).split("\n")) for part in (self._ruby, self._reading))
            if base:
                self._add(base, reading)
            elif reading:
                self._add(reading)
            self._ruby, self._reading = [], None
        if whole and self._ruby is not None:
            rest, self._ruby = "".join(self._ruby), None
            if rest:
                self._add(rest)


def _span(look: Look, texts: list[str], reading: str) -> Span:
    italic, bold, underline, colour, voice = look
    return Span(text="".join(texts), italic=italic, bold=bold, underline=underline, colour=colour, voice=voice, reading=reading)


def is_loose(text: str) -> bool:
    """Tell whether plain text has blanks round a line, or blank lines round the whole."""
    return _LOOSE.search(text) is not None


def settle(markup: str) -> str:
    """Strip blanks (space and tab, not the ideographic space) around each line, and blank lines around the whole."""
    if "\n" not in markup and " " not in markup and "\t" not in markup:
        return markup
    if "<" not in markup:
        return settle_plain(markup)
    spans = parse(markup)
    if not _LOOSE.search("".join(span.text for span in spans)):
        return markup
    return canonical(render(_settled(spans)))


def settle_plain(text: str) -> str:
    """Do what `settle` does to text without markup."""
    if not _LOOSE.search(text):
        return text
    return "\n".join([line.strip(SPACE) for line in text.split("\n")]).strip("\n")


def _settled(spans: list[Span]) -> list[Span]:
    """Strip lines that run through several spans: cut the whole text into characters kept and dropped."""
    whole = "".join(span.text for span in spans)
    keep = bytearray(b"\x01" * len(whole))
    at = 0
    for line in whole.split("\n"):
        left = len(line) - len(line.lstrip(SPACE))
        right = len(line.rstrip(SPACE))
        for index in (*range(at, at + left), *range(at + max(left, right), at + len(line))):
            keep[index] = 0
        at += len(line) + 1
    first = next((i for i, char in enumerate(whole) if keep[i] and char != "\n"), len(whole))
    last = next((i for i in range(len(whole) - 1, -1, -1) if keep[i] and whole[i] != "\n"), -1)
    at, out = 0, []
    for span in spans:
        text = "".join(c for i, c in enumerate(span.text, at) if keep[i] and first <= i <= last)
        at += len(span.text)
        if text:
            out.append(replace(span, text=text))
    return out


def has_voices(markup: str) -> bool:
    """Tell whether a text names who speaks in it; a voice that speaks blanks alone is nobody's."""
    return "<v=" in markup and any(span.voice.strip() and span.text.strip() for span in parse(markup))


def has_blank_lines(markup: str) -> bool:
    """Tell whether a line holds no character, be it between tags."""
    if "\n" not in markup:
        return False
    text = TAG.sub("", markup) if "<" in markup else markup
    return "\n\n" in text or text.startswith("\n") or text.endswith("\n")


def without_blank_lines(markup: str) -> str:
    """Drop lines without a visible character; no format but a script can hold one safely."""
    if not has_blank_lines(markup):
        return markup
    if "<" not in markup:
        return "\n".join(line for line in markup.split("\n") if line)
    spans: list[Span] = []
    fresh = True
    for span in parse(markup):
        kept = []
        for char in span.text:
            if char != "\n" or not fresh:
                kept.append(char)
            fresh = char == "\n"
        if kept:
            spans.append(replace(span, text="".join(kept)))
    return settle(canonical(render(spans)))


def to_cell(markup: str) -> str:
    """Write inline markup for people: `&` and `<` stay as they are unless they would be read as an entity or a tag."""
    if "&" not in markup:
        return markup
    pieces, at = [], 0
    for match in TAG.finditer(markup):
        pieces += [_readable(markup[at : match.start()]), match.group()]
        at = match.end()
    return "".join((*pieces, _readable(markup[at:])))


def _readable(text: str) -> str:
    plain = re.sub(r"&(?=(?:lt|gt|amp);)", "&amp;", unescape(text))
    return TAG.sub(lambda match: escape(match.group()), plain)


def from_cell(cell: str) -> str:
    """Undo `to_cell`: read what people wrote as canonical inline markup; a `<` that starts no tag is itself."""
    if "<" not in cell and "&" not in cell and ">" not in cell:
        return cell
    pieces, at = [], 0
    for match in TAG.finditer(cell):
        pieces += [escape(unescape(cell[at : match.start()])), match.group()]
        at = match.end()
    return canonical("".join((*pieces, escape(unescape(cell[at:])))))


def break_up(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """Put an invisible joiner after the first character of whatever would be read as a tag, so that it stays text."""
    for pattern in patterns:
        text = pattern.sub(lambda match: match.group()[0] + JOINER + match.group()[1:], text)
    return text
