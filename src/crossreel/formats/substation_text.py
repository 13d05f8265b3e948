"""The text of ASS and SSA events: override blocks, line breaks and drawings, to and from inline markup."""

import re
from dataclasses import dataclass

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.inline import Span, escape, parse, unescape
from crossreel.formats.colours import from_substation, to_substation
from crossreel.formats.html_tags import LEGACY_ALIGNMENT
from crossreel.formats.markup import JOINER, SpanBuilder, settle_plain

TOKEN = re.compile(r"\{([^{}]*)\}|\\([Nnh{}])")
TAG = re.compile(
    r"\\(?:(\w+\([^()]*(?:\([^()]*\)[^()]*)*\)?)|(an|a)(\d{1,2})|([ibu])(\d{0,4})(?![A-Za-z])|(1?c)(&?H?[0-9A-Fa-f]*&?)(?![A-Za-z])|(p)(\d)|(r)([^\\]*)|([^\\]*))"
)
BREAKS = {"N": "\n", "n": "\n", "h": "\xa0", "{": "{", "}": "}"}
_LITERAL = re.compile(r"\\(?=[Nnh{}]|\Z)")


@dataclass(frozen=True, slots=True)
class BaseStyle:
    """What a style line says that inline markup and placement can say too."""

    italic: bool = False
    keypad: str = "2"


_USUAL = BaseStyle()


@dataclass(frozen=True, slots=True)
class Said:
    """An event's text in our words; `lead` are the overrides at its beginning that we have no word for."""

    markup: str
    placement: str
    lead: str


def read_text(raw: str, style: BaseStyle) -> Said:
    """Read an event's text. Italics of the style become markup; bold of the style is the look of the file and does not."""
    reader = _Reader(style)
    at = 0
    for token in TOKEN.finditer(raw):
        reader.text(raw[at : token.start()])
        at = token.end()
        if token.group(2):
            reader.text(BREAKS[token.group(2)])
        else:
            reader.overrides(token.group(1))
    reader.text(raw[at:])
    placement = reader.placement or ("" if style.keypad == "2" else style.keypad)
    return Said(reader.builder.markup(), placement, "".join(reader.lead))


def find_plain(raw: str, style: BaseStyle) -> str | None:
    """Return the markup of an event's text that holds neither override nor escape and is written again just so, else None."""
    if "{" in raw or "}" in raw or "\xa0" in raw or style.italic:
        return None
    text = raw.replace("\\N", "\n")
    if "\\" in text:
        return None
    markup = escape(text)
    return markup if settle_plain(markup) == markup else None


class _Reader:
    def __init__(self, style: BaseStyle) -> None:
        self.builder = SpanBuilder()
        self.placement = ""
        self.lead: list[str] = []
        self._style = style
        self._drawing = False
        self._begun = False
        self._reset()

    def text(self, text: str) -> None:
        if text and not self._drawing:
            self._begun = True
            self.builder.text(text)

    def overrides(self, block: str) -> None:
        for tag in TAG.finditer(block):
            self._tag(tag)

    def _tag(self, tag: re.Match[str]) -> None:
        call, align, number, style, value, colour, digits, drawing, scale, reset, _name, other = tag.groups()
        if align:
            found = LEGACY_ALIGNMENT.get(int(number), "") if align == "a" else number if number in "123456789" else ""
            self.placement = self.placement or found
        elif style:
            on = value != "0" if value else style == "i" and self._style.italic
            self.builder.set(style, "on" if on else "")
        elif colour:
            self.builder.set("c", from_substation(digits) if digits else "")
        elif drawing:
            self._drawing = scale != "0"
        elif reset:
            self._reset()
        elif (call or other) and not self._begun:
            self.lead.append(f"\\{call or other}")

    def _reset(self) -> None:
        for name in ("b", "u", "c"):
            self.builder.set(name, "")
        self.builder.set("i", "on" if self._style.italic else "")


def write_text(markup: str, placement: str, lead: str, style: BaseStyle) -> str:
    """Write inline markup as an event's text: alignment and kept overrides first, then switches where the style changes."""
    if not placement and not lead and style == _USUAL and "<" not in markup:
        return escape_text(unescape(markup))
    head = lead
    wanted = str(read_placement(placement).key)
    if wanted != style.keypad or placement == "2":
        head = f"\\an{wanted}{lead}"
    pieces = [f"{{{head}}}"] if head else []
    before = Span(text="", italic=style.italic)
    for span in parse(markup):
        switches = _switches(before, span)
        if switches:
            pieces.append(f"{{{switches}}}")
        pieces.append(escape_text(span.text))
        before = span
    return "".join(pieces)


def _switches(before: Span, span: Span) -> str:
    out = ""
    for old, new, tag in (
        (before.italic, span.italic, "i"),
        (before.bold, span.bold, "b"),
        (before.underline, span.underline, "u"),
    ):
        if old != new:
            out += f"\\{tag}{int(new)}"
    if before.colour != span.colour:
        out += f"\\c{to_substation(span.colour)}" if span.colour else "\\c"
    return out


def escape_text(text: str) -> str:
    """Return characters as ASS text. A backslash that would start a code gets an invisible joiner behind it."""
    text = _LITERAL.sub("\\\\" + JOINER, text) if "\\" in text else text
    return text.replace("{", "\\{").replace("}", "\\}").replace("\xa0", "\\h").replace("\n", "\\N")
