"""Reading a file through once for QC: every picture decoded and gauged, and its sound beside it, in one pass."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.media_limits import MediaLimits
from crossreel.domain.quality.media_reading import MediaReading, PictureSeries, SoundSeries
from crossreel.domain.text.document import Progress
from crossreel.media.container import (
    LONGEST_S,
    USUAL_RATE,
    begin_s,
    duration_ms,
    find_sound,
    has_picture,
    open_container,
    video_stream,
)
from crossreel.media.frame_times import MOST_FRAMES, FrameTimes, keep_going, origin_of
from crossreel.media.picture_gauge import PictureGauge
from crossreel.media.probe import frame_rate
from crossreel.media.sound_gauge import SoundGauge
from crossreel.media.waveform import MOST_HERTZ

if TYPE_CHECKING:
    from av import Packet
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

AT_ONCE = 48
DECODE_THREADS = 2
LEAST_HERTZ = 8_000
LEAD_MS = 500  # of sound before a stretch: its first packets can be decoded then


def _say_nothing(done: int, total: int) -> None:
    """Nobody asked."""


def read_media(
    path: Path, limits: MediaLimits, *, cut: Cut = WHOLE, picture: bool = True, stream: int | None = None,
    threads: int = DECODE_THREADS, check: Callable[[], None] = keep_going, progress: Progress = _say_nothing,
) -> MediaReading:  # fmt: skip
    """Read a file, or a stretch of it, through.

    Args:
        path: the file.
        limits: what is black, what stands and what is cut off.
        cut: the stretch; times count from its start.
        picture: whether the picture is looked at, and not the sound alone.
        stream: the number of the sound that is meant; None for the first one of the file.
        threads: how many decode the picture.
        check: called every few dozen pictures or packets; stops the work by raising.
        progress: called with seconds done and seconds in all.

    Returns:
        What every picture and every moment of its sound told. What cannot be decoded is counted and left out.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file, has neither picture nor sound, or nothing of it can be decoded.
    """
    with open_container(path) as container:
        eyes = _Eyes(container, video_stream(container, path), limits, cut, threads) if picture and has_picture(container) else None
        heard = _sound(container, stream)
        ears = _Ears(container, heard, limits, cut) if heard is not None else None
        if eyes is None and ears is None:
            raise BadInput("media.not_video" if picture else "media.no_sound", path=str(path))
        seconds = cut.length_ms(duration_ms(container)) // 1000
        for number, at_ms in enumerate(_read_on(container, eyes, ears, cut)):
            if not number % AT_ONCE:
                check()
                progress(min(max(0, at_ms // 1000), seconds), seconds)
            if number > MOST_FRAMES:
                raise BadInput("media.too_long", path=str(path), hours=LONGEST_S // 3600)
        reading = MediaReading(picture=eyes.finish() if eyes else None, sound=ears.finish() if ears else None)
        if not (reading.picture and len(reading.picture)) and not (reading.sound and reading.sound.length_ms):
            raise BadInput("media.damaged", path=str(path))
        return reading


def _sound(container: InputContainer, number: int | None) -> AudioStream | None:
    found = find_sound(container, number)
    return found if found is not None and LEAST_HERTZ <= found.sample_rate <= MOST_HERTZ and found.channels else None


def _read_on(container: InputContainer, eyes: _Eyes | None, ears: _Ears | None, cut: Cut) -> Iterator[int]:
    """Take packet by packet, and yield the times in the stretch that were reached."""
    streams = [each.stream for each in (eyes, ears) if each is not None]
    if cut.in_ms:
        back = max(0, cut.in_ms - LEAD_MS)
        container.seek(int((begin_s(container) + Fraction(back, 1000)) * 1_000_000), backward=True)
    for packet in _packets(container, streams):
        taker = eyes if eyes is not None and packet.stream.index == eyes.stream.index else ears
        if taker is None or taker.is_done:
            continue
        yield taker.take(packet)
        if all(each is None or each.is_done for each in (eyes, ears)):
            return


def _packets(container: InputContainer, streams: list[Any]) -> Iterator[Packet[Any]]:
    import av

    with contextlib.suppress(av.FFmpegError):
        yield from container.demux(*streams)


class _Eyes:
    """Decodes the picture and gauges what lies within the stretch."""

    def __init__(self, container: InputContainer, stream: VideoStream, limits: MediaLimits, cut: Cut, threads: int) -> None:
        self.stream = stream
        self.is_done = False
        self._container = container
        self._gauge = PictureGauge(limits)
        self._base = stream.time_base or Fraction(1, 1000)
        self._cut = cut
        self._last: int | None = None
        self._before: VideoFrame | None = None
        self._shown = 0
        stream.codec_context.thread_count = min(threads, os.cpu_count() or 1)
        stream.thread_type = "AUTO"
        stream.codec_context.options = {**stream.codec_context.options, "skip_loop_filter": "all"}

    def take(self, packet: Packet[Any]) -> int:
        import av

        try:
            frames = packet.decode()
        except av.FFmpegError:
            self._gauge.damaged += 1
            return self._at_ms()
        for frame in frames:
            self._gauge.damaged += frame.is_corrupt
            if frame.pts is not None and (self._last is None or frame.pts > self._last):
                self._last = frame.pts
                self._look(frame)
        return self._at_ms()

    def finish(self) -> PictureSeries:
        """Return the figures of all pictures in the stretch."""
        if self._before is not None and not self._gauge.ticks:
            self._gauge.add(self._before)
        ticks = self._gauge.ticks
        origin = origin_of(self._container, ticks[0] if ticks and not self._cut.in_ms else self.stream.start_time or 0)
        times = FrameTimes(ticks=ticks, base=self._base, origin=origin, in_ms=self._cut.in_ms)
        rate, variable = frame_rate(self.stream, ticks)
        usual = round(1 / (rate or USUAL_RATE) / self._base)
        shown = self._shown if 0 < self._shown <= 2 * usual else usual
        return self._gauge.finish(times, shown, variable=variable)

    def _look(self, frame: VideoFrame) -> None:
        """Gauge a picture of the stretch; the one that is shown at its start begins before it."""
        at_ms = self._ms(frame.pts or 0)
        if at_ms < self._cut.in_ms:
            self._before = frame
            return
        if self._cut.out_ms is not None and at_ms >= self._cut.out_ms:
            self.is_done = True
            return
        if self._before is not None and at_ms > self._cut.in_ms:
            self._gauge.add(self._before)
        self._before = None
        self._shown = frame.duration or 0
        self._gauge.add(frame)

    def _ms(self, tick: int) -> int:
        return -int(-(tick * self._base - begin_s(self._container)) * 1000 // 1)

    def _at_ms(self) -> int:
        return self._ms(self._last or 0) - self._cut.in_ms


class _Ears:
    """Decodes the first sound and gauges what lies within the stretch."""

    def __init__(self, container: InputContainer, stream: AudioStream, limits: MediaLimits, cut: Cut) -> None:
        import av

        self.stream = stream
        self.is_done = False
        self._rate = stream.sample_rate
        self._begins = begin_s(container) + Fraction(cut.in_ms, 1000)
        length_ms = LONGEST_S * 1000 if cut.out_ms is None else cut.out_ms - cut.in_ms
        self._most = length_ms * self._rate // 1000
        self._gauge = SoundGauge(stream, limits, self._most)
        self._resampler = av.AudioResampler(format="fltp")
        self._at = 0

    def take(self, packet: Packet[Any]) -> int:
        import av

        with contextlib.suppress(av.FFmpegError):
            for frame in packet.decode():
                self._listen(cast("AudioFrame", frame))
        return self._at * 1000 // self._rate

    def finish(self) -> SoundSeries:
        return self._gauge.finish()

    def _listen(self, frame: AudioFrame) -> None:
        if frame.pts is None or frame.time_base is None or frame.sample_rate != self._rate or not frame.samples:
            return
        at = round((frame.pts * frame.time_base - self._begins) * self._rate)
        self._at = at
        if at >= self._most:
            self.is_done = True
            return
        heard: AudioFrame | None = frame
        for part in [frame] if frame.format.name == "fltp" else self._resampler.resample(frame):
            self._gauge.add(at, part.to_ndarray().astype("float32", copy=False), heard)
            at += part.samples
            heard = None
