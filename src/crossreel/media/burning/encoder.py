"""The picture of a master, encoded as its source was stored: size, shape of pixels, colours, rotation and clock."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crossreel.domain.burning.codec import BurnCodec
from crossreel.media.burning.mastering import mastering_of
from crossreel.media.burning.stored import FULL_RANGE, copy_of
from crossreel.media.container import declared_rate, quarter_turns

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

NARROW_RANGE = 1  # AVCOL_RANGE_MPEG
UNTAGGED = 2  # AVCOL_…_UNSPECIFIED
USUAL_RATE = Fraction(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a picture is encoded: by quality (a constant rate factor), or by kilobits a second where `kbps` is not 0.

    `threads` is how many work on one master, 0 for as many as the machine has.
    """

    codec: BurnCodec
    quality: int = 0
    kbps: int = 0
    preset: str = ""
    threads: int = 0


class Encoder:
    """Takes frames of one source and gives packets.

    Args:
        out: the file that is written.
        source: the picture it is made of.
        first: its first frame.
        how: the codec and how much it may take.
        rate: frames a second where they are made even, None where each keeps its time.
    """

    def __init__(self, out: OutputContainer, source: VideoStream, first: VideoFrame, how: Encoding, rate: Fraction | None) -> None:
        from av.video.reformatter import VideoReformatter

        self._how, self._reformatter, self._mastering = how, VideoReformatter(), mastering_of(first)
        self.format = fitting(first, how.codec)
        self.is_full = first.format.name.startswith("yuvj") or int(first.color_range) == FULL_RANGE
        self._is_narrowed = self.is_full and how.codec.encoder == "prores_ks"  # which knows no other
        self.is_woven = first.interlaced_frame and not how.codec.knows_fields
        self._has_fields = first.interlaced_frame and how.codec.knows_fields
        self._size = first.width, first.height
        self.width, self.height = first.width + first.width % 2, first.height + first.height % 2
        self.base = clock_of(source, rate)
        stream: Any = out.add_stream(how.codec.encoder, rate=rate or declared_rate(source) or USUAL_RATE, options=self._options())
        self._stream = stream
        self._describe(source, first)

    def _options(self) -> dict[str, str]:
        how, options = self._how, dict(self._how.codec.options)
        if how.codec.presets:
            options["preset"] = how.preset or "medium"
        if how.codec.has_quality and not how.kbps:
            options["crf"] = str(how.quality)
        if self._has_fields:
            options["flags"] = "+ildct+ilme"
        if how.kbps:
            options |= {"maxrate": f"{how.kbps * 3 // 2}k", "bufsize": f"{how.kbps * 2}k"}
        if how.codec.encoder == "libx265":
            options["x265-params"] = "log-level=none" + (f":pools={how.threads}" if how.threads else "")
        told = self._mastering.options(how.codec.encoder) if self._mastering is not None else {}
        if told:
            name = f"{how.codec.encoder.removeprefix('lib')}-params"
            options[name] = ":".join(filter(None, (options.get(name), *(f"{key}={value}" for key, value in told.items()))))
        return options

    def _describe(self, source: VideoStream, first: VideoFrame) -> None:
        context = self._stream.codec_context
        self._stream.width, self._stream.height, self._stream.pix_fmt = self.width, self.height, self.format
        self._stream.time_base = context.time_base = self.base
        context.sample_aspect_ratio = source.sample_aspect_ratio or Fraction(1)
        context.color_primaries, context.color_trc = first.color_primaries, first.color_trc
        context.colorspace = first.colorspace
        context.color_range = NARROW_RANGE if self._is_narrowed else FULL_RANGE if self.is_full else first.color_range
        context.thread_count, context.thread_type = self._how.threads, "AUTO"
        if self._how.kbps:
            context.bit_rate = self._how.kbps * 1000
        if self._how.codec.tag:
            context.codec_tag = self._how.codec.tag
        if turns := quarter_turns(first):
            self._stream.set_display_rotation(turns * 90)

    def fitted(self, frame: VideoFrame) -> VideoFrame:
        """Return a frame in the format and size that is encoded; the same one where it is so already."""
        if frame.format.name != self.format or (frame.width, frame.height) != self._size:
            ranges = {"src_color_range": "JPEG", "dst_color_range": "MPEG"} if self._is_narrowed else {}
            size = {"width": self._size[0], "height": self._size[1]}  # a stream may change its size on the way
            made = self._reformatter.reformat(frame, format=self.format, threads=1, **size, **ranges)  # type: ignore[arg-type]
            made.pts, made.time_base, made.duration = frame.pts, frame.time_base, frame.duration
            made.color_range = NARROW_RANGE if self._is_narrowed else frame.color_range
            frame = made
        if (frame.width, frame.height) != (self.width, self.height):
            return copy_of(frame, self.width, self.height)
        return frame

    def encode(self, frame: VideoFrame | None) -> list[Packet[Any]]:
        """Return what comes of a frame, None for what is left."""
        if frame is not None:
            frame.pict_type = 0  # what kind of picture it was in its source is not what it has to be
        found: list[Packet[Any]] = self._stream.encode(frame)
        return found


def clock_of(source: VideoStream, rate: Fraction | None) -> Fraction:
    """Return the steps in seconds that the times of a master are written in: those of its source, or frames that are even."""
    return 1 / rate if rate is not None else source.time_base or 1 / USUAL_RATE


def fitting(frame: VideoFrame, codec: BurnCodec) -> str:
    """Return the format of pixels that an encoder takes and that loses least of a frame's."""
    layout = frame.format
    if layout.name in codec.formats:
        return layout.name
    depth = layout.components[0].bits
    wide = round(frame.width / layout.chroma_width(frame.width)) == 1 if len(layout.components) > 2 else False
    wanted = ("yuv444p" if wide else "yuv420p") + ("10le" if depth > 8 else "")
    return wanted if wanted in codec.formats else codec.formats[0]
