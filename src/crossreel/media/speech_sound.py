"""The sound of a video as detectors of speech hear it: 16 kHz, one channel, a stretch at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.text.document import Progress
from crossreel.media.container import LONGEST_S, begin_s, duration_ms, find_sound, open_container
from crossreel.media.frame_times import keep_going
from crossreel.media.waveform import MOST_HERTZ

if TYPE_CHECKING:
    import numpy as np
    from av import Packet
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

    Samples = np.ndarray[Any, np.dtype[np.float32]]

HERTZ = 16_000
STRETCH_S = 300
LEAST_HERTZ = 4_000
SLACK_MS = 20  # the clock of a sound may be off so much before it is set again


def _say_nothing(done: int, total: int) -> None:
    """Nobody asked."""


def read_speech_sound(
    path: Path, *, stream: int | None = None, check: Callable[[], None] = keep_going, progress: Progress = _say_nothing
) -> Iterator[Samples]:
    """Yield the sound of a file from its beginning, in stretches of `STRETCH_S` seconds; the last one is shorter.

    What cannot be decoded, and what the clock of the sound jumps over, is silence.

    Args:
        path: the media file.
        stream: the number of the sound; None for the first one.
        check: called between stretches of a few seconds; stops the work by raising.
        progress: called with seconds done and seconds in all.

    Yields:
        Arrays of float32 between -1 and 1 at `HERTZ`; none for a file without sound.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    with open_container(path) as container:
        found = find_sound(container, stream)
        if found is None or not LEAST_HERTZ <= found.sample_rate <= MOST_HERTZ:
            return
        seconds = duration_ms(container) // 1000
        gathered = _Gathered(HERTZ * ((seconds or LONGEST_S) + 2))
        for at, samples in _sound(container, found):
            gathered.add(at, samples)
            while gathered.has_stretch:
                check()
                progress(min(gathered.seconds, seconds), seconds)
                yield gathered.take()
        last = gathered.take()
        if len(last):
            yield last


def _sound(container: InputContainer, stream: AudioStream) -> Iterator[tuple[int, Samples]]:
    """Yield blocks of samples at `HERTZ` with the number of their first one; the clock is set again where it jumps."""
    rate = stream.sample_rate
    step = (stream.time_base or Fraction(1, rate)) * rate
    origin = round(begin_s(container) * rate)
    run: _Run | None = None
    for frame in _frames(container, stream):
        if frame.pts is None or frame.sample_rate != rate or not frame.samples:
            continue
        at = (frame.pts if step == 1 else round(frame.pts * step)) - origin
        kind = (frame.format.name, frame.layout.name)
        if run is None or run.kind != kind or abs(at - run.expected) > rate * SLACK_MS // 1000:
            if run is not None:
                yield from run.end()
            run = _Run(at, rate, kind)
        yield from run.add(frame)
    if run is not None:
        yield from run.end()


class _Run:
    """A sound of one kind without a gap, from a sample on. Frames are gathered, since each call of the resampler is dear."""

    def __init__(self, at: int, rate: int, kind: tuple[str, str]) -> None:
        import av

        self.expected = at
        self.kind = kind
        self._at = round(Fraction(at * HERTZ, rate))
        self._enough = rate
        self._gathered = av.AudioFifo()
        self._resampler = av.AudioResampler(format="flt", layout="mono", rate=HERTZ)

    def add(self, frame: AudioFrame) -> Iterator[tuple[int, Samples]]:
        """Take a frame, and yield what is ready."""
        self.expected += frame.samples
        frame.pts = None
        self._gathered.write(frame)
        if self._gathered.samples >= self._enough:
            yield from self._resampled(self._gathered.read())

    def end(self) -> Iterator[tuple[int, Samples]]:
        """Yield what is left."""
        if self._gathered.samples:
            yield from self._resampled(self._gathered.read())
        yield from self._resampled(None)

    def _resampled(self, frame: Any) -> Iterator[tuple[int, Samples]]:
        import av

        with contextlib.suppress(av.FFmpegError, ValueError):
            for part in self._resampler.resample(frame):
                block = part.to_ndarray().reshape(-1).astype("float32", copy=False)
                yield self._at, block
                self._at += len(block)


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    import av

    for packet in _packets(container, stream):
        with contextlib.suppress(av.FFmpegError):
            yield from (cast("AudioFrame", frame) for frame in packet.decode())


def _packets(container: InputContainer, stream: AudioStream) -> Iterator[Packet[Any]]:
    import av

    with contextlib.suppress(av.FFmpegError):
        yield from container.demux(stream)


class _Gathered:
    """Blocks of samples put in their places, and handed out a stretch at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: list[Samples] = []
        self._begins = self._ends = 0

    @property
    def has_stretch(self) -> bool:
        return self._ends - self._begins >= STRETCH_S * HERTZ

    @property
    def seconds(self) -> int:
        return self._ends // HERTZ

    def add(self, at: int, samples: Samples) -> None:
        """Take a block; what stands before the end of the last one is left out, a gap is silence."""
        import numpy as np

        samples = samples[max(0, self._ends - at) : max(0, self._most - at)]
        if not len(samples):
            return
        if at > self._ends:
            self._put(np.zeros(at - self._ends, np.float32))
        self._put(samples)

    def take(self) -> Samples:
        """Return the next stretch, or what is left."""
        import numpy as np

        joined = np.concatenate(self._waiting) if self._waiting else np.zeros(0, np.float32)
        stretch, rest = joined[: STRETCH_S * HERTZ], joined[STRETCH_S * HERTZ :]
        self._waiting = [rest] if len(rest) else []
        self._begins += len(stretch)
        return stretch

    def _put(self, samples: Samples) -> None:
        self._waiting.append(samples)
        self._ends += len(samples)
