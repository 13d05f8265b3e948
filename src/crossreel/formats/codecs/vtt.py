"""WebVTT (.vtt), W3C: cues with settings; STYLE, REGION and NOTE blocks, identifiers and tags we have no word for are kept."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.language import normalize_tag
from crossreel.formats.bounds import Meter
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.judging import is_strict_payload, is_strict_settings, judge_vtt
from crossreel.formats.notices import Notices
from crossreel.formats.text_area import TextArea, text_area
from crossreel.formats.timing import OPEN_END_MS
from crossreel.formats.vtt_payload import own_colours, read_payload, write_payload
from crossreel.formats.vtt_settings import placement_of, settings_of

ARROW = "-->"
_TIME = r"(?:(\d{1,6}):)?(\d{1,4}):(\d{1,3})(?:[.,](\d{1,9}))?"
TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*(?:{_TIME}(.*))?")
SIGNATURE = re.compile(r"WEBVTT(?:[ \t]|$)")
LANGUAGE = re.compile(r"Language\s*+[:=]\s*+([\w-]{2,20})", re.IGNORECASE)


def sniff(head: str, name: str) -> float:
    """Rate by the signature, which every true WebVTT file begins with."""
    start = head.lstrip("\ufeff \t\n")
    if start.startswith("WEBVTT"):
        return 1.0
    return 0.55 * (name.endswith(".vtt") and ARROW in head)


@dataclass(slots=True)
class _Blocks:
    """The parts of a file while it is read: cues, and what stands between them (its place is the number of cues before it)."""

    cues: list[DocumentCue] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    between: list[list[object]] = field(default_factory=list)


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read cues in file order.

    Raises:
        BadInput: there is neither a signature nor a cue.
    """
    lines = text.replace("\x00", "\ufffd").split("\n")
    found = _Blocks()
    signed = next((i for i, line in enumerate(lines[:20]) if line.strip()), 0)
    begin = signed
    if SIGNATURE.match(lines[signed].strip("\ufeff \t")):
        found.header.append(lines[signed].strip("\ufeff \t")[6:].strip())
        begin = signed + 1
        while begin < len(lines) and lines[begin].strip() and ARROW not in lines[begin]:
            found.header.append(lines[begin])
            begin += 1
    else:
        notices.add("vtt.no_signature", signed + 1)
    for first, block in _split(lines, begin):
        _take(found, first, block, hints.meter, notices)
    if not found.header and not found.cues:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    cues = _closed(found.cues)
    language = LANGUAGE.search("\n".join(found.header))
    return Document(cues=cues, language=(normalize_tag(language.group(1)) or "") if language else "", extras=_kept(found))


def _kept(found: _Blocks) -> dict[str, object]:
    extras: dict[str, object] = {}
    if any(found.header):
        extras["header"] = found.header
    if found.between:
        extras["blocks"] = found.between
    return extras


def _split(lines: list[str], begin: int) -> Iterator[tuple[int, list[str]]]:
    """Give blocks of lines with the number of their first: a blank line ends one, and so does a second line of times."""
    block: list[str] = []
    timed = False
    first = begin + 1
    for number, line in enumerate(lines[begin:], begin + 1):
        arrow = ARROW in line
        if block and (not line.strip(" \t") or (arrow and (timed or len(block) > 1))):
            yield first, block
            block, timed = [], False
        if line.strip(" \t"):
            if not block:
                first = number
            block.append(line)
            timed = timed or arrow
    if block:
        yield first, block


def _take(found: _Blocks, first: int, block: list[str], meter: Meter, notices: Notices) -> None:
    meter.step()
    at = 0 if ARROW in block[0] else 1
    if len(block) > at and ARROW in block[at]:
        timing = TIMING.fullmatch(block[at])
        if timing is None:
            notices.add("vtt.bad_timing", first + at, times=block[at].strip()[:80], text="\n".join(block[at + 1 :])[:80])
            return
        if timing.group(7) is None:
            notices.add("time.no_end", first + at)
        raw = "\n".join(block[at + 1 :])
        meter.cue(len(raw))
        found.cues.append(_cue(timing, block[0].strip() if at else "", raw))
    elif re.match(r"(NOTE|STYLE|REGION|Region)\b", block[0]):
        found.between.append([len(found.cues), "\n".join(block)])
    else:
        notices.add("vtt.stray_text", first, text="\n".join(block)[:80])


