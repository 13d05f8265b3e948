"""XLIFF 2.1 (.xlf): a unit a cue with its id, times and room, the source and one translation of it, for translation tools.

After OASIS XLIFF 2.1: the module for metadata holds what a tool has to give back, the one for size restrictions how many characters
a translation may have.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Table
from crossreel.domain.text.document import CHARACTER_LIMIT, Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import clock
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import CONTROLS, to_cell
from crossreel.formats.notices import Notices
from crossreel.formats.tables.gathering import gathered, reader_of
from crossreel.formats.tables.headers import SOURCE_MARK
from crossreel.formats.tables.writing import base_text
from crossreel.formats.xliff_markup import NAMESPACE, XLF, OriginalData, fill_text, text_of
from crossreel.formats.xml_parsing import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = "2.1"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
MDA, SLR = f"{{{METADATA}}}", f"{{{SIZES}}}"
NAMES: Any = {None: NAMESPACE, "mda": METADATA, "slr": SIZES}
CODEPOINTS = "xliff:codepoints"
CATEGORY = "crossreel"
UNKNOWN_LANGUAGE = "und"
KEPT = ("cue_id", "episode", "in", "out", "speaker", "base")
"""What stands in the metadata of a unit and comes back as a column of that name."""
TRANSLATED, INITIAL = "translated", "initial"


def sniff(head: str, name: str) -> float:
    """Rate by the namespace."""
    return 0.95 if NAMESPACE in head else 0.3 * name.endswith((".xlf", ".xliff"))


def read_tables(text: str, hints: ReadHints, notices: Notices) -> tuple[Table, ...]:
    """Return the units as a table: ids, times, speakers, source, translation and note.

    Raises:
        BadInput: it is no XLIFF 2.
    """
    root = parse_xml(text, notices, {"unit", "source"})
    source, target = root.get("srcLang", ""), root.get("trgLang", "")
    if root.tag != f"{XLF}xliff":
        raise BadInput("xliff.no_xliff", name=hints.name)
    told = [_told(unit, hints) for unit in root.iter(f"{XLF}unit")]
    kept = [name for name in KEPT if not told or any(each.get(name) for each in told)]
    head = [*kept, f"{source or 'source'}{SOURCE_MARK if source else ''}", *([target] if target else []), "note"]
    rows = [
        [*(each.get(name, "") for name in kept), *_texts(unit, bool(target), notices)]
        for each, unit in zip(told, root.iter(f"{XLF}unit"), strict=True)
    ]
    return (Table(rows=gathered([head, *rows], hints)),)


def _told(unit: "_Element", hints: ReadHints) -> dict[str, str]:
    """Return what the metadata of a unit say; the id of one without any is that of its cue."""
    hints.meter.step()
    told = {each.get("type", ""): each.text or "" for each in unit.iter(f"{MDA}meta")}
    unit_id = unit.get("id", "")
    if unit_id.isdecimal():
        told.setdefault("cue_id", unit_id)
    return told


def _texts(unit: "_Element", translated: bool, notices: Notices) -> list[str]:
    """Return the cells of source, translation and note."""
    data = {each.get("id", ""): each.text or "" for each in unit.iterfind(f"{XLF}originalData/{XLF}data")}
    note = "\n".join(each.text or "" for each in unit.iterfind(f"{XLF}notes/{XLF}note"))
    texts = [_said(unit, "source", data, notices), *([_said(unit, "target", data, notices)] if translated else [])]
    return [*map(to_cell, texts), note]


def _said(unit: "_Element", name: str, data: dict[str, str], notices: Notices) -> str:
    """Return what all segments of a unit say, as one text; what stands between them is the same in every language."""
    parts: list[_Element | None] = []
    for part in unit:
        if part.tag == f"{XLF}segment":
            parts.append(part.find(f"{XLF}{name}"))
        elif part.tag == f"{XLF}ignorable":
            own = part.find(f"{XLF}{name}")
            parts.append(own if own is not None else part.find(f"{XLF}source"))
    return text_of([part for part in parts if part is not None], data, notices)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write a file element for each episode.

    Raises:
        BadInput: it has translations into several languages.
    """
    from lxml import etree

    source = document.language or options.language or UNKNOWN_LANGUAGE
    targets = tuple(dict.fromkeys(tag for cue in document.cues for tag in cue.texts if tag != document.language))
    if len(targets) > 1:
        raise BadInput("script.one_translation", languages=list(targets))
    target = targets[0] if targets else ""
    root = etree.Element(f"{XLF}xliff", nsmap=NAMES, version=VERSION, srcLang=source)
    if target:
        root.set("trgLang", target)
    for number, cues in groupby(document.cues, key=lambda cue: cue.extras.get("episode", "")):
        root.append(_file(str(number), list(cues), target, options))
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _file(episode: str, cues: list[DocumentCue], target: str, options: WriteOptions) -> "_Element":
    from lxml.etree import Element, SubElement

    file = Element(f"{XLF}file", id=f"e{episode or 1}", canResegment="no")
    if options.title:
        file.set("original", CONTROLS.sub("", f"{options.title} {episode}".strip()))
    if any(_limit(cue) for cue in cues):
        SubElement(file, f"{SLR}profiles", generalProfile=CODEPOINTS)
    for at, cue in enumerate(cues, start=1):
        file.append(_unit(cue, at, target))
    return file


