"""Writing IMSC 1.1 Text: percent regions on a vertical picture, languages and directions, ruby, speakers.

After W3C IMSC 1.1 and TTML2; the look is the house's caption style. Three bands that never overlap serve as regions (IMSC forbids
regions that overlap while both are shown); left and right are alignments within a band.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, gcd
from typing import TYPE_CHECKING

from crossreel.domain.picture.caption import CaptionStyle
from crossreel.domain.picture.placement import Placement, percent, read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import Span, escape, parse
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.formats.markup import has_voices
from crossreel.formats.notices import Notices
from crossreel.formats.text_area import TextArea, text_area
from crossreel.formats.ttml_kept import KeptLooks, written_looks
from crossreel.formats.ttml_looks import RUBY_TEXT
from crossreel.formats.ttml_regions import OWN_BOX

if TYPE_CHECKING:
    from lxml.etree import _Element

TT = "http://www.w3.org/ns/ttml"
NAMESPACES = {None: TT, "ttp": f"{TT}#parameter", "tts": f"{TT}#styling", "ttm": f"{TT}#metadata"}
PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
TTP, TTS, TTM = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("ttp", "tts", "ttm"))
XML = "{http://www.w3.org/XML/1998/namespace}"
BAND_NAMES, BAND_DISPLAYS = ("bottom", "middle", "top"), ("after", "center", "before")
ALIGNMENTS = ("left", "center", "right")
UNKNOWN_LANGUAGE = "und"
NEWLINE = "\n"


def write_ttml(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Return the document as IMSC 1.1 Text, with the looks that documents of this family kept as far as IMSC has room for them."""
    from lxml import etree

    language = options.language or document.language or UNKNOWN_LANGUAGE
    kept = KeptLooks(document, notices)
    root = etree.Element(f"{{{TT}}}tt", nsmap=NAMESPACES | kept.namespaces)  # type: ignore[arg-type]
    root.set(f"{XML}lang", language)
    root.set(f"{XML}space", "preserve")
    for name, value in _parameters(options).items():
        root.set(f"{TTP}{name}", value)
    agents = _agents(document)
    regions = regions_of(document)
    _head(root, options, agents, regions, rtl=language != UNKNOWN_LANGUAGE and is_right_to_left(language))
    kept.put_head(root[0])
    body = _child(root, "body")
    body.set("style", "caption")
    division = _child(body, "div")
    division.text = "\n"
    for name, value in kept.of_body():
        division.set(name, value)
    _spaced(root)
    before, end, after = etree.tostring(root, encoding="unicode").rpartition("</div>")
    paragraphs = [_paragraph(number, cue, agents, regions, kept) for number, cue in enumerate(document.cues, 1)]
    return "".join(('<?xml version="1.0" encoding="UTF-8"?>\n', before, *paragraphs, end, after, "\n"))


def _parameters(options: WriteOptions) -> dict[str, str]:
    """Return the `ttp:` attributes: profile, shape of the picture, cells of one caption em, frame rate."""
    shape = gcd(options.width, options.height) or 1
    return {
        "contentProfiles": PROFILE,
        "displayAspectRatio": f"{options.width // shape} {options.height // shape}",
        "cellResolution": cells(options),
        **rate_parameters(options.frame_rate),
    }


def cells(options: WriteOptions) -> str:
    """Return the cells of a picture, across and down, one as high and wide as the em of captions."""
    look = text_area(options.width, options.height).look
    em = look.font_px * options.height / look.canvas_height
    return f"{max(1, round(options.width / em))} {max(1, round(options.height / em))}"


def rate_parameters(rate: Fraction) -> dict[str, str]:
    """Return a frame rate as the parameters `frameRate` and, where it is none in whole numbers, `frameRateMultiplier`."""
    frames = ceil(rate)
    multiplier = rate / frames
    if multiplier == 1:
        return {"frameRate": str(frames)}
    pair = (1000, 1001) if multiplier == Fraction(1000, 1001) else (multiplier.numerator, multiplier.denominator)
    return {"frameRate": str(frames), "frameRateMultiplier": f"{pair[0]} {pair[1]}"}


def _agents(document: Document) -> dict[str, str]:
    """Return the ids of everybody who speaks, by name."""
    names = dict.fromkeys(name for cue in document.cues for name in _names(cue))
    return {name: f"agent{number}" for number, name in enumerate(names, 1)}


def _names(cue: DocumentCue) -> Iterator[str]:
    if cue.speaker.strip():
        yield " ".join(cue.speaker.split())
    if "<v=" in cue.text:
        yield from (" ".join(span.voice.split()) for span in parse(cue.text) if span.voice.strip())


def regions_of(document: Document) -> dict[str, str]:
    """Return the ids of the regions that are used, by band name or percent box."""
    used = {region_key(read_placement(cue.placement)) for cue in document.cues} | {"bottom"}
    regions = {name: name for name in BAND_NAMES if name in used}
    boxes = sorted(used - set(BAND_NAMES))
    return regions | {box: f"{OWN_BOX}{number}" for number, box in enumerate(boxes, 1)}


def region_key(place: Placement) -> str:
    """Return the band a placement stands in, or its box as it is written."""
    return place.written if place.box is not None else BAND_NAMES[place.row]