def _cue(timing: re.Match[str], identifier: str, raw: str) -> DocumentCue:
    hours, minutes, seconds, fraction, end_hours, end_minutes, end_seconds, end_fraction, settings = timing.groups()
    start_ms = _milliseconds(hours, minutes, seconds, fraction)
    end_ms = -1 if end_seconds is None else _milliseconds(end_hours, end_minutes, end_seconds, end_fraction)
    settings = " ".join((settings or "").split())
    markup, speaker = read_payload(raw)
    extras: dict[str, object] = {}
    if identifier:
        extras["id"] = identifier
    if settings:
        extras["settings"] = settings
    if write_payload(markup, speaker) != raw:
        extras["payload"] = raw
    return DocumentCue(
        start_ms=start_ms, end_ms=end_ms, text=markup, speaker=speaker, placement=placement_of(settings), extras=extras
    )


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(((fraction or "") + "000")[:3])


def _closed(cues: list[DocumentCue]) -> tuple[DocumentCue, ...]:
    """Give cues without an end one: when the next begins, at most `OPEN_END_MS` after their start."""
    for at, cue in enumerate(cues):
        if cue.end_ms < 0:
            limit = cue.start_ms + OPEN_END_MS
            end_ms = max(cue.start_ms, min(limit, cues[at + 1].start_ms)) if at + 1 < len(cues) else limit
            cues[at] = DocumentCue(
                start_ms=cue.start_ms, end_ms=end_ms, text=cue.text, placement=cue.placement, speaker=cue.speaker, extras=cue.extras
            )
    return tuple(cues)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write a signature, what was kept of the file, and the cues."""
    header = document.extras.get("header")
    lines = [str(line) for line in header] if isinstance(header, list) else [""]
    out = [("WEBVTT " + lines[0]).strip(), *lines[1:], ""]
    waiting = _blocks(document)
    kept = "\n".join(text for _, text in waiting)
    colours = {colour for cue in document.cues if "<c=" in cue.text for colour in own_colours(cue.text)}
    for colour in sorted(colour for colour in colours if f"c_{colour[1:]}" not in kept):
        out += ["STYLE", f"::cue(.c_{colour[1:]}) {{ color: {colour}; }}", ""]
    for number, cue in enumerate(document.cues):
        while waiting and waiting[0][0] <= number:
            out += [waiting.popleft()[1], ""]
        out.append(_block(cue, text_area(options.width, options.height)))
    out += [f"{text}\n" for _, text in waiting]
    return "\n".join(out)


def _blocks(document: Document) -> deque[tuple[int, str]]:
    kept = document.extras.get("blocks")
    if not isinstance(kept, list):
        return deque()
    blocks = [(int(at), str(text)) for at, text in kept if ARROW not in str(text) and "\n\n" not in str(text)]
    first = [(0, text) for at, text in blocks if not text.startswith("NOTE")]
    return deque(first + [(at, text) for at, text in blocks if text.startswith("NOTE")])


def _block(cue: DocumentCue, area: TextArea) -> str:
    kept = str(cue.extras.get("settings", ""))
    settings = settings_of(cue.placement, kept if is_strict_settings(kept) else "", area)
    payload = cue.extras.get("payload")
    if not isinstance(payload, str) or not is_strict_payload(payload) or read_payload(payload) != (cue.text, cue.speaker):
        payload = write_payload(cue.text, cue.speaker)
    identifier = str(cue.extras.get("id", ""))
    head = f"{identifier}\n" if identifier and ARROW not in identifier and "\n" not in identifier else ""
    times = f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}"
    return f"{head}{times}{' ' if settings else ''}{settings}\n{payload}\n"


def stamp(at_ms: int) -> str:
    """Write a time as `HH:MM:SS.mmm`."""
    seconds, ms = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{ms:03d}"


FORMAT = Format(
    id="vtt",
    title="WebVTT",
    extensions=("vtt", "webvtt"),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_vtt,
    options=frozenset({"bom", "newline", "bidi"}),
    loses=frozenset({"placement_box", "empty_cues"}),
    rank=20,
)
