"""Reading TMX 1.1 to 1.4b, unit by unit: a memory may be far larger than what is held of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.remembering.unit import MemoryUnit
from crossreel.domain.text.language import normalize_tag
from crossreel.formats.exchange.tmx_markup import segment_markup
from crossreel.formats.notices import Notices
from crossreel.formats.xml_parsing import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

ALL = "*all*"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_LANGUAGES = 200  # of one unit
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?)?")


def read_units(stream: IO[bytes], name: str, notices: Notices) -> Iterator[MemoryUnit]:
    """Give the units of a memory in the order of the file.

    Units with less than two texts are left out and told of, and so are texts in a language that is none.

    Args:
        stream: the file, from its first byte.
        name: its name, for sentences.
        notices: told of what was left out.

    Raises:
        BadInput: it is no TMX, or breaks off or is malformed at some line: what came before that was given already.
    """
    from lxml import etree

    parsing = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    said, first = "", True
    try:
        for event, element in parsing:
            local = str(element.tag).rpartition("}")[2]
            if first and local != "tmx":
                raise BadInput("memory.no_tmx", name=name)
            first = False
            if event == "start":
                said = element.get("srclang", "") if local == "header" else said
            elif local == "tu":
                unit = _unit(element, element.get("srclang") or said, notices)
                _let_go(element)
                if unit is not None:
                    yield unit
    except etree.XMLSyntaxError as error:
        if first:
            raise BadInput("memory.no_tmx", name=name) from error
        raise BadInput("memory.malformed", name=name, line=error.lineno or 0) from error
    if first:
        raise BadInput("memory.no_tmx", name=name)


def _let_go(element: "_Element") -> None:
    """Free a unit that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unit(element: "_Element", said: str, notices: Notices) -> MemoryUnit | None:
    texts: dict[str, str] = {}
    made, authors = [_made(element)], [_author(element)]
    for variant in element.iterchildren("{*}tuv"):
        written = variant.get(XML_LANGUAGE) or variant.get("lang") or ""
        tag, segment = _tag(written), variant.find("{*}seg")
        if tag is None:
            notices.add("memory.unknown_language", line_of(variant), language_tag=written[:40])
        elif segment is not None and len(texts) < MOST_LANGUAGES:
            markup = segment_markup(segment, notices)
            if markup:
                texts.setdefault(tag, markup)
            made.append(_made(variant))
            authors.append(_author(variant))
    if len(texts) < 2:
        notices.add("memory.one_language", line_of(element))
        return None
    source = "" if said.strip().lower() == ALL else _tag(said) or ""
    return MemoryUnit(
        source_language=source if source in texts else "", texts=texts, made_ms=max(made),
        author=next((name for name in reversed(authors) if name), ""), facts=_facts(element), unit_id=element.get("tuid") or "",
    )  # fmt: skip


@lru_cache(maxsize=1_024)
def _tag(written: str) -> str | None:
    """Return the catalog's tag, looked up once for each that a file writes."""
    return normalize_tag(written)


def _facts(element: "_Element") -> dict[str, str]:
    told = {str(each.get("type", "")): (each.text or "").strip() for each in element.iterchildren("{*}prop")}
    return {kind.removeprefix("x-"): text for kind, text in told.items() if kind.startswith("x-") and text}


def _author(element: "_Element") -> str:
    return (element.get("changeid") or element.get("creationid") or "").strip()


def _made(element: "_Element") -> int:
    """Return when something was changed or made last, milliseconds since 1970; 0 where it does not say."""
    match = _DATE.match((element.get("changedate") or element.get("creationdate") or "").strip())
    if match is None:
        return 0
    try:
        return int(datetime(*(int(part or 0) for part in match.groups()), tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]
    except (ValueError, OverflowError):
        return 0
