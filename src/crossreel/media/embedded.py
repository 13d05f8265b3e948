"""The subtitle streams inside a video file: what they are, and their text as a file of the format they were made from.

Streams of pictures (PGS, VobSub, DVB) are listed and cannot be read. Times count from the beginning of the file as all others do.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import SubtitleStream
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.timecode import clock
from crossreel.media.container import begin_s, open_container

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.subtitles.stream import SubtitleStream as StreamOfFile

DEFAULT, FORCED, HEARING_IMPAIRED = 0x1, 0x40, 0x80  # AV_DISPOSITION_*
FORMATS = {"subrip": "srt", "srt": "srt", "text": "srt", "mov_text": "srt", "ass": "ass", "ssa": "ass", "webvtt": "vtt"}
MOST_BYTES = 50_000_000  # of text in one stream
STYLE_ENTRY = struct.Struct(">HHHBBI")  # start, end, font, face, size, colour: 3GPP TS 26.245, 5.16
FACES = ((1, "b"), (2, "i"), (4, "u"))
WHITE = 0xFFFFFF
LAST_MS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedText:
    """The text of a subtitle stream as a file: a name that tells its format, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Line:
    start_ms: int
    end_ms: int
    payload: bytes


def subtitle_streams(container: InputContainer) -> tuple[SubtitleStream, ...]:
    """Return the subtitle streams of an open file."""
    return tuple(_stream(each) for each in container.streams.subtitles)


def extract_subtitles(path: Path, index: int) -> EmbeddedText:
    """Return the text of the subtitle stream with an index of a file.

    Raises:
        NotFound: there is no such file, or no such stream.
        BadInput: it is no media file, or the stream holds pictures instead of text.
    """
    with open_container(path) as container:
        found = next((each for each in container.streams.subtitles if each.index == index), None)
        if found is None:
            raise NotFound("media.no_subtitle_stream", path=str(path), index=index)
        stream = _stream(found)
        if not stream.format_id:
            raise BadInput("media.subtitle_pictures", path=str(path), index=index, codec=stream.codec)
        lines = list(_lines(container, found, path))
        header = bytes(found.codec_context.extradata or b"") if found.codec_context is not None else b""
    if stream.format_id == "ass":
        return EmbeddedText(name="embedded.ass", data=_ass(header, lines))
    decode, vtt = (_timed_text if stream.codec == "mov_text" else _plain), stream.format_id == "vtt"
    blocks = [f"{_times(line, '.' if vtt else ',')}\n{text}\n" for line in lines if (text := decode(line.payload))]
    if vtt:
        return EmbeddedText(name="embedded.vtt", data="\n".join(["WEBVTT\n", *blocks]).encode())
    return EmbeddedText(name="embedded.srt", data="\n".join(f"{at}\n{block}" for at, block in enumerate(blocks, start=1)).encode())


def _stream(stream: StreamOfFile) -> SubtitleStream:
    codec = stream.codec_context.name if stream.codec_context is not None else ""
    shown = int(stream.disposition or 0)
    language = stream.metadata.get("language", "")
    return SubtitleStream(
        index=stream.index,
        codec=codec,
        language="" if language == "und" else language,
        title=stream.metadata.get("title", "") or _handler(stream.metadata.get("handler_name", "")),
        format_id=FORMATS.get(codec, ""),
        is_default=bool(shown & DEFAULT),
        is_forced=bool(shown & FORCED),
        is_sdh=bool(shown & HEARING_IMPAIRED),
    )


def _handler(name: str) -> str:
    """Return a handler's name where it says more than what every muxer writes."""
    return "" if name in ("SubtitleHandler", "Subtitle Media Handler", "Core Media Subtitle") else name