def _head(root: "_Element", options: WriteOptions, agents: Mapping[str, str], regions: Mapping[str, str], *, rtl: bool) -> None:
    head = _child(root, "head")
    if options.title or agents:
        metadata = _child(head, "metadata")
        if options.title:
            _child(metadata, f"{TTM}title").text = options.title
        for name, agent_id in agents.items():
            agent = _child(metadata, f"{TTM}agent")
            agent.set(f"{XML}id", agent_id)
            agent.set("type", "character")
            full = _child(agent, f"{TTM}name")
            full.set("type", "full")
            full.text = name
    area = text_area(options.width, options.height)
    _style(_child(head, "styling"), area.look, rtl=rtl)
    layout = _child(head, "layout")
    for key, region_id in regions.items():
        _region(layout, key, region_id, area)


def _style(styling: "_Element", look: CaptionStyle, *, rtl: bool) -> None:
    values = {
        "fontFamily": "proportionalSansSerif",
        "fontSize": "100%",
        "fontWeight": "normal",
        "lineHeight": f"{look.line_height:.0%}",
        "color": look.colour,
        "textOutline": f"#000000 {percent(100 * look.outline_px / look.font_px)}%",
        "textAlign": "center",
        "direction": "rtl" if rtl else "ltr",
    }
    style = _child(styling, "style")
    style.set(f"{XML}id", "caption")
    for name, value in values.items():
        style.set(TTS + name, value)


def _region(layout: "_Element", key: str, region_id: str, area: TextArea) -> None:
    region = _child(layout, "region")
    region.set(f"{XML}id", region_id)
    for name, value in region_looks(key, area).items():
        region.set(TTS + name, value)
    region.set(f"{TTS}showBackground", "whenActive")


def region_looks(key: str, area: TextArea) -> dict[str, str]:
    """Return where a region stands, one of the three bands by name or a percent box: origin, extent and alignment."""
    if key in BAND_NAMES:
        row = BAND_NAMES.index(key)
        top = (area.bottom - area.band, (area.top + area.bottom - area.band) / 2, area.top)[row]
        x, y, width, height, display = area.left, top, area.width, area.band, BAND_DISPLAYS[row]
    else:
        box = read_placement(key).box
        assert box is not None, "every other region is a box"
        x, y, width, height, display = box.x, box.y, box.width, box.height, "after"
    return {
        "origin": f"{percent(x)}% {percent(y)}%",
        "extent": f"{percent(width)}% {percent(height)}%",
        "displayAlign": display,
    }


def _paragraph(number: int, cue: DocumentCue, agents: Mapping[str, str], regions: Mapping[str, str], kept: KeptLooks) -> str:
    """Return a cue as an element; text in our markup is escaped just as XML asks."""
    place = read_placement(cue.placement)
    region = kept.region_of(cue) or regions[region_key(place)]
    align = ALIGNMENTS[place.column] if place.box is None and place.column != 1 else ""
    if region not in regions.values():
        align = kept.align_of(cue)
    own = f' tts:textAlign="{align}"' if align else ""
    speaker = agents.get(" ".join(cue.speaker.split())) if cue.speaker else None
    if speaker and not has_voices(cue.text):
        own += f' ttm:agent="{speaker}"'
    if cue.language:
        own += f' xml:lang="{escape(cue.language)}"'
    own += kept.of_cue(cue)
    if "<" in cue.text or "parts" in cue.extras:
        inner = "".join([_span(span, agents, looks) for span, looks in kept.spans_of(cue)])
    else:
        inner = cue.text.replace("\n", "<br/>")
    name = kept.name_of(cue) or f"cue{number}"
    head = f'<p xml:id="{name}" begin="{stamp(cue.start_ms)}" end="{stamp(cue.end_ms)}" region="{region}"'
    return f"{head}{own}>{inner}</p>\n"


def _span(span: Span, agents: Mapping[str, str], kept: Mapping[str, str]) -> str:
    looks = (
        ("tts:fontStyle", "italic" if span.italic else ""),
        ("tts:fontWeight", "bold" if span.bold else ""),
        ("tts:textDecoration", "underline" if span.underline else ""),
        ("tts:color", span.colour),
        ("ttm:agent", agents.get(" ".join(span.voice.split()), "") if span.voice else ""),
    )
    wanted = "".join([f' {name}="{escape(value)}"' for name, value in looks if value])
    wanted += written_looks({name: value for name, value in kept.items() if name not in RUBY_TEXT})
    if span.reading:
        of_text = written_looks({name: value for name, value in kept.items() if name in RUBY_TEXT})
        pairs = (("base", span.text, ""), ("text", span.reading, of_text))
        parts = "".join([f'<span tts:ruby="{kind}"{own}>{escape(text).replace(NEWLINE, " ")}</span>' for kind, text, own in pairs])
        return f'<span tts:ruby="container"{wanted}>{parts}</span>'
    inner = escape(span.text).replace(NEWLINE, "<br/>")
    return f"<span{wanted}>{inner}</span>" if wanted else inner


def _child(parent: "_Element", name: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(parent, name if name.startswith("{") else f"{{{TT}}}{name}")


def _spaced(root: "_Element") -> None:
    """Put every element of the head on a line of its own."""
    for element in (root, *root[0].iter()):
        if len(element) and element.text is None:
            element.text = "\n"
        if element is not root and element.tail is None:
            element.tail = "\n"
    root[1].text = root[1].tail = root[1][0].tail = "\n"


def stamp(at_ms: int) -> str:
    """Write a time as `HH:MM:SS.mmm`; nothing begins before the picture does."""
    return clock(max(0, at_ms))
