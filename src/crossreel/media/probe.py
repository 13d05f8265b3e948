"""What a video file is: size, rate, sound, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

from crossreel.domain.document import Notice
from crossreel.domain.episode import AudioStream, MediaInfo
from crossreel.domain.errors import BadInput, Fact
from crossreel.media.container import open_container, video_stream

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

KEY_SAMPLE_BYTES = 1 << 20
STANDARD_RATES = tuple(
    Fraction(*pair) for pair in ((24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1), (60000, 1001), (60, 1))
)
SNAP = Fraction(1, 5000)
CUT_SHORT_MS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A video file as probed, with what a person should know of it before using it."""

    info: MediaInfo
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Timing:
    """Frame times in ticks of the stream's time base, sorted, and whether the file holds fewer frames than it says."""

    ticks: list[int]
    cut_off: bool


def probe(path: Path) -> Probe:
    """Read what a video file is, decoding its first frame only.

    Raises:
        NotFound: there is no such file.
        BadInput: empty, cut off before its index, no video, or its first picture cannot be decoded.
    """
    with open_container(path) as container:
        stream = video_stream(container, path)
        timing = _timing(container, stream, path.stat().st_size)
        first = _first_frame(container, stream, path)
        rate, variable = _frame_rate(stream, timing.ticks)
        width, height = _shown_size(stream, first)
        info = MediaInfo(
            duration_ms=_duration_ms(container, stream, timing, rate),
            width=width,
            height=height,
            rotation=first.rotation % 360,
            frame_rate=rate,
            variable_frame_rate=variable,
            video_codec=stream.codec_context.name,
            audio=_sound(container),
            size_bytes=path.stat().st_size,
            content_key=content_key(path),
        )
        readable_ms = _readable_ms(stream, timing, rate)
    return Probe(info=info, notices=tuple(_notices(path, info, readable_ms, timing.cut_off)))


def content_key(path: Path) -> str:
    """Return a key that a moved or renamed file keeps: its size and the xxh3 of its first and last MiB."""
    size = path.stat().st_size
    digest = xxhash.xxh3_64()
    with path.open("rb") as file:
        digest.update(file.read(KEY_SAMPLE_BYTES))
        file.seek(max(0, size - KEY_SAMPLE_BYTES))
        digest.update(file.read(KEY_SAMPLE_BYTES))
    return f"{size:x}-{digest.hexdigest()}"


def _timing(container: InputContainer, stream: VideoStream, size: int) -> _Timing:
    entries = stream.index_entries
    if container.format.name.startswith("mov") and 0 < stream.frames == len(entries):
        whole = [(entry.timestamp, entry.pos + entry.size) for entry in entries]
        ticks = sorted(at for at, end in whole if end <= size)
        return _Timing(ticks, cut_off=len(ticks) < len(whole))
    ticks = []
    import av

    try:
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None:
                ticks.append(packet.pts)
    except av.FFmpegError:
        return _Timing(sorted(ticks), cut_off=True)
    return _Timing(sorted(ticks), cut_off=False)


def _first_frame(container: InputContainer, stream: VideoStream, path: Path) -> VideoFrame:
    import av

    stream.codec_context.thread_count = 1
    try:
        container.seek(stream.start_time or 0, stream=stream)
        frame = next(container.decode(stream), None)
        if frame is None:  # a seek in a short transport stream lands behind its only key frame
            with av.open(str(path)) as again:
                frame = next(again.decode(video=0), None)
    except av.FFmpegError as error:
        raise BadInput("media.damaged", path=str(path)) from error
    if frame is None:
        raise BadInput("media.damaged", path=str(path))
    return frame


def _frame_rate(stream: VideoStream, ticks: list[int]) -> tuple[Fraction, bool]:
    steps = [late - early for early, late in pairwise(ticks)]
    if len(steps) < 2:
        return _snapped(stream.average_rate or Fraction(30)), False
    inner = sorted(steps[1:-1] or steps)
    usual = inner[len(inner) // 2]
    odd = sum(abs(step - usual) > max(1, usual // 50) for step in inner)
    span = (ticks[-1] - ticks[0]) * (stream.time_base or Fraction(1, 1000))
    mean = Fraction(len(steps)) / span if span else stream.average_rate or Fraction(30)
    if odd > max(1, len(inner) // 500):
        return _snapped(mean), True
    declared = stream.average_rate or stream.guessed_rate or mean
    return _snapped(declared if abs(declared / mean - 1) < Fraction(1, 100) else mean), False


def _snapped(rate: Fraction) -> Fraction:
    """Return the standard rate within 0.02 % of a measured one: containers round to their own clock."""
    for standard in STANDARD_RATES:
        if abs(rate / standard - 1) < SNAP:
            return standard
    return rate.limit_denominator(1001)


def _shown_size(stream: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    aspect = stream.sample_aspect_ratio or Fraction(1)
    width, height = round(frame.width * aspect), frame.height
    return (height, width) if frame.rotation % 180 else (width, height)


def _duration_ms(container: InputContainer, stream: VideoStream, timing: _Timing, rate: Fraction) -> int:
    if container.duration:
        return round(container.duration / 1000)
    if stream.duration and stream.time_base:
        return round(stream.duration * stream.time_base * 1000)
    return _readable_ms(stream, timing, rate)


def _readable_ms(stream: VideoStream, timing: _Timing, rate: Fraction) -> int:
    if not timing.ticks:
        return 0
    span = (timing.ticks[-1] - timing.ticks[0]) * (stream.time_base or Fraction(1, 1000))
    return round((span + 1 / rate) * 1000)


def _sound(container: InputContainer) -> tuple[AudioStream, ...]:
    return tuple(
        AudioStream(codec=stream.codec_context.name, channels=stream.channels, sample_rate=stream.sample_rate)
        for stream in container.streams.audio
        if stream.codec_context is not None
    )


def _notices(path: Path, info: MediaInfo, readable_ms: int, cut_off: bool) -> list[Notice]:
    slack_ms = max(CUT_SHORT_MS, info.duration_ms // 20)
    cut_short = cut_off or readable_ms + slack_ms < info.duration_ms
    asked: tuple[tuple[bool, str, dict[str, Fact]], ...] = (
        (cut_short, "media.cut_short", {"seconds": readable_ms // 1000, "of": info.duration_ms // 1000}),
        (info.width >= info.height, "media.landscape", {"width": info.width, "height": info.height}),
        (info.rotation != 0, "media.rotated", {"degrees": info.rotation}),
        (info.variable_frame_rate, "media.variable_frame_rate", {}),
        (not info.audio, "media.silent", {}),
    )
    return [Notice(code=code, facts={"path": str(path), **facts}) for applies, code, facts in asked if applies]
