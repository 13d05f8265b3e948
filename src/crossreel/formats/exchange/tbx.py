"""TBX, term bases between desks: TBX-Basic of version 3 is written, versions 2 and 3 in both styles are read."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.catalog.bible_sheet import BibleRow, BibleSheet, EntryKind
from crossreel.domain.errors import BadInput
from crossreel.domain.text.language import normalize_tag
from crossreel.formats.bounds import BOUNDS
from crossreel.formats.markup import CONTROLS
from crossreel.formats.notices import Notices
from crossreel.formats.xml_parsing import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS, _SECTIONS, _NOTES = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("note", "definition", "descrip")
_PREFERRED, _LEFT = ("preferredTerm-admn-sts", "preferred"), ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts")
_ID = "c"  # ids of XML begin with a letter


def write_tbx(rows: Sequence[BibleRow], source_language: str, title: str) -> bytes:
    """Return terms as TBX-Basic, version 3, in the style of data categories as attributes.

    Args:
        rows: the terms; rows of another kind are left out.
        source_language: of their names.
        title: what the term base is called.
    """
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE}, type="TBX-Basic", style="dca")  # type: ignore[dict-item]
    root.set(XML_LANGUAGE, source_language)
    head = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(head, "titleStmt"), "title").text = CONTROLS.sub("", title)
    _sub(_sub(head, "sourceDesc"), "p").text = "Crossreel"
    body = _sub(_sub(root, "text"), "body")
    for at, row in enumerate((row for row in rows if row.kind is EntryKind.TERM), 1):
        concept = _sub(body, "conceptEntry")
        concept.set("id", f"{_ID}{row.entry_id if row.entry_id is not None else at}")
        if row.fields.get("note"):
            _sub(concept, "note").text = CONTROLS.sub("", row.fields["note"])
        for tag, words in {source_language: row.name, **row.words}.items():
            if words:
                section = _sub(concept, "langSec")
                section.set(XML_LANGUAGE, tag)
                _sub(_sub(section, "termSec"), "term").text = CONTROLS.sub("", words)
    etree.indent(root)
    target = BytesIO()
    etree.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)
    return target.getvalue() + b"\n"


def _sub(parent: "_Element", name: str) -> "_Element":
    from lxml.etree import SubElement

    return SubElement(parent, f"{{{NAMESPACE}}}{name}")


def read_tbx(data: bytes, name: str, source_language: str) -> BibleSheet:
    """Return the terms of a term base: of several for one thing the preferred one, else the first that is not given up.

    Args:
        data: the file.
        name: its name, for sentences.
        source_language: whose terms are the names.

    Raises:
        BadInput: it is no TBX, or broken.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno or 0 if isinstance(error, etree.XMLSyntaxError) else 0
        code = "bible.malformed_tbx" if b"<tbx" in data[:4096] or b"<martif" in data[:4096] else "bible.no_tbx"
        raise BadInput(code, name=name, line=line) from error
    if _local(root) not in ("tbx", "martif", "TBX"):
        raise BadInput("bible.no_tbx", name=name)
    notices = Notices()
    concepts = [element for element in root.iter("{*}*", "*") if _local(element) in _CONCEPTS]
    BOUNDS.check("cues", len(concepts))
    rows = [_row(concept, source_language, notices) for concept in dict.fromkeys(concepts)]
    return BibleSheet(rows=tuple(row for row in rows if row is not None), notices=notices.all())


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _row(concept: "_Element", source_language: str, notices: Notices) -> BibleRow | None:
    words: dict[str, str] = {}
    for section in concept:
        if _local(section) not in _SECTIONS:
            continue
        written = section.get(XML_LANGUAGE) or section.get("lang") or ""
        tag, term = normalize_tag(written), _term(section)
        if tag is None:
            notices.add("bible.unknown_language", line_of(section), language_tag=written[:40])
        elif term:
            words.setdefault(tag, term)
    name = words.pop(source_language, "")
    if not name:
        notices.add("bible.no_source", line_of(concept), language=source_language)
        return None
    number = (concept.get("id") or "").removeprefix(_ID)
    note = next((text for each in concept if _local(each) in (*_NOTES, "descripGrp") and (text := _said(each))), "")
    return BibleRow(
        kind=EntryKind.TERM, where=str(line_of(concept)), name=name, words=words, fields={"note": note} if note else {},
        entry_id=int(number) if number.isdecimal() and len(number) < 20 else None,
    )  # fmt: skip


def _term(section: "_Element") -> str:
    """Return the term of a language."""
    rated = sorted(((_rank(holder), at, _said(term)) for at, (holder, term) in enumerate(_terms(section)) if _said(term)))
    return rated[0][2] if rated else ""


def _terms(section: "_Element") -> Iterator[tuple["_Element", "_Element"]]:
    """Give the terms of a language, each with the element that says what it is worth."""
    for term in section.iter("{*}term", "term"):
        holder = term.getparent()
        assert holder is not None
        above = holder.getparent()
        yield (above if above is not None and _local(holder) == "termGrp" else holder), term


def _rank(holder: "_Element") -> int:
    said = {_said(each) for each in holder.iter("{*}*", "*") if _local(each) in ("termNote", "administrativeStatus")}
    return 0 if said & set(_PREFERRED) else 2 if said & set(_LEFT) else 1


def _said(element: "_Element") -> str:
    return " ".join(CONTROLS.sub("", "".join(str(part) for part in element.itertext())).split())