def _lines(container: InputContainer, stream: StreamOfFile, path: Path) -> Iterator[_Line]:
    import av

    base, begin, taken = stream.time_base or Fraction(1, 1000), begin_s(container), 0
    waiting: _Line | None = None
    try:
        for packet in container.demux(stream):
            if packet.pts is None:
                continue
            payload = bytes(packet)
            taken += len(payload)
            if taken > MOST_BYTES:
                raise BadInput("media.damaged", path=str(path))
            start_ms = round((packet.pts * base - begin) * 1000)
            if waiting is not None:  # without a length a line stays until the next
                yield _Line(waiting.start_ms, start_ms, waiting.payload)
                waiting = None
            if packet.duration:
                yield _Line(start_ms, round(((packet.pts + packet.duration) * base - begin) * 1000), payload)
            else:
                waiting = _Line(start_ms, start_ms, payload)
    except av.FFmpegError as error:
        raise BadInput("media.damaged", path=str(path)) from error
    if waiting is not None:
        yield _Line(waiting.start_ms, waiting.start_ms + LAST_MS, waiting.payload)


def _ass(header: bytes, lines: Sequence[_Line]) -> bytes:
    """Return an ASS file: Matroska's packets are `ReadOrder,Layer,Style,…,Text`, to be put in order."""
    read = []
    for at, line in enumerate(lines):
        order, _, rest = line.payload.decode("utf-8", "replace").partition(",")
        layer, _, fields = rest.partition(",")
        place = int(order) if order.strip().isdecimal() else at
        read.append((place, f"Dialogue: {layer},{_ass_clock(line.start_ms)},{_ass_clock(line.end_ms)},{fields}".rstrip("\r\n\x00")))
    head = header.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n\x00")
    if "[events]" not in head.lower():
        head += "\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    return "\n".join([head, *(text for _, text in sorted(read))]).encode() + b"\n"


def _plain(payload: bytes) -> str:
    return payload.decode("utf-8", "replace").replace("\r\n", "\n").strip("\n\x00")


def _timed_text(payload: bytes) -> str:
    """Return a sample of 3GPP timed text with its styles as SubRip's tags."""
    if len(payload) < 2:
        return ""
    length = int.from_bytes(payload[:2], "big")
    raw, boxes = payload[2 : 2 + length], payload[2 + length :]
    text = raw.decode("utf-16", "replace") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("utf-8", "replace")
    at: dict[int, list[str]] = {}
    for start, end, opening, closing in _styles(boxes):
        at.setdefault(start, []).append(opening)
        at.setdefault(end, []).insert(0, closing)
    styled = "".join("".join(at.get(place, ())) + character for place, character in enumerate(text))
    return (styled + "".join(at.get(len(text), ()))).replace("\r\n", "\n").replace("\r", "\n").strip("\n\x00")


def _styles(boxes: bytes) -> Iterator[tuple[int, int, str, str]]:
    """Give the stretches of a sample's `styl` box with the tags that open and close them."""
    at = 0
    while at + 8 <= len(boxes):
        size = int.from_bytes(boxes[at : at + 4], "big")
        if size < 8:
            return
        if boxes[at + 4 : at + 8] == b"styl":
            body = boxes[at + 10 : at + size]
            for place in range(0, len(body) - STYLE_ENTRY.size + 1, STYLE_ENTRY.size):
                start, end, _font, face, _size, colour = STYLE_ENTRY.unpack_from(body, place)
                tags = [tag for bit, tag in FACES if face & bit]
                opening, closing = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
                if colour >> 8 != WHITE:
                    opening, closing = f'{opening}<font color="#{colour >> 8:06x}">', f"</font>{closing}"
                if opening and start < end:
                    yield start, end, opening, closing
        at += size


def _times(line: _Line, mark: str) -> str:
    return f"{clock(max(0, line.start_ms), separator=mark)} --> {clock(max(0, line.end_ms), separator=mark)}"


def _ass_clock(time_ms: int) -> str:
    hundredths = (max(0, time_ms) + 5) // 10
    whole, rest = divmod(hundredths, 100)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:02d}"
