"""What readers that are not ours make of a written file: words and times, for comparing with what was asked.

Our own reader forgives what players and buyers refuse, and knows what our writer meant. So SubRip is read by `srt`, WebVTT by
`webvtt-py`, ASS and SSA by `pysubs2`, and the family of TTML, EBU STL and SCC by `ttconv`'s model of the document, which shows
nothing that is hidden.
"""

import io
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from crossreel.domain.errors import Fact
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import drawn_text, plain_text
from crossreel.domain.text.timecode import frame_of, timecode_of
from crossreel.formats.frame_fitting import frame_ms, nearest_frame
from crossreel.formats.invisible import without_lines_of_marks
from crossreel.formats.markup import JOINER, settle, settle_plain
from crossreel.formats.references import without_references

if TYPE_CHECKING:
    from ttconv.model import ContentDocument, ContentElement

NTSC = Fraction(30000, 1001)
HEAVY = str.maketrans("━ʌ┃┏┓┗┛", "—^│┌┐└┘")  # what `ttconv` takes some signs of SCC for
OF_TTCONV = frozenset({"ttml", "itt", "ebu-tt-d", "stl", "scc"})
_SRT_CODE = re.compile(r"</?(?:i|b|u|font)(?: [^<>]*)?>|\{\\an[1-9]\}")
_DRAWING = re.compile(r"\\p[1-9]")
_CODES = re.compile(r"(?<!\\)\{[^{}]*\}")
_BREAKING = re.compile(r"((?<!\\)\{[^{}]*\}|\\n)")
_WRAP = re.compile(r"\\q([0-3]?)")
_ESCAPED = re.compile(r"\\([{}])")


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue as another reader sees it; times in ms. One `as_it_came` may have blanks around its lines that we read past."""

    start_ms: int
    end_ms: int
    words: str
    as_it_came: bool = False


class OtherRefusesError(Exception):
    """A reader that is not ours takes a file for none of its format."""


def misheard(
    format_id: str, data: bytes, asked: Document, step_ms: int, rate: Fraction | None = None, start: int = 0
) -> dict[str, Fact] | None:
    """Return the facts of the first cue that another reader takes for something else, None where all are as asked.

    Args:
        format_id: the format written; one without a second reader is believed.
        data: the bytes of the file.
        asked: what it has to say, less what the format loses.
        step_ms: the smallest step of the format's times.
        rate: of the frames that the format's times count, None where it counts none.
        start: the frame at which the programme starts on the file's clock.
    """
    reader = READERS.get(format_id)
    if reader is None or (format_id == "stl" and _overlaps(asked)):
        return None  # of EBU STL a subtitle that begins before another ends is shown from there on only
    wanted = [each for each in map(_wanted(format_id), asked.cues) if each.words]
    try:
        heard = list(reader(data))
    except OtherRefusesError as error:
        return {"number": 1, "meant": wanted[0].words if wanted else "", "found": str(error)[:200]}
    heard = [each if rate is None else _from_start(each, format_id, rate, start) for each in heard if each.words]
    if format_id in OF_TTCONV:  # a paragraph that ends where it begins is never shown
        wanted = [each for each in wanted if each.end_ms > each.start_ms]
        heard = [each for each in heard if each.end_ms > each.start_ms]
    if len(heard) != len(wanted):
        return {"number": min(len(heard), len(wanted)) + 1, "meant": str(len(wanted)), "found": str(len(heard))}
    for number, (one, other) in enumerate(zip(wanted, heard, strict=True), 1):
        gap_ms = max(abs(one.start_ms - other.start_ms), abs(one.end_ms - other.end_ms))
        if one.words != (settle_plain(other.words) if one.as_it_came else other.words):
            return {"number": number, "meant": one.words, "found": other.words}
        if 2 * gap_ms > step_ms + (step_ms == 1):
            times = [f"{each.start_ms}-{each.end_ms} ms" for each in (one, other)]
            return {"number": number, "meant": times[0], "found": times[1]}
    return None


def _from_start(heard: Heard, format_id: str, rate: Fraction, start: int) -> Heard:
    """Return a cue by the frames of the programme."""
    counts_drops = format_id == "stl" and round(rate) == 30  # `ttconv` takes every such file for one of drop frames

    def at(at_ms: int) -> int:
        frame = nearest_frame(at_ms, NTSC if counts_drops else rate)
        return frame_ms((frame_of(timecode_of(frame, NTSC, drop=True), rate) if counts_drops else frame) - start, rate)

    return replace(heard, start_ms=at(heard.start_ms), end_ms=at(heard.end_ms))


def _overlaps(document: Document) -> bool:
    return any(after.start_ms < before.end_ms for before, after in pairwise(document.cues))


def _wanted(format_id: str) -> Callable[[DocumentCue], Heard]:
    words = plain_text if format_id in ("srt", "ass", "ssa") else drawn_text
    script = format_id in ("ass", "ssa")

    def wanted(cue: DocumentCue) -> Heard:
        text = without_lines_of_marks(settle(cue.text))
        said = _tidy(settle_plain(words(text)))
        if format_id in ("stl", "scc"):
            said = _close(said)
        return Heard(cue.start_ms, cue.end_ms, said, script and "raw" in cue.extras)

    return wanted


def _tidy(words: str) -> str:
    return words.replace(JOINER, "").strip("\n")


def _close(words: str) -> str:
    """Return words without blanks, which codes of screens of rows take the place of."""
    return "".join(words.split())


def _by_srt(data: bytes) -> Iterator[Heard]:
    import srt

    try:
        found = list(srt.parse(data.decode("utf-8-sig"), ignore_errors=False))
    except srt.SRTParseError as error:
        raise OtherRefusesError(error) from error
    for each in found:
        yield Heard(_ms(each.start), _ms(each.end), _tidy(_SRT_CODE.sub("", each.content)))


def _by_webvtt(data: bytes) -> Iterator[Heard]:
    import webvtt

    try:
        found = webvtt.from_buffer(io.BytesIO(data))
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError) as error:
        raise OtherRefusesError(error) from error
    for each in found.captions:
        start, end = each.start_time.in_milliseconds(), each.end_time.in_milliseconds()
        yield Heard(start, end, _tidy(without_references(each.text)))


def _by_pysubs2(data: bytes) -> Iterator[Heard]:
    import pysubs2

    try:
        found = pysubs2.SSAFile.from_string(data.decode("utf-8-sig"))
    except pysubs2.exceptions.Pysubs2Error as error:
        raise OtherRefusesError(error) from error
    wrap = next((str(value).strip() for name, value in found.info.items() if name.strip().lower() == "wrapstyle"), "")
    for each in found:
        if not each.is_comment:
            broken = _with_breaks(each.text, wrap)
            words = "" if _DRAWING.search(broken) else _ESCAPED.sub(r"\1", _CODES.sub("", broken))
            yield Heard(each.start, each.end, _tidy(words.replace("\\N", "\n").replace("\\h", "\u00a0")))


def _with_breaks(text: str, wrap: str) -> str:
    """Return an event's text with each `\\n` as the line break or the space that players make of it."""
    pieces, now = [], wrap
    for piece in _BREAKING.split(text):
        found = _WRAP.findall(piece) if piece.startswith("{") else ()
        now = (found[-1] or wrap) if found else now
        pieces.append(piece if piece != "\\n" else "\n" if now == "2" else " ")
    return "".join(pieces)


