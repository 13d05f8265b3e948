"""Burning: the frames of a video with captions laid into them, encoded anew at their own times, beside its sounds."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.hiding import Hide, is_hidden
from crossreel.media.burning.blending import Patch, blend, patches
from crossreel.media.burning.covering import Cover, cover, covers
from crossreel.media.burning.encoder import Encoder, Encoding, clock_of
from crossreel.media.burning.sounds import BesidePicture, Heard, Loudness, Sounds
from crossreel.media.burning.stored import Stored, copy_of, stored
from crossreel.media.container import begin_s, open_container, pixel_aspect, video_stream
from crossreel.media.frame_times import keep_going

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

Captions = Callable[[int, int, int], Sequence[Picture]]
"""Gives what stands on the picture at a time (ms), upright, for a width and height; the same object while that stays the same."""
DECODE_THREADS = 2
MOST_SCALE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is burned.

    Attributes:
        source: the video, and `cut` the stretch of it.
        encoding: how.
        hide: how its burned-in band is hidden, `band` (percent of the picture, upright) within `spans` (ms).
        rate: frames a second where they are to be even, None where each keeps its time.
        louder: what brings sounds to a loudness, by the number of the stream.
        sound: what is heard, None for the sounds of the source's own file.
    """

    source: Path
    encoding: Encoding
    cut: Cut = WHOLE
    hide: Hide = Hide.NOTHING
    band: Box | None = None
    spans: tuple[tuple[int, int], ...] = ()
    rate: Fraction | None = None
    louder: dict[int, Loudness] = field(default_factory=dict)
    sound: Heard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burned:
    """What was written.

    Attributes:
        ticks: the time of each frame of the new file, in steps of `base` seconds.
        shown_ms: the time of the source frame that each of them shows, and `said_ms` the time at which its captions stand.
        repeated, dropped: frames that stand twice, or not at all, where they were made even.
        sounds: codecs that were encoded anew, and what they became.
        is_woven: whether an interlaced picture was stored as whole frames, since the codec knows no others.
        white: the signal of a white caption, 1 for full white.
        pixel_format: what was encoded, and `was` what the source holds.
    """

    ticks: array[int]
    base: Fraction
    shown_ms: array[int]
    said_ms: array[int]
    repeated: int = 0
    dropped: int = 0
    sounds: dict[str, str] = field(default_factory=dict)
    white: float = 1.0
    is_woven: bool = False
    pixel_format: str = ""
    was: str = ""


def burn(task: Task, target: Path, captions: Captions, check: Callable[[], None] = keep_going) -> Burned:
    """Write a master.

    Args:
        task: what is burned.
        target: the file that is written; its name is given when it is finished, by the caller.
        captions: what stands on the picture.
        check: called for every frame; stops the work by raising.

    Raises:
        NotFound, BadInput: the source cannot be read; says why.
        OSError: the disk refused.
    """
    import av

    codec = task.encoding.codec
    with open_container(task.source) as source, _opened(task.sound) as beside:
        stream = video_stream(source, task.source)
        scale = clock_of(stream, task.rate).denominator  # a start is written in steps of the whole file, milliseconds else
        options = {"movflags": "+faststart", "movie_timescale": str(scale if scale <= MOST_SCALE else MOST_SCALE)}
        stream.codec_context.thread_count, stream.thread_type = DECODE_THREADS, "AUTO"
        with av.open(str(target), "w", format=codec.container, options=options) as out:
            burner = _Burner(task, source, stream, out, captions, beside)
            try:
                burner.run(check)
            except av.FFmpegError as error:
                if isinstance(error, OSError):
                    raise OSError(error.errno, error.strerror) from error
                raise BadInput("burning.not_encoded", path=str(task.source), reason=error.strerror or "") from error
        return burner.burned()


def _opened(sound: Heard | None) -> contextlib.AbstractContextManager[InputContainer | None]:
    return contextlib.nullcontext() if sound is None else open_container(sound.path)


