"""Inline markup in XLIFF segments: paired codes, line breaks and readings, there and back.

A code of XLIFF holds nothing; what it stands for lies in the unit's original data. Ours hold our own tags, so that nothing is lost
between two of ours; of others the kinds that the standard names are understood.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crossreel.domain.text.inline import TAG, canonical, escape, unescape
from crossreel.formats.markup import CONTROLS
from crossreel.formats.notices import Notices

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
XLF = f"{{{NAMESPACE}}}"
KINDS = {"i": "xlf:i", "b": "xlf:b", "u": "xlf:u"}
OPENING = {kind: f"<{name}>" for name, kind in KINDS.items()}
LINE_BREAK = "xlf:lb"
_PIECE = re.compile(r"(?P<ruby><rt>.*?</rt>)|(?P<tag></?(?:ruby|i|b|u|c|v)(?:=[^<>]*)?>)|(?P<line>\n)")
_BLANK = " \t\r\n"
_WRAPPED = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_ROW = re.compile(r"[ \t\r]*\n[ \t\r]*")


class OriginalData:
    """What the codes of a unit stand for, each once."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def id_of(self, held: str) -> str:
        """Return the id of what a code stands for."""
        return self.known.setdefault(held, f"d{len(self.known) + 1}")


def fill_text(element: "_Element", markup: str, data: OriginalData) -> None:
    """Put inline markup into an empty `source` or `target`."""
    from lxml.etree import SubElement

    text = CONTROLS.sub("", canonical(markup))
    at, number, open_ones = 0, 0, [element]
    for match in _PIECE.finditer(text):
        _append(open_ones[-1], unescape(text[at : match.start()]))
        at, held = match.end(), match.group()
        if held.startswith("</"):
            open_ones.pop()
            continue
        number += 1
        if match["tag"] is not None:
            open_ones.append(_pair(open_ones[-1], held, str(number), data))
        elif match["line"]:
            SubElement(open_ones[-1], f"{XLF}ph", id=str(number), type="fmt", subType=LINE_BREAK)
        else:
            SubElement(open_ones[-1], f"{XLF}ph", id=str(number), type="other", dataRef=data.id_of(held))
    _append(open_ones[-1], unescape(text[at:]))


def _pair(parent: "_Element", tag: str, number: str, data: OriginalData) -> "_Element":
    from lxml.etree import SubElement

    name = tag.strip("<>").partition("=")[0]
    pair = SubElement(parent, f"{XLF}pc", id=number, type="fmt" if name in KINDS else "other")
    if name in KINDS:
        pair.set("subType", KINDS[name])
    pair.set("dataRefStart", data.id_of(tag))
    pair.set("dataRefEnd", data.id_of(f"</{name}>"))
    return pair


def _append(element: "_Element", text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def text_of(elements: "Iterable[_Element]", data: dict[str, str], notices: Notices) -> str:
    """Return the inline markup of `source` or `target` elements in a row; codes that nothing here knows are left out, and told of.

    Args:
        elements: those of the segments of a unit, and of what stands between them.
        data: what the codes of the unit stand for, by id.
        notices: told of what is left out.
    """
    pieces = [piece for element in elements for piece in _pieces(element, data, notices)]
    return _ROW.sub("\n", canonical("".join(pieces))).strip(_BLANK)


def _pieces(element: "_Element", data: dict[str, str], notices: Notices) -> list[str]:
    found = [escape(_flowing(element.text))]
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "pc":
            tag = _opening(child, data)
            notices.drop("tag", count=not tag)
            found += [tag, *_pieces(child, data, notices), f"</{tag.strip('<>').partition('=')[0]}>" if tag else ""]
        elif name == "mrk":
            found += _pieces(child, data, notices)
        elif name == "ph":
            found.append(_placed(child, data, notices))
        elif isinstance(child.tag, str) and name not in ("sm", "em"):
            notices.drop("tag")
        found.append(escape(_flowing(child.tail)))
    return found


def _flowing(text: str | None) -> str:
    """Return a text whose lines end where tools wrap them: a line of a subtitle ends at a code."""
    return _WRAPPED.sub(" ", text or "")


def _opening(pair: "_Element", data: dict[str, str]) -> str:
    held = data.get(pair.get("dataRefStart", ""), "")
    if TAG.fullmatch(held) and not held.startswith("</"):
        return held
    return OPENING.get(pair.get("subType", ""), "")


def _placed(code: "_Element", data: dict[str, str], notices: Notices) -> str:
    held = data.get(code.get("dataRef", ""), "")
    if code.get("subType") == LINE_BREAK or held.strip().lower() in ("<br/>", "<br>", "\\n"):
        return "\n"
    if held.startswith("<rt>") and held.endswith("</rt>"):
        return f"<rt>{escape(unescape(held[4:-5]))}</rt>"
    notices.drop("tag")
    return ""