def _by_ttconv(data: bytes) -> Iterator[Heard]:
    import xml.etree.ElementTree as ElementTree

    from ttconv.imsc import reader

    logging.getLogger("ttconv").setLevel(logging.ERROR)
    try:
        document = reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(data)))
    except ElementTree.ParseError as error:
        raise OtherRefusesError(error) from error
    yield from _paragraphs(document)


def _stl_by_ttconv(data: bytes) -> Iterator[Heard]:
    from ttconv.stl import reader

    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    for each in _paragraphs(reader.to_model(io.BytesIO(data))):
        yield replace(each, words=_close(each.words))


def _scc_by_ttconv(data: bytes) -> Iterator[Heard]:
    from ttconv.scc import reader

    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    for each in _paragraphs(reader.to_model(data.decode("ascii"))):
        yield replace(each, words=_close(each.words.translate(HEAVY)))


def _paragraphs(document: "ContentDocument | None") -> Iterator[Heard]:
    from ttconv import model

    body = document.get_body() if document is not None else None
    for division in body or ():
        for paragraph in division:
            if isinstance(paragraph, model.P):
                begin, end = paragraph.get_begin(), paragraph.get_end()
                yield Heard(round((begin or 0) * 1000), round((end or 0) * 1000), _tidy("".join(_texts(paragraph))))


def _texts(element: "ContentElement") -> Iterator[str]:
    from ttconv import model

    for child in element:
        if isinstance(child, model.Text):
            yield child.get_text()
        elif isinstance(child, model.Br):
            yield "\n"
        else:
            yield from _texts(child)


def _ms(time: timedelta) -> int:
    return round(time / timedelta(milliseconds=1))


READERS: dict[str, Callable[[bytes], Iterator[Heard]]] = {
    "srt": _by_srt,
    "vtt": _by_webvtt,
    "ass": _by_pysubs2,
    "ssa": _by_pysubs2,
    "ttml": _by_ttconv,
    "itt": _by_ttconv,
    "ebu-tt-d": _by_ttconv,
    "stl": _stl_by_ttconv,
    "scc": _scc_by_ttconv,
}
