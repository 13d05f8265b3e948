"""Inline markup in TMX segments: paired codes, line breaks and highlighted words, there and back.

TMX 1.4b keeps what is no text inside `bpt`/`ept` pairs, `ph` and `it`; what they hold is the tool's own. Ours hold our own tags,
so that nothing is lost between two of ours; from others the kinds that the standard names and tags of HTML are understood.
"""

import re
from typing import TYPE_CHECKING

from crossreel.domain.text.inline import TAG, canonical, escape, unescape
from crossreel.formats.markup import CONTROLS
from crossreel.formats.notices import Notices

if TYPE_CHECKING:
    from lxml.etree import _Element

DROPPED = "memory.markup_dropped"
LINE_BREAK = "<br/>"
_PIECE = re.compile(r"(?P<ruby><rt>.*?</rt>)|(?P<tag></?(?:ruby|i|b|u|c|v)(?:=[^<>]*)?>)|(?P<line>\n)")
_TYPES = {"i": "italic", "b": "bold", "u": "ulined", "c": "color"}
_OPENING = {"italic": "<i>", "bold": "<b>", "ulined": "<u>", "em": "<i>", "strong": "<b>"}
_HTML = re.compile(r"<(i|b|u|em|strong)(?:\s[^<>]*)?>", re.IGNORECASE)
_COLOUR = re.compile(r"<font\s[^<>]*?color=[\"']?(#[0-9a-f]{6})[\"']?[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"\s*(?:<br\s*/?>|\\n|\\N|\n)\s*", re.IGNORECASE)
_ROW = re.compile(r"[^\S\n]*\n\s*")


def fill_segment(segment: "_Element", markup: str) -> None:
    """Put inline markup into an empty `seg`."""
    from lxml.etree import SubElement

    text = CONTROLS.sub("", canonical(markup))
    at, number, open_ones = 0, 0, list[str]()
    for match in _PIECE.finditer(text):
        _append(segment, unescape(text[at : match.start()]))
        at = match.end()
        if match["tag"] is not None and match["tag"].startswith("</"):
            code = SubElement(segment, "ept", i=open_ones.pop())
        elif match["tag"] is not None:
            number += 1
            open_ones.append(str(number))
            name = match["tag"].strip("<>").partition("=")[0]
            code = SubElement(segment, "bpt", i=str(number), x=str(number), type=_TYPES.get(name, f"x-{name}"))
        else:
            number += 1
            code = SubElement(segment, "ph", x=str(number), type="lb" if match["line"] else "x-rt")
        code.text = LINE_BREAK if match["line"] else match.group()
    _append(segment, unescape(text[at:]))


def _append(segment: "_Element", text: str) -> None:
    if len(segment):
        segment[-1].tail = (segment[-1].tail or "") + text
    else:
        segment.text = (segment.text or "") + text


def segment_markup(segment: "_Element", notices: Notices) -> str:
    """Return the inline markup of a `seg`; codes that nothing here knows are left out, and told of."""
    text = canonical("".join(_pieces(segment, {}, notices)))
    return _ROW.sub("\n", text).strip()


def _pieces(element: "_Element", opened: dict[str, str], notices: Notices) -> list[str]:
    """Return what an element with text holds, as pieces of markup; `opened` has the closing tags of pairs by their number."""
    found = [escape(element.text or "")]
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "hi":
            tag = _OPENING.get(child.get("type", "").lower(), "")
            found += [tag, *_pieces(child, opened, notices), _closing(tag)]
        elif name == "bpt":
            tag = _opening(child)
            opened[child.get("i", "")] = _closing(tag)
            found.append(tag)
            notices.add_many(DROPPED, not tag)
        elif name == "ept":
            found.append(opened.pop(child.get("i", ""), ""))
        elif name == "ph":
            found.append(_placed(child, notices))
        elif isinstance(child.tag, str):
            notices.add(DROPPED)
        found.append(escape(child.tail or ""))
    return found


def _opening(code: "_Element") -> str:
    """Return our tag for what a pair of codes begins, "" for none."""
    held = (code.text or "").strip()
    if TAG.fullmatch(held) and not held.startswith("</"):
        return held
    html = _HTML.fullmatch(held)
    if html is not None:
        return _OPENING.get(html[1].lower(), f"<{html[1].lower()}>")
    colour = _COLOUR.fullmatch(held)
    return f"<c={colour[1].lower()}>" if colour is not None else _OPENING.get(code.get("type", "").lower(), "")


def _closing(tag: str) -> str:
    return f"</{tag.strip('<>').partition('=')[0]}>" if tag else ""


def _placed(code: "_Element", notices: Notices) -> str:
    held = code.text or ""
    if code.get("type", "").lower() == "lb" or _BREAKS.fullmatch(held):
        return "\n"
    if held.startswith("<rt>") and held.endswith("</rt>"):
        return f"<rt>{escape(unescape(held[4:-5]))}</rt>"
    notices.add(DROPPED)
    return ""