def _unit(cue: DocumentCue, at: int, target: str) -> "_Element":
    from lxml.etree import Element, SubElement

    unit = Element(f"{XLF}unit", id=f"u{at}" if cue.cue_id is None else str(cue.cue_id))
    unit.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    limit = _limit(cue)
    if limit:
        unit.set(f"{SLR}sizeRestriction", limit)
    group = SubElement(SubElement(unit, f"{MDA}metadata"), f"{MDA}metaGroup", category=CATEGORY)
    for name, value in _kept(cue):
        SubElement(group, f"{MDA}meta", type=name).text = CONTROLS.sub("", value)
    note = CONTROLS.sub("", str(cue.extras.get("note", "")))
    if note:
        SubElement(SubElement(unit, f"{XLF}notes"), f"{XLF}note").text = note
    _fill(unit, cue.text, cue.texts.get(target, ""))
    return unit


def _fill(unit: "_Element", source: str, translation: str) -> None:
    """Put the segment into a unit, and before it what its codes stand for."""
    from lxml.etree import Element, SubElement

    data = OriginalData()
    segment = Element(f"{XLF}segment", state=TRANSLATED if translation else INITIAL)
    fill_text(SubElement(segment, f"{XLF}source"), source, data)
    if translation:
        fill_text(SubElement(segment, f"{XLF}target"), translation, data)
    if data.known:
        original = SubElement(unit, f"{XLF}originalData")
        for held, name in data.known.items():
            SubElement(original, f"{XLF}data", id=name).text = held
    unit.append(segment)


def _kept(cue: DocumentCue) -> Iterator[tuple[str, str]]:
    extras: Mapping[str, object] = cue.extras
    if cue.cue_id is not None:
        yield "cue_id", str(cue.cue_id)
    if "episode" in extras:
        yield "episode", str(extras["episode"])
    if cue.timed:
        yield "in", clock(cue.start_ms)
        yield "out", clock(cue.end_ms)
    if cue.speaker:
        yield "speaker", cue.speaker
    if "signs" in extras:
        yield "place", str(extras.get("place", ""))
    if base_text(extras.get("base")):
        yield "base", base_text(extras.get("base"))
    if _limit(cue):
        yield CHARACTER_LIMIT, _limit(cue)


def _limit(cue: DocumentCue) -> str:
    return str(cue.extras.get(CHARACTER_LIMIT, ""))


TITLE = "XLIFF 2.1"
FORMAT = Format(
    id="xliff",
    title=TITLE,
    extensions=("xlf", "xliff"),
    sniff=sniff,
    read=reader_of(read_tables, TITLE),
    read_tables=read_tables,
    write=write,
    options=frozenset({"language"}),
    loses=frozenset({"language", "placement"}),
    script=True,
    one_translation=True,
)