class _Burner:
    def __init__(
        self, task: Task, source: InputContainer, stream: VideoStream, out: OutputContainer, captions: Captions,
        beside: InputContainer | None,
    ) -> None:  # fmt: skip
        self._other = beside
        self._beside: BesidePicture | None = None
        self._task, self._source, self._stream, self._out = task, source, stream, out
        self._captions = captions
        self._base = stream.time_base or Fraction(1, 1000)
        self._begin = begin_s(source) + Fraction(task.cut.in_ms, 1000)
        self._end = None if task.cut.out_ms is None else begin_s(source) + Fraction(task.cut.out_ms, 1000)
        self._encoder: Encoder | None = None
        self._sounds: Sounds | None = None
        self._held: list[Packet[Any]] = []
        self._how: Stored | None = None
        self._last: tuple[Sequence[Picture], tuple[tuple[Patch, ...], ...]] | None = None
        self._cover: tuple[Cover, ...] = ()
        self._ticks, self._shown, self._said = array("q"), array("q"), array("q")
        self._repeated = self._dropped = 0
        self._was = ""

    def run(self, check: Callable[[], None]) -> None:
        """Read, lay in, encode, write."""
        waiting: tuple[VideoFrame, Fraction] | None = None
        for frame, at in self._frames(check):
            if waiting is not None:
                self._take(*waiting, at)
            waiting = frame, at
        if waiting is None or self._encoder is None:
            raise BadInput("media.damaged", path=str(self._task.source))
        self._take(*waiting, None)
        self._out.mux(self._encoder.encode(None))
        if self._beside is not None:
            self._beside.go_on(None)
        if self._sounds is not None:
            self._sounds.finish()

    def burned(self) -> Burned:
        """Return what was written."""
        assert self._encoder is not None and self._how is not None
        return Burned(
            ticks=self._ticks, base=self._encoder.base, shown_ms=self._shown, said_ms=self._said, repeated=self._repeated,
            dropped=self._dropped, white=self._how.white, is_woven=self._encoder.is_woven,
            sounds=self._sounds.encoded if self._sounds is not None else {},
            pixel_format=self._encoder.format, was=self._was,
        )  # fmt: skip

    def _frames(self, check: Callable[[], None]) -> Iterator[tuple[VideoFrame, Fraction]]:
        """Give the frames of the stretch with their times in seconds from its start; the first one may have begun before it."""
        before: VideoFrame | None = None
        last: int | None = None
        for frame in self._decoded(check):
            if frame.pts is None or (last is not None and frame.pts <= last):
                continue
            last = frame.pts
            at = frame.pts * self._base - self._begin
            if self._task.cut.in_ms and at < 0:
                before = frame
                continue
            if self._end is not None and at >= self._end - self._begin:
                break
            if before is not None and at > 0:
                yield before, Fraction(0)
            before = None
            yield frame, at
        if before is not None:
            yield before, Fraction(0)

    def _decoded(self, check: Callable[[], None]) -> Iterator[VideoFrame]:
        import av

        if self._task.cut.in_ms:
            self._source.seek(int(self._begin * 1_000_000), backward=True)
        own = self._source.streams.audio if self._other is None else ()
        wanted = [self._stream, *(each for each in own if each.codec_context is not None)]
        for packet in self._source.demux(wanted):
            check()
            if packet.stream_index != self._stream.index:
                self._hear(packet)
                continue
            with contextlib.suppress(av.FFmpegError):  # a damaged picture
                yield from cast("list[VideoFrame]", packet.decode())

    def _hear(self, packet: Packet[Any]) -> None:
        if self._sounds is None:
            self._held.append(packet)
            return
        self._sounds.take(packet)

    def _open(self, frame: VideoFrame) -> Encoder:
        """Begin the new file, as its first picture is stored."""
        task = self._task
        self._was = frame.format.name
        encoder = Encoder(self._out, self._stream, frame, task.encoding, task.rate)
        codec, sound = task.encoding.codec, task.sound
        if sound is None or self._other is None:
            self._sounds = Sounds(self._source, self._out, codec, task.cut, task.louder)
        else:
            self._sounds = Sounds(self._other, self._out, codec, sound.cut, task.louder, sound.stream)
            self._beside = BesidePicture(self._other, self._sounds, sound)
        for packet in self._held:
            self._sounds.take(packet)
        self._held.clear()
        how = stored(encoder.fitted(frame), pixel_aspect(self._stream))
        self._how = replace(how, width=frame.width, height=frame.height)  # a column or row that is added is not the picture's
        if task.band is not None and task.hide is not Hide.NOTHING:
            self._cover = covers(task.band, task.hide, self._how)
        return encoder

    def _take(self, frame: VideoFrame, at: Fraction, following: Fraction | None) -> None:
        """Encode a picture as often as it is shown; `following` is when the next one is, None for the last."""
        if self._encoder is None:
            self._encoder = self._open(frame)
        fitted, rate = self._encoder.fitted(frame), self._task.rate
        if rate is None:
            self._write(fitted, max(0, round(at / self._base)), at, at)
            return
        first, stop = round(at * rate), round(following * rate) if following is not None else round(at * rate) + 1
        self._dropped += stop <= first
        self._repeated += max(0, stop - first - 1)
        for number in range(first, stop):
            self._write(fitted, number, at, number / rate)

    def _write(self, frame: VideoFrame, tick: int, at: Fraction, said: Fraction) -> None:
        assert self._encoder is not None and self._how is not None
        said_ms = max(0, -int(-said * 1000 // 1))
        laid = self._laid(said_ms)
        hidden = bool(self._cover) and is_hidden(self._task.spans, said_ms)
        if laid or hidden or self._task.rate is not None:
            frame = copy_of(frame)
        if hidden:
            cover(frame, self._cover, self._how.depth)
        for each in laid:
            blend(frame, each, self._how.depth)
        frame.pts, frame.time_base = tick, self._encoder.base
        self._ticks.append(tick)
        self._shown.append(max(0, -int(-at * 1000 // 1)))
        self._said.append(said_ms)
        self._out.mux(self._encoder.encode(frame))
        if self._beside is not None:
            self._beside.go_on(at)

    def _laid(self, at_ms: int) -> tuple[tuple[Patch, ...], ...]:
        """Return what the captions of a time do to a frame; worked out anew when they are others."""
        assert self._how is not None
        pictures = self._captions(at_ms, *self._how.upright)
        if self._last is None or self._last[0] is not pictures:
            self._last = pictures, tuple(patches(picture, self._how) for picture in pictures)
        return self._last[1]
