"""The waveform of a video's sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.caption import Peaks
from crossreel.domain.document import Progress
from crossreel.media.container import open_container

if TYPE_CHECKING:
    import numpy as np
    from av.audio.stream import AudioStream
    from av.container import InputContainer

    Samples = np.ndarray[Any, np.dtype[np.float32]]

PER_SECOND = 100
FULL_SCALE = 127
BLOCK_SECONDS = 5


def _keep_going() -> None:
    """Never stop."""


def _say_nothing(done: int, total: int) -> None:
    """Nobody asked."""


def read_peaks(
    path: Path, *, per_second: int = PER_SECOND, check: Callable[[], None] = _keep_going, progress: Progress = _say_nothing
) -> Peaks:
    """Return the lowest and highest sample of every step of the first audio stream, over all its channels.

    Args:
        path: the media file.
        per_second: steps in a second; a divisor of the sample rate gives steps of equal size.
        check: called every few seconds of sound; stops the work by raising.
        progress: called with seconds done and seconds in all.

    Returns:
        Empty peaks where the file has no sound. Damaged packets are left out and read as silence.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    with open_container(path) as container:
        stream = next((found for found in container.streams.audio if found.codec_context is not None), None)
        if stream is None:
            return Peaks(per_second=per_second, low=b"", high=b"")
        collector = _Collector(stream.sample_rate, per_second)
        seconds = (container.duration or 0) // 1_000_000
        for position, samples in _sound(container, stream):
            if collector.add(position, samples):
                check()
                progress(min(collector.seconds, seconds), seconds)
        return collector.finish()


def _sound(container: InputContainer, stream: AudioStream) -> Iterator[tuple[int, Samples]]:
    """Yield blocks of samples (channels, count) with the number of their first sample."""
    import av

    resampler = av.AudioResampler(format="fltp")
    rate = stream.sample_rate
    origin = Fraction(container.start_time or 0, 1_000_000) if container.format.name in ("mpegts", "mpeg") else Fraction(0)
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue
        for frame in frames:
            if frame.pts is None or frame.time_base is None or frame.sample_rate != rate:
                continue
            at = round((frame.pts * frame.time_base - origin) * rate)
            parts = [frame] if frame.format.name == "fltp" else resampler.resample(frame)
            for part in parts:
                yield at, part.to_ndarray().astype("float32", copy=False)
                at += part.samples


class _Collector:
    """Turns blocks of samples into whole steps, a few seconds at a time."""

    def __init__(self, rate: int, per_second: int) -> None:
        self._rate = rate
        self._per_second = per_second
        self._blocks: list[tuple[int, Samples]] = []
        self._start = 0
        self._end = 0
        self._step = 0
        self._low: list[bytes] = []
        self._high: list[bytes] = []

    @property
    def seconds(self) -> int:
        return self._end // self._rate

    def add(self, position: int, samples: Samples) -> bool:
        """Take a block; tell whether steps were closed with it."""
        self._blocks.append((position, samples))
        self._end = max(self._end, position + samples.shape[-1])
        if self._end - self._start < BLOCK_SECONDS * self._rate:
            return False
        self._close(self._end * self._per_second // self._rate)
        return True

    def finish(self) -> Peaks:
        """Close what is left, the last step being shorter, and return all."""
        self._close(-(-self._end * self._per_second // self._rate))
        return Peaks(per_second=self._per_second, low=b"".join(self._low), high=b"".join(self._high))

    def _first_sample(self, step: int) -> int:
        return -(-step * self._rate // self._per_second)

    def _close(self, until_step: int) -> None:
        import numpy as np

        if until_step <= self._step:
            return
        until = min(self._first_sample(until_step), self._end)
        length = self._end - self._start
        low, high = np.zeros(length, np.float32), np.zeros(length, np.float32)
        for position, samples in self._blocks:
            skip = max(0, self._start - position)
            at = position + skip - self._start
            part = samples[:, skip:]
            low[at : at + part.shape[1]] = part.min(axis=0)
            high[at : at + part.shape[1]] = part.max(axis=0)
        edges = np.array([self._first_sample(step) - self._start for step in range(self._step, until_step)])
        used = until - self._start
        self._low.append(_signed(np.minimum.reduceat(low[:used], edges)))
        self._high.append(_signed(np.maximum.reduceat(high[:used], edges)))
        self._blocks = [block for block in self._blocks if block[0] + block[1].shape[1] > until]
        self._start, self._step = until, until_step


def _signed(values: Samples) -> bytes:
    import numpy as np

    return np.clip(np.rint(values * FULL_SCALE), -FULL_SCALE, FULL_SCALE).astype(np.int8).tobytes()
