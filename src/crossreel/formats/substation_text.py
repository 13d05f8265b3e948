"""The text of ASS and SSA events: override blocks, line breaks and drawings, to and from inline markup."""

import re
from dataclasses import dataclass

from crossreel.domain.text.inline import Span, escape, parse, unescape
from crossreel.formats.colours import from_substation, to_substation
from crossreel.formats.html_tags import LEGACY_ALIGNMENT
from crossreel.formats.markup import JOINER, SpanBuilder, settle_plain
from crossreel.formats.substation_places import Point, find_place, place_by_margins, points_of
from crossreel.formats.substation_styles import NO_WRAP, BaseStyle, Styles

TOKEN = re.compile(r"\{([^{}]*)\}|\\([Nnh{}])")
TAG = re.compile(
    r"\\(?:(\w+\([^()]*(?:\([^()]*\)[^()]*)*\)?)|(an|a)(\d{1,2})|([ibu])(\d{0,4})(?![A-Za-z])|(1?c)(&?H?[0-9A-Fa-f]*&?)(?![A-Za-z])|(p)(\d)|(r)([^\\]*)|([^\\]*))"
)
BREAKS = {"N": "\n", "h": "\xa0", "{": "{", "}": "}"}
NO_COLOUR = "&H00FFFFFF&"  # how we write the usual white in a style of another colour; others leave the first two digits out
BOLD_WEIGHT = 600
_WRAP = re.compile(r"q *(-?\d*)")  # how the lines of an event are broken
_LITERAL = re.compile(r"\\(?=[Nnh{}]|\Z)")


@dataclass(frozen=True, slots=True)
class Said:
    """An event's text in our words.

    `lead` are the overrides at its beginning that we have no word for; `anchor` is the alignment it names, 0 where it names none;
    it is `lost` where it stands at no point of the picture.
    """

    markup: str
    placement: str
    lead: str
    anchor: int = 0
    lost: bool = False
    drawn: bool = False


def read_text(raw: str, style: BaseStyle, styles: Styles) -> Said:
    """Read an event's text. Italics, bold, underlines and the colour of its style become markup."""
    reader = _Reader(style, styles)
    at = 0
    for token in TOKEN.finditer(raw):
        reader.text(raw[at : token.start()])
        at = token.end()
        if token.group(2):
            reader.text(BREAKS.get(token.group(2)) or reader.soft_break)
        else:
            reader.overrides(token.group(1))
    reader.text(raw[at:])
    key = reader.anchor or style.keypad
    placement = find_place(key, reader.points, style.picture)
    lost = placement is None and bool(reader.points)
    if placement is None:
        placement = place_by_margins(key, style.margins, style.picture)
    markup = reader.builder.markup()
    return Said(markup, placement, "".join(reader.lead), reader.anchor, lost, reader.drawn and not markup)


def find_plain(raw: str, style: BaseStyle) -> str | None:
    """Return the markup of an event's text that holds neither override nor escape and is written again just so, else None."""
    if "{" in raw or "}" in raw or "\xa0" in raw or not style.is_plain:
        return None
    text = raw.replace("\\N", "\n")
    if "\\" in text:
        return None
    markup = escape(text)
    return markup if settle_plain(markup) == markup else None


class _Reader:
    def __init__(self, style: BaseStyle, styles: Styles) -> None:
        self.builder = SpanBuilder()
        self.anchor = 0
        self.points: tuple[Point, ...] = ()
        self.lead: list[str] = []
        self.drawn = False
        self._base = self._style = style
        self._styles = styles
        self._keeps_lines = styles.keeps_lines
        self._drawing = False
        self._begun = False
        self._reset()

    @property
    def soft_break(self) -> str:
        """What `\\n` is here: players break a line at it only where they break none of themselves."""
        return "\n" if self._keeps_lines else " "

    def text(self, text: str) -> None:
        if not text:
            return
        self._begun = True
        if self._drawing:
            self.drawn = True
        else:
            self.builder.text(text)

    def overrides(self, block: str) -> None:
        for tag in TAG.finditer(block):
            self._tag(tag)

    def _tag(self, tag: re.Match[str]) -> None:
        call, align, number, style, value, colour, digits, drawing, scale, reset, name, other = tag.groups()
        if align:
            found = LEGACY_ALIGNMENT.get(int(number), "0") if align == "a" else number if number in "123456789" else "0"
            self.anchor = self.anchor or int(found)
        elif style:
            self.builder.set(style, "on" if self._is_on(style, value) else "")
        elif colour:
            self.builder.set("c", self._style.colour if not digits else "" if digits == NO_COLOUR else from_substation(digits))
        elif drawing:
            self._drawing = scale != "0"
        elif reset:
            self._style = self._styles.of(name) if name.strip() else self._base
            self._reset()
        elif other and (wrap := _WRAP.match(other)):
            self._keeps_lines = int(wrap[1]) == NO_WRAP if wrap[1] in ("0", "1", "2", "3") else self._styles.keeps_lines
        if call:
            self.points = self.points or points_of(call)
        if (call or other) and not self._begun:
            self.lead.append(f"\\{call or other}")

    def _is_on(self, style: str, value: str) -> bool:
        """Tell whether a switch is on: bold is also said by its weight, and without a value the style says it."""
        if value:
            return int(value) == 1 or int(value) >= BOLD_WEIGHT if style == "b" else value != "0"
        return {"i": self._style.italic, "b": self._style.bold, "u": self._style.underline}[style]

    def _reset(self) -> None:
        now = self._style
        for name, on in (("i", now.italic), ("b", now.bold), ("u", now.underline)):
            self.builder.set(name, "on" if on else "")
        self.builder.set("c", now.colour)


def write_text(markup: str, head: str, style: BaseStyle) -> str:
    """Write inline markup as an event's text: the overrides of its head first, then switches where the look changes."""
    if not head and "<" not in markup and style.is_plain:
        return escape_text(unescape(markup))
    pieces = [f"{{{head}}}"] if head else []
    before = Span(text="", italic=style.italic, bold=style.bold, underline=style.underline, colour=style.colour)
    for span in parse(markup):
        switches = _switches(before, span, style)
        if switches:
            pieces.append(f"{{{switches}}}")
        pieces.append(escape_text(span.text))
        before = span
    return "".join(pieces)


def _switches(before: Span, span: Span, style: BaseStyle) -> str:
    out = ""
    for old, new, tag in (
        (before.italic, span.italic, "i"),
        (before.bold, span.bold, "b"),
        (before.underline, span.underline, "u"),
    ):
        if old != new:
            out += f"\\{tag}{int(new)}"
    if before.colour != span.colour:
        plain = f"\\c{NO_COLOUR}" if style.colour else "\\c"
        out += plain if not span.colour else "\\c" if span.colour == style.colour else f"\\c{to_substation(span.colour)}"
    return out


def escape_text(text: str) -> str:
    """Return characters as ASS text. A backslash that would start a code gets an invisible joiner behind it."""
    text = _LITERAL.sub("\\\\" + JOINER, text) if "\\" in text else text
    return text.replace("{", "\\{").replace("}", "\\}").replace("\xa0", "\\h").replace("\n", "\\N")
