"""The waveform of a video's sound."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.document import Progress
from crossreel.media.container import LONGEST_S, begin_s, duration_ms, find_sound, open_container
from crossreel.media.frame_times import keep_going

if TYPE_CHECKING:
    import numpy as np
    from av import Packet
    from av.audio.stream import AudioStream
    from av.container import InputContainer

    Samples = np.ndarray[Any, np.dtype[np.float32]]

PER_SECOND = 100
FULL_SCALE = 127
BLOCK_SECONDS = 5
SLACK_SECONDS = 2
MOST_HELD = 4  # times over the same stretch, where a clock stands still
MOST_HERTZ = 768_000


def _say_nothing(done: int, total: int) -> None:
    """Nobody asked."""


def read_peaks(
    path: Path,
    *,
    per_second: int = PER_SECOND,
    stream: int | None = None,
    check: Callable[[], None] = keep_going,
    progress: Progress = _say_nothing,
) -> Peaks:
    """Return the lowest and highest sample of every step of an audio stream, over all its channels.

    Args:
        path: the media file.
        per_second: steps in a second; a divisor of the sample rate gives steps of equal size.
        stream: the number of the stream; None for the first sound of the file.
        check: called every few seconds of sound; stops the work by raising.
        progress: called with seconds done and seconds in all.

    Returns:
        Empty peaks where the file has no sound. Damaged packets are left out and read as silence, and so is a stretch that the
        clock of the sound jumps over; what stands before the start or after the end of the file is not shown.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    with open_container(path) as container:
        found = find_sound(container, stream)
        if found is None or not per_second <= found.sample_rate <= MOST_HERTZ:
            return Peaks(per_second=per_second, low=b"", high=b"")
        seconds = duration_ms(container) // 1000
        collector = _Collector(found.sample_rate, per_second, seconds + SLACK_SECONDS if seconds else LONGEST_S)
        for position, samples in _sound(container, found):
            if collector.add(position, samples):
                check()
                progress(min(collector.seconds, seconds), seconds)
        return collector.finish()


def _sound(container: InputContainer, stream: AudioStream) -> Iterator[tuple[int, Samples]]:
    """Yield blocks of samples (channels, count) with the number of their first sample."""
    import av

    resampler = av.AudioResampler(format="fltp")
    rate = stream.sample_rate
    origin = begin_s(container)
    for packet in _packets(container, stream):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue
        for frame in frames:
            if frame.pts is None or frame.time_base is None or frame.sample_rate != rate or not frame.samples:
                continue
            at = round((frame.pts * frame.time_base - origin) * rate)
            parts = [frame] if frame.format.name == "fltp" else resampler.resample(frame)
            for part in parts:
                yield at, part.to_ndarray().astype("float32", copy=False)
                at += part.samples


def _packets(container: InputContainer, stream: AudioStream) -> Iterator[Packet[AudioStream]]:
    """Yield the packets of a stream as far as the file can be read."""
    import av

    with contextlib.suppress(av.FFmpegError):
        yield from container.demux(stream)


class _Collector:
    """Turns blocks of samples into whole steps, a few seconds at a time. Keeps no more than that, whatever their times say."""

    def __init__(self, rate: int, per_second: int, most_seconds: int) -> None:
        self._rate = rate
        self._most = rate * most_seconds
        self._per_second = per_second
        self._blocks: list[tuple[int, Samples]] = []
        self._held = 0
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
        until = position + samples.shape[-1]
        if until <= self._start or until > self._most or self._held > MOST_HELD * BLOCK_SECONDS * self._rate:
            return False
        if position - self._end > BLOCK_SECONDS * self._rate:
            self._leap(position)
        self._blocks.append((position, samples))
        self._held += samples.shape[-1]
        self._end = max(self._end, until)
        if self._end - self._start < BLOCK_SECONDS * self._rate:
            return False
        self._close(self._end * self._per_second // self._rate)
        return True

    def finish(self) -> Peaks:
        """Close what is left, the last step being shorter, and return all."""
        self._close(-(-self._end * self._per_second // self._rate))
        return Peaks(per_second=self._per_second, low=b"".join(self._low), high=b"".join(self._high))

    def _leap(self, position: int) -> None:
        """Close what there is and go on at a far time, with silence between."""
        self._close(-(-self._end * self._per_second // self._rate))
        step = position * self._per_second // self._rate
        silence = bytes(step - self._step)
        self._low.append(silence)
        self._high.append(silence)
        self._blocks, self._held = [], 0
        self._step, self._start = step, self._first_sample(step)
        self._end = self._start

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
        steps = np.arange(self._step, until_step, dtype=np.int64)
        edges = -(-steps * self._rate // self._per_second) - self._start
        used = until - self._start
        self._low.append(_signed(np.minimum.reduceat(low[:used], edges)))
        self._high.append(_signed(np.maximum.reduceat(high[:used], edges)))
        self._blocks = [block for block in self._blocks if block[0] + block[1].shape[1] > until]
        self._held = sum(samples.shape[1] for _, samples in self._blocks)
        self._start, self._step = until, until_step


def _signed(values: Samples) -> bytes:
    import numpy as np

    return np.clip(np.rint(values * FULL_SCALE), -FULL_SCALE, FULL_SCALE).astype(np.int8).tobytes()
