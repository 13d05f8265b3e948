"""What a video file is: size, rate, sound, and what is odd about it."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.content_key import SAMPLE_BYTES, key_of
from crossreel.domain.catalog.episode import AudioStream, MediaInfo
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.text.document import Notice
from crossreel.media.container import (
    USUAL_RATE,
    begin_s,
    container_name,
    declared_rate,
    duration_ms,
    find_sound,
    has_picture,
    open_container,
    pixel_aspect,
    quarter_turns,
    video_stream,
)
from crossreel.media.embedded import subtitle_streams
from crossreel.media.frame_times import MOST_FRAMES, check_times, in_order, read_ticks

if TYPE_CHECKING:
    from av.audio.stream import AudioStream as AudioStreamOfFile
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

STANDARD_RATES = tuple(
    Fraction(*pair) for pair in ((24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1), (60000, 1001), (60, 1))
)
SNAP = Fraction(1, 5000)
SLOWEST = Fraction(1, 60)
CUT_SHORT_MS = 500
JUMP_S = 20
JUMP_STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A video file as probed, with what a person should know of it before using it."""

    info: MediaInfo
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Timing:
    """Frame times in ticks of the stream's time base, sorted, and whether the file holds fewer frames than it says."""

    ticks: array[int]
    cut_off: bool


def probe(path: Path) -> Probe:
    """Read what a video file is, decoding its first frame only.

    Raises:
        NotFound: there is no such file.
        BadInput: empty, cut off before its index, no video, its clock is broken, or not one picture can be decoded.
    """
    with open_container(path) as container:
        stream = video_stream(container, path)
        timing = _timing(container, stream, path)
        first = _first_frame(container, stream, path)
        rate, variable = frame_rate(stream, timing.ticks)
        width, height = _shown_size(stream, first)
        readable_ms = _readable_ms(container, stream, timing, rate)
        info = MediaInfo(
            duration_ms=max(duration_ms(container), readable_ms),
            width=width,
            height=height,
            rotation=quarter_turns(first) * 90,
            frame_rate=rate,
            variable_frame_rate=variable,
            video_codec=stream.codec_context.name,
            audio=_sound(container),
            size_bytes=path.stat().st_size,
            content_key=content_key(path),
            subtitles=subtitle_streams(container),
        )
        jump = _jump(stream, timing)
    return Probe(info=info, notices=(*_notices(path, info, readable_ms, timing.cut_off), *_said(path, jump)))


def probe_sound(path: Path) -> Probe:
    """Read what a sound file is, or the sound of a video.

    Raises:
        NotFound: there is no such file.
        BadInput: empty, cut off, no media file, or without a sound.
    """
    with open_container(path) as container:
        sound = find_sound(container)
        if sound is None:
            raise BadInput("media.no_sound", path=str(path))
        info = MediaInfo(
            duration_ms=duration_ms(container) or _sound_ms(container, sound), width=0, height=0, rotation=0,
            frame_rate=Fraction(0), variable_frame_rate=False, video_codec="", audio=_sound(container),
            size_bytes=path.stat().st_size, content_key=content_key(path),
        )  # fmt: skip
    return Probe(info=info)


def probe_any(path: Path) -> Probe:
    """Read what a video is, or a sound file.

    Raises:
        NotFound: there is no such file.
        BadInput: it is neither, or cannot be read.
    """
    with open_container(path) as container:
        is_sound = bool(container.streams.audio) and not has_picture(container)
    return probe_sound(path) if is_sound else probe(path)


