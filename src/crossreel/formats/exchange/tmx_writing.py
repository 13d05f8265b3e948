"""Writing TMX 1.4b, unit by unit."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from crossreel.domain.remembering.unit import MemoryUnit
from crossreel.formats.exchange.tmx_markup import fill_segment
from crossreel.formats.exchange.tmx_reading import ALL, XML_LANGUAGE
from crossreel.formats.markup import CONTROLS

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write_units(stream: IO[bytes], units: Iterable[MemoryUnit], *, source_language: str, version: str) -> int:
    """Write a memory and return how many units it has.

    Args:
        stream: where to; the bytes are UTF-8.
        units: in the order of the file.
        source_language: of all of them; "" where it differs from one to another.
        version: of the program.
    """
    from lxml import etree

    count = 0
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype(DOCTYPE)
        with file.element("tmx", version="1.4"):
            header = etree.Element(
                "header", creationtool="Crossreel", creationtoolversion=version, segtype="phrase", adminlang="en", datatype="xml",
                srclang=source_language or ALL,
            )  # fmt: skip
            header.set("o-tmf", "crossreel")
            file.write("\n", header, "\n")
            with file.element("body"):
                for unit in units:
                    file.write("\n", _element(unit, source_language))
                    count += 1
                file.write("\n")
            file.write("\n")
    stream.write(b"\n")
    return count


def _element(unit: MemoryUnit, source_language: str) -> "_Element":
    from lxml import etree

    element = etree.Element("tu")
    if unit.unit_id:
        element.set("tuid", unit.unit_id)
    if unit.source_language != source_language:
        element.set("srclang", unit.source_language or ALL)
    if unit.made_ms:
        element.set("creationdate", datetime.fromtimestamp(unit.made_ms / 1000, UTC).strftime("%Y%m%dT%H%M%SZ"))
    if unit.author:
        element.set("creationid", CONTROLS.sub("", unit.author))
    for name, told in unit.facts.items():
        etree.SubElement(element, "prop", type=f"x-{name}").text = CONTROLS.sub("", told)
    for tag, markup in unit.texts.items():
        variant = etree.SubElement(element, "tuv")
        variant.set(XML_LANGUAGE, tag)
        fill_segment(etree.SubElement(variant, "seg"), markup)
    return element
