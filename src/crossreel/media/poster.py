"""The picture that stands for a video: a key frame from inside, which costs one decoded picture and not half a group of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.picture.caption import Picture
from crossreel.media.container import duration_ms, open_container, video_stream
from crossreel.media.frames import FrameReader, upright, upright_size

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

SHARES = (Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1, 6), Fraction(5, 6))
LOOKED_AT_PX = 32
DARK = 28  # mean luma, of 16 for black to 235 for white
FLAT = 4  # spread of luma; a fade or a card of one colour has less


def read_poster(path: Path, heights: Sequence[int], cut: Cut = WHOLE) -> tuple[Picture, ...]:
    """Return the picture that stands for a video, or a stretch of it, in several heights, in pixels.

    Key frames near a third of the video are tried, where titles and fades are over, then others. Where all are dark or of one
    colour, the exact picture at a third is taken.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or not one picture of it can be decoded.
    """
    import av

    with open_container(path) as container, contextlib.suppress(av.FFmpegError, ValueError, OverflowError):
        stream = video_stream(container, path)
        for frame in _key_frames(container, stream, cut):
            if _is_telling(frame):
                return tuple(_picture(frame, stream, height) for height in heights)
    with FrameReader(path, cut=cut) as reader:
        at_ms = reader.times.start_ms(int(reader.frame_count * SHARES[0]))
        return tuple(reader.still(at_ms, height) for height in heights)


def _key_frames(container: InputContainer, stream: VideoStream, cut: Cut) -> Iterator[VideoFrame]:
    """Yield the key frame before each of the shares of the video, each once; the very first picture comes last."""
    stream.codec_context.thread_count = 1
    base = stream.time_base or Fraction(1, 1000)
    length = int(Fraction(cut.length_ms(duration_ms(container)), 1000) / base)
    start = (stream.start_time or 0) + int(Fraction(cut.in_ms, 1000) / base)
    seen: set[int | None] = set()
    first: list[VideoFrame] = []
    for share in SHARES if length else SHARES[:1]:
        container.seek(start + int(length * share), stream=stream, backward=True)
        packet = next((each for each in container.demux(stream) if each.is_keyframe and each.size), None)
        if packet is None or packet.pts in seen or (cut.in_ms and (packet.pts or 0) < start):
            continue
        seen.add(packet.pts)
        decoded = [*packet.decode(), *stream.codec_context.decode(None)][:1]
        if packet.pts is not None and packet.pts <= start:
            first = decoded
        else:
            yield from decoded
    yield from first


def _is_telling(frame: VideoFrame) -> bool:
    grey = frame.reformat(width=LOOKED_AT_PX, height=LOOKED_AT_PX, format="gray", interpolation="AREA").to_ndarray()
    return bool(grey.mean() > DARK and grey.std() > FLAT)


def _picture(frame: VideoFrame, stream: VideoStream, height: int) -> Picture:
    width, height = upright_size(frame, stream, height)
    return Picture(width=width, height=height, data=upright(frame, width, height, "rgba").tobytes())
