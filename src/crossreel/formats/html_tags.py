"""The tags SubRip borrowed: HTML's `<i> <b> <u> <font color>`, ASS's `{\\an8}` and `{\\i1}`, `{b}`, MicroDVD's and WebVTT's.

The rule for what is no such tag: names of HTML, and any that are closed (`<x>…</x>`), go and their words stay, each name said once
with its count; any other word in angle brackets is text (`<knock>`, `3 < 4 > 2`), and so is any other in braces (`{sighs}`).
Character references are decoded.
"""

import html
import re

from crossreel.domain.text.inline import Span
from crossreel.formats.colours import VTT_CLASSES, from_substation, parse_colour
from crossreel.formats.markup import SpanBuilder
from crossreel.formats.notices import Notices
from crossreel.formats.substation_codes import feature_of

NAMES = {"em": "i", "italic": "i", "strong": "b", "bold": "b", "underline": "u", "font": "c", "color": "c"}
STYLES = frozenset({"i", "b", "u", "c", "ruby", "rt"})
STRUCK = frozenset({"s", "strike", "del"})
WEBVTT = frozenset({"v", "lang"})
_OTHERS = """
a abbr acronym address article aside bdi bdo big blink blockquote body center cite code dd dfn div dl dt h1 h2 h3 h4 h5 h6 head
header hr html img ins kbd label li link mark marquee meta nobr ol p pre q rb rp rtc samp section small span sub sup table tbody td
th title tr tt ul var wbr
"""
HTML = frozenset(_OTHERS.split())
KNOWN = sorted({*NAMES, *STYLES, *STRUCK, *WEBVTT, *HTML, "br"}, key=len, reverse=True)
_TAG = r"[<＜]\s*+(/?)\s*+([A-Za-z][A-Za-z0-9]{0,15})((?:[\s./=:][^<>＜＞]*)?)[>＞]"
_OVERRIDE = r"\{\\[^{}\n]*\}"
_PLACE = r"\{[\\/＼]{0,3} ?an ?[1-9] ?\}"
_BRACES = r"\{(?:/?[ibus]|[yY]:[ibusIBUS,]{1,8}|[cC]:\$[0-9A-Fa-f]{6}|[fFsSpPhHoO]:[^{}\n]{1,40})\}"
_MOMENT = r"<\d{1,3}:\d\d(?::\d\d)?[.,]\d{1,3}>"
_CUT = r"[<＜]/ ?[ibu] ?(?=\n|\Z)"
TOKEN = re.compile(f"{_TAG}|({_OVERRIDE})|({_BRACES})|({_MOMENT})|({_PLACE})|({_CUT})")
TAG_STARTS = (
    re.compile(rf"[<＜]\s*+/?\s*+(?:{'|'.join(KNOWN)})\b", re.IGNORECASE),
    re.compile(
        rf"\{{\\|{_BRACES}|{_PLACE}|{_MOMENT}|&(?=#?\w{{1,32}};)|\\(?=N|u[0-9a-fA-F]{{4}})|[<＜](?=/?c[.>＞])|[<＜](?=\s*+/\s*+[A-Za-z])"
    ),
)
COLOUR = re.compile(r"""color\s*+[=:]\s*+["']?\s*+([#\w(), %.-]+)""", re.IGNORECASE)
SWITCH = re.compile(r"\\(?:(an?)(\d{1,2})|([ibu])(\d{1,3})?(?![a-z])|(?:1?c)(&[^\\}]*)?(?![a-z]))")
_CODE = re.compile(r"\\(\d?[A-Za-z]+)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_FILLED = re.compile(r"\s*/?\s*|.*=.*", re.DOTALL)
# Text with `<i>`, `<b>` or `<u>` round parts of it and nothing else is the same in SubRip and in our markup.
_PART = r"<([ibu])>(?![ \t\n])[^<>&{\\]+(?<![ \t\n])</\%d>"
SIMPLE = re.compile(rf"[^<>&{{＜\\]*(?:{_PART % 1}[^<>&{{＜\\]+)*(?:{_PART % 2})?").fullmatch
LEGACY_ALIGNMENT = {1: "1", 2: "2", 3: "3", 5: "7", 6: "8", 7: "9", 9: "4", 10: "5", 11: "6"}


def is_plain(raw: str) -> bool:
    """Tell whether a text can hold no tag and no character reference."""
    return "\\" not in raw and "<" not in raw and "{" not in raw and "&" not in raw and ">" not in raw and "＜" not in raw


def read_markup(raw: str, notices: Notices) -> tuple[str, str]:
    """Return the inline markup of a cue's raw text and its placement."""
    builder = SpanBuilder()
    placement, at = "", 0
    closed: dict[str, int] | None = None
    raw = decoded(raw, notices)
    for token in TOKEN.finditer(raw):
        closing, name, attributes, override, braces, moment, place, cut = token.groups()
        builder.text(raw[at : token.start()])
        at = token.end()
        if override:
            placement = _override(override, builder, notices) or placement
        elif braces:
            _braces(braces, builder, notices)
        elif moment:
            notices.drop("karaoke")
        elif place:
            placement = place.rstrip(" }")[-1]
        elif cut:
            builder.close(cut.strip()[-1])
        elif not _tag(closing == "/", name.lower(), attributes, builder, notices):
            closed = _closed(raw) if closed is None else closed
            if name.lower() in closed:
                notices.drop(f"<{name.lower()}>", count=int(not closing or closed[name.lower()] == 0))
            else:
                builder.text(token.group())
    builder.text(raw[at:])
    return builder.markup(), placement


def _closed(raw: str) -> dict[str, int]:
    """Return the names that are closed in a text, with how often each is opened."""
    found: dict[str, int] = {}
    opened: dict[str, int] = {}
    for token in TOKEN.finditer(raw):
        closing, name = token[1], (token[2] or "").lower()
        if name:
            counts = found if closing else opened
            counts[name] = counts.get(name, 0) + 1
    return {name: opened.get(name, 0) for name in found}


def decoded(raw: str, notices: Notices) -> str:
    """Return a text with its character references and escapes decoded, also those escaped twice; unknown ones are named."""
    if "\\N" in raw:
        raw = raw.replace("\\N", "\n")
    if "\\u" in raw:
        plain = _ESCAPES.sub(lambda match: _unescaped(match.group()), raw)
        notices.add_many("text.escapes", int(plain != raw), text=plain[:80])
        raw = plain
    for _ in range(2):
        if "&" not in raw:
            break
        raw = _ENTITY.sub(lambda match: html.unescape(match.group()), raw)
    unknown = _ENTITY.search(raw) if "&" in raw else None
    if unknown is not None and html.unescape(unknown.group()) == unknown.group():
        notices.add("text.entity", text=unknown.group())
    return raw


def _unescaped(written: str) -> str:
    """Return the letters of `\\u4f60\\u597d`; halves of a letter stay as they are written."""
    units = bytes.fromhex(written.replace("\\u", ""))
    try:
        return units.decode("utf-16-be")
    except UnicodeDecodeError:
        return written


def _tag(closing: bool, name: str, attributes: str, builder: SpanBuilder, notices: Notices) -> bool:
    """Do what a tag says; False when it is none and stays text."""
    if name in WEBVTT or (name == "c" and not attributes.startswith("=")):
        return _webvtt(closing, name, attributes, builder, notices)
    if name not in HTML and name not in STRUCK and name not in STYLES and name not in NAMES and name != "br":
        return False
    if not _FILLED.fullmatch(attributes):
        return False
    name = NAMES.get(name, name)
    if name == "br":
        builder.text("\n")
    elif name in STRUCK:
        notices.drop("strike", count=int(not closing))
    elif name in HTML:
        _soup(name, attributes, closing, notices)
    elif closing:
        builder.close(name)
    else:
        builder.open(name, _colour(attributes, notices) if name == "c" else "")
    return True


def _soup(name: str, attributes: str, closing: bool, notices: Notices) -> None:
    """Name a tag of HTML that goes."""
    if not closing or name in ("p", "div"):
        notices.drop(f"<{name}>", count=int(not closing))


def _colour(attributes: str, notices: Notices) -> str:
    """Return the colour of a font; what else it says, and a colour that is none, is named."""
    low = attributes.lower()
    notices.drop("font", count=int("face" in low))
    notices.drop("font_size", count=int("size" in low))
    found = COLOUR.search(attributes)
    if found is None:
        return ""
    colour = parse_colour(found.group(1))
    if not colour:
        notices.add("inline.no_colour", text=found.group(1).strip()[:40])
    return colour


def _webvtt(closing: bool, name: str, attributes: str, builder: SpanBuilder, notices: Notices) -> bool:
    if name == "lang":
        notices.drop("lang", count=int(not closing))
    elif closing:
        builder.close(name)
    elif name == "v":
        words = attributes.partition(" ")[2] if attributes[:1] in (".", " ") else ""
        if not words.strip():
            return False
        builder.close("v")
        builder.open("v", " ".join(words.split()))
    else:
        builder.open("c", next((VTT_CLASSES[each] for each in attributes.split(".") if each in VTT_CLASSES), ""))
    return True


def _braces(written: str, builder: SpanBuilder, notices: Notices) -> None:
    """Do what `{b}`, `{Y:i}` and `{c:$0000FF}` say, as SubRip and MicroDVD write them."""
    inner = written[1:-1]
    code, _, value = inner.partition(":")
    if not value:
        name = code[-1]
        if name == "s":
            notices.drop("strike", count=int(code[0] != "/"))
        else:
            builder.set(name, "" if code[0] == "/" else "on")
    elif code in "yY":
        for name in value.lower().split(","):
            if name in ("i", "b", "u"):
                builder.set(name, "on")
    elif code in "cC":
        builder.set("c", f"#{value[5:7]}{value[3:5]}{value[1:3]}".lower())
    else:
        notices.drop({"f": "font", "s": "font_size"}.get(code.lower(), "position"))


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
        for code in dict.fromkeys(_CODE.findall(SWITCH.sub("", block))):
            notices.drop(feature_of(code))
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
