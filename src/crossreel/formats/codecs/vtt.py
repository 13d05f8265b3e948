"""WebVTT (.vtt), W3C: cues with settings; STYLE, REGION and NOTE blocks, identifiers and tags we have no word for are kept."""

import re
from collections import Counter, deque

from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import clock
from crossreel.formats.format import Format
from crossreel.formats.invisible import visible
from crossreel.formats.judging import is_strict_payload, is_strict_settings, judge_vtt
from crossreel.formats.notices import Notices
from crossreel.formats.text_area import TextArea, text_area
from crossreel.formats.vtt_payload import own_colours, read_payload, write_payload
from crossreel.formats.vtt_reading import ARROW, read_webvtt, times_of
from crossreel.formats.vtt_regions import Region, regions_of
from crossreel.formats.vtt_settings import settings_of
from crossreel.formats.vtt_styles import PLAIN, Looks, looks_of, says_more

_CLASSED = re.compile(r"<[^<>\s.]*\.([^<>\s]+)")
_MOMENT = re.compile(r"<(?:\d+:)?\d+:\d+[.,]\d+>")
_COMMON_HEADER = re.compile(r"(?:Kind|Language|X-TIMESTAMP-MAP)\s*[:=]|\s*$", re.IGNORECASE)


def sniff(head: str, name: str) -> float:
    """Rate by the signature, which every true WebVTT file begins with."""
    start = head.lstrip("\ufeff \t\n")
    if start[:6].upper() == "WEBVTT":
        return 1.0
    return 0.65 * (name.endswith(".vtt") and ARROW in head)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write a signature, what was kept of the file, and the cues."""
    header = document.extras.get("header")
    lines = ["" if ARROW in str(line) else str(line) for line in header] if isinstance(header, list) else [""]
    lines[1:] = [line for line in lines[1:] if line]
    out = [("WEBVTT " + lines[0]).strip(), *lines[1:], ""]
    waiting = _blocks(document)
    kept = "\n".join(text for _, text in waiting)
    colours = {colour for cue in document.cues if "<c=" in cue.text for colour in own_colours(cue.text)}
    for colour in sorted(colour for colour in colours if f"c_{colour[1:]}" not in kept):
        out += ["STYLE", f"::cue(.c_{colour[1:]}) {{ color: {colour}; }}", ""]
    said = looks_of(text for _, text in waiting), regions_of((text for _, text in waiting), lines[1:])
    for number, cue in enumerate(document.cues):
        while waiting and waiting[0][0] <= number:
            out += [waiting.popleft()[1], ""]
        out.append(_block(cue, text_area(options.width, options.height), said))
    out += [f"{text}\n" for _, text in waiting]
    return "\n".join(out)


def _blocks(document: Document) -> deque[tuple[int, str]]:
    kept = document.extras.get("blocks")
    if not isinstance(kept, list):
        return deque()
    blocks = [(int(at), str(text)) for at, text in kept if ARROW not in str(text) and "\n\n" not in str(text)]
    first = [(0, text) for at, text in blocks if not text.startswith("NOTE")]
    return deque(first + [(at, text) for at, text in blocks if text.startswith("NOTE")])


def _block(cue: DocumentCue, area: TextArea, said: tuple[Looks, dict[str, Region]]) -> str:
    kept = str(cue.extras.get("settings", ""))
    looks, regions = said
    settings = settings_of(cue.placement, kept if is_strict_settings(kept) else "", area, regions)
    payload = cue.extras.get("payload")
    identifier = str(cue.extras.get("id", ""))
    if isinstance(payload, str) and not payload.isascii():
        payload = visible(payload)[0]
    if not _is_kept(payload) or read_payload(str(payload), looks, identifier) != (cue.text, cue.speaker):
        payload = write_payload(cue.text, cue.speaker)
    is_name = bool(identifier) and ARROW not in identifier and "\n" not in identifier and times_of(identifier) is None
    head = f"{identifier}\n" if is_name else ""
    times = f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}"
    return f"{head}{times}{' ' if settings else ''}{settings}\n{payload}\n"


def _is_kept(payload: object) -> bool:
    """Tell whether the text of a file can stand as it was: no line of it is empty, and its form is strict."""
    return isinstance(payload, str) and all(line and is_strict_payload(line) for line in payload.split("\n"))


def keeps(document: Document) -> Counter[str]:
    """Count what only WebVTT understands of a file: settings, classes, times within texts, names, remarks and styles."""
    found: Counter[str] = Counter()
    looks = looks_of(text for _, text in _blocks(document))
    for cue in document.cues:
        settings = str(cue.extras.get("settings", ""))
        name = str(cue.extras.get("id", ""))
        found["identifier"] += bool(name) and not name.isdecimal()
        found["region"] += "region:" in settings
        found["vertical"] += "vertical:" in settings
        found["settings"] += bool(re.search(r"(?:line|position|size):", settings))
        payload = str(cue.extras.get("payload", ""))
        if "<" in payload:
            found["karaoke"] += bool(_MOMENT.search(payload))
            found["lang"] += "<lang" in payload
            classes = [name for match in _CLASSED.findall(payload) for name in match.split(".") if not name[:1].isdigit()]
            found["background"] += any(name.startswith("bg_") for name in classes)
            found["class"] += any(not name.startswith("bg_") and looks.of("c", f".{name}") == PLAIN for name in classes)
    for _, text in _blocks(document):
        found["note"] += text.startswith("NOTE")
        found["style"] += text.startswith("STYLE") and says_more(text)
    header = document.extras.get("header")
    found["header"] += sum(not _COMMON_HEADER.match(str(line)) for line in header) if isinstance(header, list) else 0
    return +found


FORMAT = Format(
    id="vtt",
    title="WebVTT",
    extensions=("vtt", "webvtt"),
    sniff=sniff,
    read=read_webvtt,
    write=write,
    judge=judge_vtt,
    keeps=keeps,
    options=frozenset({"bom", "newline", "bidi", "plain_text"}),
    loses=frozenset({"language", "placement_box", "empty_cues"}),
    rank=20,
)
