"""Judging EBU-TT-D and iTunes Timed Text by their form, without a schema at hand: what each allows of TTML, and nothing else."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.domain.text.timecode import parse_timecode, skips_numbers
from crossreel.formats.ebu_tt_d_writing import STANDARD
from crossreel.formats.judging import Fault
from crossreel.formats.ttml_dialects import language_of
from crossreel.formats.ttml_names import TT, XML

if TYPE_CHECKING:
    from lxml.etree import _Element

_TTP, _TTS = f"{{{TT}#parameter}}", f"{{{TT}#styling}}"
_MEDIA_TIME = re.compile(r"\d{2,}:[0-5]\d:[0-5]\d(?:\.\d+)?", re.ASCII)
_PERCENTS = re.compile(r"\d{1,3}(?:\.\d+)?% \d{1,3}(?:\.\d+)?%", re.ASCII)
_BODY = frozenset({"body", "div", "p", "span", "br"})


def judge_ebu_tt_d(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge EBU-TT-D: its standard named, media times, percent regions, and no look that is not a style's."""
    root = _parsed(text)
    told = [each.text for each in root.iter("{urn:ebu:tt:metadata}conformsToStandard")]
    if told != [STANDARD] or root.get(f"{_TTP}timeBase") != "media" or root.get(f"{XML}lang") != language_of(document, options):
        return _fault(root)
    for element in root.iter():
        name = _local(element)
        inline = [each for each in element.attrib if str(each).startswith(_TTS)]
        times = [element.get(each, "") for each in ("begin", "end") if each in element.attrib]
        if (name in _BODY and inline) or not all(map(_MEDIA_TIME.fullmatch, times)):
            return _fault(element)
        if name == "p" and not (len(times) == 2 and element.get(f"{XML}id") and element.get("region")):
            return _fault(element)
    return _bad_reference(root) or _bad_region(root)


def judge_itt(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge iTunes Timed Text: time codes that the rate has, rate and language as asked, two regions and no other."""
    root = _parsed(text)
    pair = [int(each) for each in root.get(f"{_TTP}frameRateMultiplier", "1 1").split()]
    rate = Fraction(root.get(f"{_TTP}frameRate", "0")) * Fraction(*pair)
    drop = skips_numbers(options.frame_rate, drop=options.drop_frame)
    good = (
        root.get(f"{_TTP}timeBase") == "smpte"
        and rate == options.frame_rate
        and root.get(f"{_TTP}dropMode") == ("dropNTSC" if drop else "nonDrop")
        and root.get(f"{XML}lang") == language_of(document, options)
        and [each.get(f"{XML}id") for each in root.iter(f"{{{TT}}}region")] == ["top", "bottom"]
    )
    if not good:
        return _fault(root)
    for element in root.iter(f"{{{TT}}}p"):
        codes = [parse_timecode(element.get(each, "")) for each in ("begin", "end")]
        if any(code is None or code[3] >= round(rate) for code in codes):
            return _fault(element)
    return _bad_reference(root) or _bad_region(root)


def _bad_reference(root: "_Element") -> Fault | None:
    """Return the first element that names a style or region which there is not."""
    known = {name: {each.get(f"{XML}id") for each in root.iter(f"{{{TT}}}{name}")} for name in ("style", "region")}
    for element in root.iter():
        for name, ids in known.items():
            if not set(element.get(name, "").split()) <= ids:
                return _fault(element)
    return None


def _bad_region(root: "_Element") -> Fault | None:
    """Return the first region that is not within the picture, in percent."""
    for region in root.iter(f"{{{TT}}}region"):
        origin, extent = region.get(f"{_TTS}origin", ""), region.get(f"{_TTS}extent", "")
        if not (_PERCENTS.fullmatch(origin) and _PERCENTS.fullmatch(extent)):
            return _fault(region)
        begin, size = ([float(part[:-1]) for part in pair.split()] for pair in (origin, extent))
        if any(one + other > 100.01 for one, other in zip(begin, size, strict=True)):
            return _fault(region)
    return None


def _parsed(text: str) -> "_Element":
    from lxml import etree

    return etree.fromstring(text.encode("utf-8"))


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _fault(element: "_Element") -> Fault:
    return int(str(element.sourceline)), _local(element)