def content_key(path: Path) -> str:
    """Return a key that a moved or renamed file keeps: its size and the xxh3 of its first and last MiB."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
        file.seek(max(0, size - SAMPLE_BYTES))
        return key_of(size, head, file.read(SAMPLE_BYTES))


def _timing(container: InputContainer, stream: VideoStream, path: Path) -> _Timing:
    entries = stream.index_entries
    if container_name(container) == "mov" and 0 < stream.frames == len(entries) <= MOST_FRAMES:
        size = path.stat().st_size
        ticks = in_order(array("q", (entry.timestamp for entry in entries if entry.pos + entry.size <= size)))
        check_times(ticks, stream.time_base or Fraction(1, 1000), path)
        return _Timing(ticks, cut_off=len(ticks) < len(entries))
    return _Timing(*read_ticks(container, stream, path))


def _first_frame(container: InputContainer, stream: VideoStream, path: Path) -> VideoFrame:
    """Decode the first picture; where seeking back finds none, as in some transport streams, from a fresh start."""
    import av

    stream.codec_context.thread_count = 1
    with contextlib.suppress(av.FFmpegError):
        container.seek(stream.start_time or 0, stream=stream)
        frame = next(container.decode(stream), None)
        if frame is not None:
            return frame
    with contextlib.suppress(av.FFmpegError), open_container(path) as again:
        frame = next(again.decode(video_stream(again, path)), None)
        if frame is not None:
            return frame
    raise BadInput("media.damaged", path=str(path))


def frame_rate(stream: VideoStream, ticks: Sequence[int]) -> tuple[Fraction, bool]:
    """Return how many pictures a second there are, and whether they last unevenly long, by their times."""
    steps = [late - early for early, late in pairwise(ticks)]
    if len(steps) < 2:
        return _snapped(declared_rate(stream) or USUAL_RATE), False
    inner = sorted(steps[1:-1] or steps)
    usual = inner[len(inner) // 2]
    odd = sum(abs(step - usual) > max(1, usual // 50) for step in inner)
    mean = len(steps) / ((ticks[-1] - ticks[0]) * (stream.time_base or Fraction(1, 1000)))
    if odd > max(1, len(inner) // 500):
        return _snapped(mean), True
    declared = declared_rate(stream) or mean
    return _snapped(declared if abs(declared / mean - 1) < Fraction(1, 100) else mean), False


def _snapped(rate: Fraction) -> Fraction:
    """Return the standard rate within 0.02 % of a measured one: containers round to their own clock."""
    for standard in STANDARD_RATES:
        if abs(rate / standard - 1) < SNAP:
            return standard
    return max(rate.limit_denominator(1001), SLOWEST)


def _shown_size(stream: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    width, height = round(frame.width * pixel_aspect(stream)), frame.height
    return (height, width) if quarter_turns(frame) % 2 else (width, height)


def _readable_ms(container: InputContainer, stream: VideoStream, timing: _Timing, rate: Fraction) -> int:
    """Return when the last picture ends."""
    if not timing.ticks:
        return 0
    last = timing.ticks[-1] * (stream.time_base or Fraction(1, 1000)) - begin_s(container)
    return int((last + 1 / rate) * 1000)


def _jump(stream: VideoStream, timing: _Timing) -> tuple[int, int] | None:
    """Return the widest gap between two pictures, and where it stands, in seconds, if no other is nearly as wide."""
    steps = [late - early for early, late in pairwise(timing.ticks)]
    if len(steps) < 2:
        return None
    base = stream.time_base or Fraction(1, 1000)
    at = max(range(len(steps)), key=steps.__getitem__)
    usual = sorted(steps)[len(steps) // 2]
    if steps[at] * base < JUMP_S or steps[at] < usual * JUMP_STEPS:
        return None
    return int((timing.ticks[at] - timing.ticks[0]) * base), int(steps[at] * base)


def _said(path: Path, jump: tuple[int, int] | None) -> list[Notice]:
    return [Notice(code="media.jumps", facts={"path": str(path), "at": jump[0], "seconds": jump[1]})] if jump else []


def _sound(container: InputContainer) -> tuple[AudioStream, ...]:
    return tuple(
        AudioStream(
            codec=stream.codec_context.name,
            channels=stream.channels,
            sample_rate=stream.sample_rate,
            language=stream.metadata.get("language", "").replace("und", ""),
            title=stream.metadata.get("title", ""),
            index=stream.index,
        )
        for stream in container.streams.audio
        if stream.codec_context is not None
    )


def _sound_ms(container: InputContainer, stream: AudioStreamOfFile) -> int:
    """Return when the last packet of a sound ends, of a file that says no length."""
    import av

    end, base = 0, stream.time_base or Fraction(1, 1000)
    with contextlib.suppress(av.FFmpegError):
        for packet in container.demux(stream):
            if packet.pts is not None:
                end = max(end, packet.pts + (packet.duration or 0))
    return int((end * base - begin_s(container)) * 1000)


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
