"""Writing iTunes Timed Text: TTML 1 with SMPTE time codes at the video's rate, and two regions, top and bottom."""

from dataclasses import replace
from fractions import Fraction

from crossreel.domain.picture.placement import Placement, read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import escape
from crossreel.domain.text.timecode import skips_numbers, written_timecode
from crossreel.formats.frame_fitting import clock_code, nearest_frame, on_frames, start_frame
from crossreel.formats.notices import Notices
from crossreel.formats.text_area import text_area
from crossreel.formats.ttml_dialects import attributes, direction_of, in_plain_white, language_of, styles_used, without_kept, words
from crossreel.formats.ttml_writing import NAMESPACES, rate_parameters, region_looks

TOP = Placement(key=8).written
REGIONS = ("top", "bottom")


def itt_rate(options: WriteOptions) -> Fraction:
    """Return the frames a second that time codes count: those of the video."""
    return options.frame_rate


def fitted_itt(document: Document, options: WriteOptions, notices: Notices) -> Document:
    """Return a document as this format has it: on frames, at the top or the bottom, white the usual colour."""
    plain = without_kept(document, notices)
    cues = [_placed(in_plain_white(cue), notices) for cue in plain.cues]
    return on_frames(replace(plain, cues=tuple(cues)), itt_rate(options), notices)


def _placed(cue: DocumentCue, notices: Notices) -> DocumentCue:
    """Return a cue in one of the two regions: the upper one for what stands in the upper third."""
    place = read_placement(cue.placement)
    placement = TOP if place.row == 2 else ""
    if placement != place.written and place.box is None:
        notices.add("format.two_regions")
    return replace(cue, placement=placement)


def write_itt(document: Document, options: WriteOptions) -> str:
    """Return the whole file of a document that was fitted (`fitted_itt`).

    Raises:
        BadInput: a time is past the midnight of the programme's clock.
    """
    rate = itt_rate(options)
    drop = skips_numbers(rate, drop=options.drop_frame)
    spaces = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, space in NAMESPACES.items()}
    base = {"timeBase": "smpte", "markerMode": "continuous", **rate_parameters(rate), "dropMode": "dropNTSC" if drop else "nonDrop"}
    root = spaces | {"xml:lang": language_of(document, options), "xml:space": "preserve"}
    root |= {f"ttp:{name}": value for name, value in base.items()}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<tt{attributes(root)}>", "<head>", *_title(options), "<styling>"]
    lines += [f"<style{attributes({'xml:id': name} | looks)}/>" for name, looks in _styles(document, options).items()]
    lines += ["</styling>", "<layout>", *_regions(options), "</layout>", "</head>", '<body style="normal">', "<div>"]
    start = start_frame(options, rate)
    for cue in document.cues:
        frames = [start + nearest_frame(at_ms, rate) for at_ms in (cue.start_ms, cue.end_ms)]
        begin, end = (written_timecode(clock_code(frame, rate, drop=drop)) for frame in frames)
        own = {"begin": begin, "end": end, "region": "top" if cue.placement == TOP else "bottom"}
        lines.append(f"<p{attributes(own)}>{words(cue.text)}</p>")
    return "\n".join([*lines, "</div>", "</body>", "</tt>", ""])


def _title(options: WriteOptions) -> list[str]:
    title = " ".join(options.title.split())
    return [f"<metadata><ttm:title>{escape(title)}</ttm:title></metadata>"] if title else []


def _styles(document: Document, options: WriteOptions) -> dict[str, dict[str, str]]:
    normal = {
        "tts:fontFamily": "sansSerif",
        "tts:fontSize": "100%",
        "tts:fontStyle": "normal",
        "tts:fontWeight": "normal",
        "tts:color": "white",
        "tts:textAlign": "center",
        "tts:direction": direction_of(document, options),
    }
    return {"normal": normal} | styles_used(document)


def _regions(options: WriteOptions) -> list[str]:
    area = text_area(options.width, options.height)
    found = []
    for name in REGIONS:
        looks = {f"tts:{look}": value for look, value in region_looks(name, area).items()}
        found.append(f"<region{attributes({'xml:id': name} | looks)}/>")
    return found
