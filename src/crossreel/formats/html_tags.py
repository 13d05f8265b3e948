"""The tags SubRip borrowed: HTML's `<i> <b> <u> <font color>` and ASS's `{\\an8}` and `{\\i1}`."""

import re

from crossreel.domain.text.inline import Span
from crossreel.formats.colours import from_substation, parse_colour
from crossreel.formats.markup import SpanBuilder
from crossreel.formats.notices import Notices

HTML_TAG = re.compile(r"<\s*+(/?)\s*+(i|b|u|em|strong|font|ruby|rt|br|s|strike)\b([^<>]*)>", re.IGNORECASE)
ASS_OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")
TAG_STARTS = (re.compile(r"<\s*+/?\s*+(?:i|b|u|em|strong|font|ruby|rt|br|s|strike)\b", re.IGNORECASE), re.compile(r"\{\\"))
TOKEN = re.compile(f"{HTML_TAG.pattern}|({ASS_OVERRIDE.pattern})", re.IGNORECASE)
COLOUR = re.compile(r"""color\s*+[=:]\s*+["']?\s*+([#\w(), ]+)""", re.IGNORECASE)
SWITCH = re.compile(r"\\(?:(an?)(\d{1,2})|([ibu])(\d{1,3})?(?![a-z])|(?:1?c)(&[^\\}]*)?(?![a-z]))")
# Text with `<i>`, `<b>` or `<u>` round parts of it and nothing else is the same in SubRip and in our markup.
_PART = r"<([ibu])>(?![ \t\n])[^<>&{]+(?<![ \t\n])</\%d>"
SIMPLE = re.compile(rf"[^<>&{{]*(?:{_PART % 1}[^<>&{{]+)*(?:{_PART % 2})?").fullmatch
NAMES = {"em": "i", "strong": "b", "font": "c"}
LEGACY_ALIGNMENT = {1: "1", 2: "2", 3: "3", 5: "7", 6: "8", 7: "9", 9: "4", 10: "5", 11: "6"}


def read_markup(raw: str, notices: Notices) -> tuple[str, str]:
    """Return the inline markup of a cue's raw text and its placement. Unknown tags stay as text."""
    builder = SpanBuilder()
    placement, at = "", 0
    for token in TOKEN.finditer(raw):
        builder.text(raw[at : token.start()])
        at = token.end()
        if token.group(4):
            placement = _override(token.group(4), builder, notices) or placement
        else:
            _tag(token.group(1) == "/", token.group(2).lower(), token.group(3), builder, notices)
    builder.text(raw[at:])
    return builder.markup(), placement


def _tag(closing: bool, name: str, attributes: str, builder: SpanBuilder, notices: Notices) -> None:
    name = NAMES.get(name, name)
    if name == "br":
        builder.text("\n")
    elif name in ("s", "strike"):
        notices.add("inline.dropped", tag=name)
    elif closing:
        builder.close(name)
    else:
        found = COLOUR.search(attributes) if name == "c" else None
        builder.open(name, parse_colour(found.group(1)) if found else "")


def _override(block: str, builder: SpanBuilder, notices: Notices) -> str:
    placement = ""
    known = 0
    for match in SWITCH.finditer(block):
        known += len(match.group())
        align, number, style, value, colour = match.groups()
        if align:
            placement = number if align == "an" and number in "123456789" else LEGACY_ALIGNMENT.get(int(number), "")
        elif style:
            builder.set(style, "on" if value and value != "0" else "")
        else:
            builder.set("c", from_substation(colour or ""))
    if known < len(block) - 2:
        notices.add("inline.dropped", tag=block[:40])
    return placement


def opening(span: Span) -> tuple[str, str]:
    """Return the tags before and after a span: font colour, bold, italic, underline."""
    before, after = "", ""
    if span.colour:
        before, after = f'<font color="{span.colour}">', "</font>"
    for on, tag in ((span.bold, "b"), (span.italic, "i"), (span.underline, "u")):
        if on:
            before, after = f"{before}<{tag}>", f"</{tag}>{after}"
    return before, after
