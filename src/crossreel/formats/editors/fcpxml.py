"""Final Cut Pro XML 1.9 (.fcpxml): the episode as a project, subtitles as captions with roles, notes and findings as markers.

Times are rational seconds on the frames of the sequence. Captions of one role must not overlap: where they do, the later one lies
a lane higher. Read by Final Cut Pro 10.4.9 and later, and by DaVinci Resolve.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import PurePath
from urllib.parse import quote

from lxml import etree

from crossreel.domain.hand_over import EditorCue, EditorMarker, EditorTimeline, EditorTrack, EditorVideo, lanes
from crossreel.domain.text.inline import Span, parse, plain_text
from crossreel.domain.text.timecode import frame_at
from crossreel.formats.editor import Editor
from crossreel.formats.markup import CONTROLS
from crossreel.kernel.marks import N_

VERSION = "1.9"
PORTRAIT = (1080, 1920)
RATES = {32000: "32k", 44100: "44.1k", 48000: "48k", 88200: "88.2k", 96000: "96k", 176400: "176.4k", 192000: "192k"}
LAYOUTS = {1: "mono", 2: "stereo"}
COLOUR = "1-1-1 (Rec. 709)"
LOOKS = ("bold", "italic", "underline")


def write(timeline: EditorTimeline) -> Mapping[str, bytes]:
    """Return the project as a file."""
    root = etree.Element("fcpxml", version=VERSION)
    _resources(etree.SubElement(root, "resources"), timeline)
    event = etree.SubElement(etree.SubElement(root, "library"), "event", name=_clean(timeline.title))
    _sequence(etree.SubElement(event, "project", name=timeline.name), timeline)
    etree.indent(root)
    for text in root.iter("text"):  # white space within would be part of the words
        text.text = None
        for run in text:
            run.tail = None
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE fcpxml>")
    return {f"{timeline.name}.fcpxml": bytes(data) + b"\n"}


def _resources(parent: etree._Element, timeline: EditorTimeline) -> None:
    video = timeline.video
    width, height = (video.width, video.height) if video and video.width and video.height else PORTRAIT
    etree.SubElement(
        parent, "format", id="r1", frameDuration=_seconds(1 / timeline.rate), width=str(width), height=str(height),
        colorSpace=COLOUR,
    )  # fmt: skip
    if video is not None:
        asset = etree.SubElement(parent, "asset", id="r2", name=_file_name(video), start="0s", hasVideo="1", format="r1")
        asset.set("duration", _time(video.file_ms or video.in_ms + timeline.length_ms, timeline.rate))
        asset.set("videoSources", "1")
        if video.channels:
            asset.attrib.update({"hasAudio": "1", "audioSources": "1", "audioChannels": str(video.channels)})
            asset.set("audioRate", str(video.sample_rate))
        etree.SubElement(asset, "media-rep", kind="original-media", src=_address(video.path))


def _sequence(project: etree._Element, timeline: EditorTimeline) -> None:
    video, length = timeline.video, _time(timeline.length_ms, timeline.rate)
    sequence = etree.SubElement(project, "sequence", format="r1", duration=length, tcStart="0s", tcFormat="NDF")
    if video is not None and video.channels:
        sequence.set("audioLayout", LAYOUTS.get(video.channels, "surround"))
        sequence.set("audioRate", RATES.get(video.sample_rate, "48k"))
    spine = etree.SubElement(sequence, "spine")
    start_ms = video.in_ms if video else 0
    name = _file_name(video) if video else timeline.name
    clip = etree.SubElement(spine, "asset-clip" if video else "gap", offset="0s", name=name, duration=length)
    clip.set("start", _time(start_ms, timeline.rate))
    if video is not None:
        clip.attrib.update({"ref": "r2", "format": "r1", "tcFormat": "NDF"})
    for element in _captions(timeline, start_ms):
        clip.append(element)
    for each in timeline.markers:
        clip.append(_marker(each, timeline, start_ms))


def _captions(timeline: EditorTimeline, start_ms: int) -> Iterator[etree._Element]:
    """Give the captions of all tracks, each track in lanes of its own."""
    rate, below, styles = timeline.rate, 0, 0
    for track in timeline.tracks:
        spans = [(frame_at(cue.start_ms, rate), frame_at(cue.end_ms, rate)) for cue in track.cues]
        spans = [(first, max(last, first + 1)) for first, last in spans]
        own = lanes(spans)
        for cue, (first, last), lane in zip(track.cues, spans, own, strict=True):
            caption = _caption(cue, track, below + lane + 1)
            caption.set("offset", _seconds((frame_at(start_ms, rate) + first) / rate))
            caption.set("duration", _seconds((last - first) / rate))
            styles = _style(caption, cue, styles)
            yield caption
        below += max(own, default=0) + 1


def _caption(cue: EditorCue, track: EditorTrack, lane: int) -> etree._Element:
    name = " ".join(_clean(plain_text(cue.text)).split())
    role = f"SRT?captionFormat=SRT.{track.language}"
    return etree.Element("caption", lane=str(lane), name=name, start="0s", role=role)


def _style(caption: etree._Element, cue: EditorCue, styles: int) -> int:
    """Set the text of a caption, each look of its letters defined once below it; return how many were defined so far."""
    text = etree.SubElement(caption, "text")
    looks: dict[tuple[str, ...], str] = {}
    for span in parse(cue.text):
        wanted = _look(span)
        if wanted not in looks:
            styles += 1
            looks[wanted] = f"ts{styles}"
        etree.SubElement(text, "text-style", ref=looks[wanted]).text = _clean(span.text)
    for look, name in looks.items():
        definition = etree.SubElement(caption, "text-style-def", id=name)
        etree.SubElement(definition, "text-style", {"font": ".AppleSystemUIFont", **dict.fromkeys(look, "1")})
    return styles


def _look(span: Span) -> tuple[str, ...]:
    return tuple(name for name in LOOKS if getattr(span, name))


def _marker(marker: EditorMarker, timeline: EditorTimeline, start_ms: int) -> etree._Element:
    rate = timeline.rate
    last = max(0, frame_at(timeline.length_ms, rate) - 1)
    first = frame_at(start_ms, rate) + min(frame_at(max(0, marker.start_ms), rate), last)
    value = " ".join(_clean(marker.text).split())
    element = etree.Element("marker", start=_seconds(first / rate), duration=_seconds(1 / rate), value=value)
    element.set("completed", "1" if marker.is_done else "0")  # without it Final Cut shows no list of what is to be done
    return element


def _time(ms: int, rate: Fraction) -> str:
    return _seconds(max(0, frame_at(ms, rate)) / rate)


def _seconds(seconds: Fraction) -> str:
    """Write rational seconds: `1001/30000s`, `5s`."""
    return f"{seconds.numerator}s" if seconds.denominator == 1 else f"{seconds.numerator}/{seconds.denominator}s"


def _file_name(video: EditorVideo) -> str:
    return _clean(PurePath(video.path).name)


def _address(path: str) -> str:
    """Return the `file:` address of a path, of another system's as well."""
    written = path.replace("\\", "/")
    return "file://" + quote(written if written.startswith("/") else f"/{written}", safe="/:")


def _clean(text: str) -> str:
    return CONTROLS.sub("", text)


EDITOR = Editor(id="fcpxml", title=N_("Final Cut Pro XML"), write=write)
