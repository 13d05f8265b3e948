"""Writing what documents of the TTML family kept beside the house's markup (`ttml_looks`), as far as IMSC 1.1 has room for it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import Span, parse, plain_text
from crossreel.formats.notices import WRITE_DROPPED, Notices
from crossreel.formats.ttml_looks import FEATURES, NAMESPACES, SPACES, UNWRITTEN, looks_in, parts_in
from crossreel.formats.ttml_names import TT, XML

if TYPE_CHECKING:
    from lxml.etree import _Element

TTS, TTM = f"{{{TT}#styling}}", f"{{{TT}#metadata}}"
ALIGNMENTS = ("start", "center", "end", "left", "right")
PIECES = ("desc", "copyright")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,80}", re.ASCII)
_OWN_NAME = re.compile(r"(?:cue|agent|box|kept)\d*|bottom|middle|top|caption")
_VALUE = re.compile(r"[^<>&\x00-\x1f]{1,200}")


def written_looks(looks: Mapping[str, str]) -> str:
    """Return looks as attributes, those that IMSC has no room for left out."""
    return "".join(
        [f" {SPACES[name]}:{name}={quoteattr(value)}" for name, value in sorted(looks.items()) if _is_written(name, value)]
    )


def _is_written(name: str, value: str) -> bool:
    return name in SPACES and name not in UNWRITTEN and _VALUE.fullmatch(value) is not None


class KeptLooks:
    """What a document kept, ready to be written. What is left out is said once, when it is made."""

    def __init__(self, document: Document, notices: Notices) -> None:
        self._initial = looks_in(document.extras, "initial")
        self._body = looks_in(document.extras, "body")
        self._metadata = looks_in(document.extras, "metadata")
        self._regions: dict[tuple[tuple[str, str], ...], str] = {}
        self._names = Counter(str(cue.extras.get("id", "")) for cue in document.cues if cue.extras)
        used: set[str] = set()
        lost: Counter[str] = Counter()
        for names in self._names_by_cue(document):
            used |= names
            lost.update({FEATURES[name] for name in names & UNWRITTEN})
        self.namespaces = {prefix: NAMESPACES[prefix] for name in sorted(used) if (prefix := SPACES.get(name, "")) in NAMESPACES}
        for feature, count in lost.items():
            notices.drop(feature, count=count, code=WRITE_DROPPED)

    def _names_by_cue(self, document: Document) -> Iterator[set[str]]:
        """Give the names of looks of the document itself and of each cue, and note the regions that are kept."""
        yield {*self._initial, *self._body}
        for cue in document.cues:
            if not cue.extras:
                continue
            region = self._region(cue)
            if region:
                self._regions.setdefault(region, f"kept{len(self._regions) + 1}")
            names = set(looks_in(cue.extras, "looks"))
            for _, _, looks in parts_in(cue.extras, plain_text(cue.text)):
                names |= set(looks)
            yield names

    def put_head(self, head: "_Element") -> None:
        """Put what is said of everything, the regions of vertical writing and the pieces of metadata into a head."""
        from lxml import etree

        styling, layout = head.find(f"{{{TT}}}styling"), head.find(f"{{{TT}}}layout")
        assert styling is not None and layout is not None, "our heads have both"
        for name, value in sorted(self._initial.items(), reverse=True):
            if _is_written(name, value) and SPACES[name] == "tts":
                initial = etree.Element(f"{{{TT}}}initial")
                initial.set(f"{TTS}{name}", value)
                styling.insert(0, initial)
        for region, region_id in self._regions.items():
            element = etree.SubElement(layout, f"{{{TT}}}region")
            element.set(f"{XML}id", region_id)
            for name, value in region:
                element.set(f"{TTS}{name}", value)
        self._put_metadata(head)

    def _put_metadata(self, head: "_Element") -> None:
        from lxml import etree

        metadata = head.find(f"{{{TT}}}metadata")
        for name in PIECES:
            if not self._metadata.get(name):
                continue
            if metadata is None:
                metadata = etree.Element(f"{{{TT}}}metadata")
                head.insert(0, metadata)
            piece = etree.Element(f"{TTM}{name}")
            piece.text = self._metadata[name]
            agents = metadata.find(f"{TTM}agent")
            metadata.insert(len(metadata) if agents is None else metadata.index(agents), piece)

    def of_body(self) -> Iterator[tuple[str, str]]:
        """Give what is said of the body, as attributes."""
        for name, value in self._body.items():
            if _is_written(name, value) and SPACES[name] == "tts":
                yield f"{TTS}{name}", value

    def of_cue(self, cue: DocumentCue) -> str:
        """Return what a cue keeps of its paragraph, as attributes."""
        return written_looks(looks_in(cue.extras, "looks")) if cue.extras else ""

    def name_of(self, cue: DocumentCue) -> str:
        """Return the name a cue had, where no other cue has it and it is none of ours; else ""."""
        name = str(cue.extras.get("id", "")) if cue.extras else ""
        return name if self._names[name] == 1 and _NAME.fullmatch(name) and not _OWN_NAME.fullmatch(name) else ""

    def region_of(self, cue: DocumentCue) -> str:
        """Return the id of the region of vertical writing a cue stands in, "" for none."""
        return self._regions.get(self._region(cue), "") if cue.extras else ""

    def align_of(self, cue: DocumentCue) -> str:
        """Return how a cue stands along the lines of a kept region."""
        align = str(cue.extras.get("align", ""))
        return align if align in ALIGNMENTS else ALIGNMENTS[0]

    def _region(self, cue: DocumentCue) -> tuple[tuple[str, str], ...]:
        if cue.extras.get("for") != cue.placement:
            return ()
        region = looks_in(cue.extras, "region")
        return tuple(sorted((name, value) for name, value in region.items() if _VALUE.fullmatch(value)))

    def spans_of(self, cue: DocumentCue) -> Iterator[tuple[Span, Mapping[str, str]]]:
        """Give the spans of a cue, cut where the looks of its parts begin and end."""
        parts = parts_in(cue.extras, plain_text(cue.text)) if cue.extras else []
        at = 0
        for span in parse(cue.text):
            end = at + len(span.text)
            cuts = {at, end} if span.reading else {at, end, *(each for part in parts for each in part[:2] if at < each < end)}
            ordered = sorted(cuts)
            for first, last in pairwise(ordered):
                looks = next((looks for begin, stop, looks in parts if begin <= first and last <= stop), {})
                yield replace(span, text=span.text[first - at : last - at]), looks
            at = end
