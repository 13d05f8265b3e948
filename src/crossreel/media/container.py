"""Opening media files with FFmpeg (PyAV), what its errors mean, and how much of a strange file is taken in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput, NotFound
from crossreel.kernel.paths import resource

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

ATTACHED_PICTURE = 0x400  # AV_DISPOSITION_ATTACHED_PIC
STARTS_ANYWHERE = ("mpegts", "mpeg", "flv")
USUAL_RATE = Fraction(30)
MOST_ASPECT = 4  # no pixel is longer than this times its width, or wider
LONGEST_S = 6 * 3600  # what one looks at in an editor; a jump of the clock soon goes beyond it
MOST_PIXELS = 8192 * 4608  # above 8K; a decoded picture of that size takes 57 MB
HEAD_BYTES = 64
MOST_BOXES = 10_000
BLANKS = b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"


@contextmanager
def open_container(path: Path) -> Iterator[InputContainer]:
    """Open a media file for reading: only as one of the known containers, and nothing but this file.

    Raises:
        NotFound: there is no such file.
        BadInput: the file is no regular one, empty, cut off before its index, or no media file at all.
    """
    container = _open(path)
    try:
        yield container
    finally:
        container.close()


@lru_cache(maxsize=1)
def containers() -> tuple[str, ...]:
    """Return the containers that are opened, by FFmpeg's first name for them."""
    return tuple(tomllib.loads(resource("media_containers.toml").read_text("utf-8"))["containers"])


def container_name(container: InputContainer) -> str:
    """Return FFmpeg's first name for the container of a file."""
    return str(container.format.name).split(",")[0]


def duration_ms(container: InputContainer) -> int:
    """Return when a file says it ends, counted from its beginning (`begin_s`); 0 where it says nothing, or something absurd."""
    if not container.duration:
        return 0
    counts_from_start = container_name(container) in ("mov", *STARTS_ANYWHERE)  # of its first picture or sound
    late = max(0, container.start_time or 0) if counts_from_start else 0
    whole_ms = (container.duration + late) // 1000 - int(begin_s(container) * 1000)
    return whole_ms if 0 < whole_ms <= LONGEST_S * 1000 else 0


def begin_s(container: InputContainer) -> Fraction:
    """Return the time in seconds, by the clock of the file, that counts as its beginning.

    Transport streams and their like begin anywhere on a clock of their own, and with their first picture; in other files a first
    picture that comes late is meant to come late.
    """
    if container_name(container) not in STARTS_ANYWHERE:
        return Fraction(0)
    for stream in container.streams.video:
        if not _is_cover(stream) and stream.start_time is not None and stream.time_base:
            return stream.start_time * stream.time_base
    return Fraction(container.start_time or 0, 1_000_000)


def declared_rate(stream: VideoStream) -> Fraction | None:
    """Return the frame rate that a file states, None where it states none that pictures can have."""
    for rate in (stream.average_rate, stream.guessed_rate):
        if rate and Fraction(1, 60) <= rate <= 1000:
            return Fraction(rate)
    return None


def pixel_aspect(stream: VideoStream) -> Fraction:
    """Return the width of a pixel measured by its height; 1 where the file says something absurd."""
    aspect = stream.sample_aspect_ratio
    return Fraction(aspect) if aspect and Fraction(1, MOST_ASPECT) <= aspect <= MOST_ASPECT else Fraction(1)


def quarter_turns(frame: VideoFrame) -> int:
    """Return by how many quarters, counter-clockwise, a picture has to be turned to stand upright, 0 to 3."""
    return round(frame.rotation / 90) % 4


def _open(path: Path) -> InputContainer:
    import av

    av.logging.set_level(None)
    if not path.is_file():
        raise BadInput("media.not_a_file", path=str(path)) if path.exists() else NotFound("media.not_found", path=str(path))
    if path.stat().st_size == 0:
        raise BadInput("media.empty", path=str(path))
    if _begins_as_manifest(path):
        raise BadInput("media.not_video", path=str(path))
    options = {"protocol_whitelist": "file", "format_whitelist": ",".join(containers())}
    try:
        return av.open(f"file:{path}", options=options)
    except (av.FFmpegError, ValueError, UnicodeError, OverflowError) as error:
        code = "media.truncated" if _lacks_index(path) else "media.not_video"
        raise BadInput(code, path=str(path)) from error


def _begins_as_manifest(path: Path) -> bool:
    """Tell whether a file begins with markup: libVLC would take it for a list of addresses, whatever demuxer is forced."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES).lstrip(BLANKS).startswith(b"<")


def video_stream(container: InputContainer, path: Path) -> VideoStream:
    """Return the first moving picture of a file; cover pictures of sound files do not count.

    Raises:
        BadInput: there is none, or its pictures are larger than any video's.
    """
    for stream in container.streams.video:
        if not _is_cover(stream) and stream.codec_context is not None:
            _check_size(stream, path)
            return stream
    raise BadInput("media.not_video", path=str(path))


def find_sound(container: InputContainer, stream: int | None = None) -> AudioStream | None:
    """Return the sound of a file with a number, without one the first; None where there is none that can be decoded."""
    sounds = (each for each in container.streams.audio if each.codec_context is not None)
    return next((each for each in sounds if stream in (None, each.index)), None)


def has_picture(container: InputContainer) -> bool:
    """Tell whether a file has a moving picture."""
    return any(not _is_cover(stream) and stream.codec_context is not None for stream in container.streams.video)


def _check_size(stream: VideoStream, path: Path) -> None:
    context = stream.codec_context
    if context.width * context.height > MOST_PIXELS:
        raise BadInput("media.too_large", path=str(path), width=context.width, height=context.height)
    context.options = {**context.options, "max_pixels": str(MOST_PIXELS)}  # a stream may change its size on the way


def _is_cover(stream: Any) -> bool:
    return bool(int(stream.disposition) & ATTACHED_PICTURE)


def _lacks_index(path: Path) -> bool:
    """Tell whether an MP4 or MOV file ends before its `moov` box, as a copy that was cut off does."""
    size = path.stat().st_size
    at = 0
    kinds: list[bytes] = []
    with path.open("rb") as file:
        while at + 8 <= size and len(kinds) < MOST_BOXES:
            file.seek(at)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4], "big"), header[4:8]
            if length == 1:
                length = int.from_bytes(header[8:16], "big")
            if length < 8:
                break
            kinds.append(kind)
            at += length
    return bool(kinds) and kinds[0] == b"ftyp" and (b"moov" not in kinds or at > size)
