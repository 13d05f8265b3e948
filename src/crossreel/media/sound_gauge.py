"""Gauging the sound of a file: peaks of every moment, waves that are cut off, what left and right have in common, and loudness."""

from __future__ import annotations

from array import array
from math import log10
from typing import TYPE_CHECKING, Any

from crossreel.domain.quality.media_limits import MediaLimits
from crossreel.domain.quality.media_reading import FULL_SCALE, STEP_MS, SoundSeries

if TYPE_CHECKING:
    import numpy as np
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream

    Samples = np.ndarray[Any, np.dtype[np.float32]]

STEPS = 1000 // STEP_MS  # in a second
MOST_CHANNELS = 8
MOST_PEAK = 0xFFFF
LEAST_LUFS = -69.9  # ebur128 says -70 where it has measured nothing
LONGEST_GAP_S = 60  # of a clock that jumps; further ones are no silence that anybody recorded


class SoundGauge:
    """Takes a sound in blocks of samples, each with the number of its first one, and works a second at a time.

    Args:
        stream: the sound.
        limits: what is cut off.
        most: samples after which nothing more is taken.
    """

    def __init__(self, stream: AudioStream, limits: MediaLimits, most: int) -> None:
        self._limits = limits
        self._rate = stream.sample_rate
        self._most = most
        self._channels = stream.channels
        self._edges = [at * self._rate // STEPS for at in range(STEPS)]
        self._waiting: list[Samples] = []
        self._held = self._taken = 0
        self._peaks = [array("H") for _ in range(min(self._channels, MOST_CHANNELS))]
        self._clips, self._left, self._right, self._both = array("H"), array("d"), array("d"), array("d")
        self._meter = LoudnessMeter(stream)

    def add(self, at: int, samples: Samples, frame: AudioFrame | None) -> None:
        """Take a block of samples (channels, count); `frame` is the same as it was decoded, for the meter."""
        import numpy as np

        if len(samples) != self._channels or at + samples.shape[1] <= self._taken:
            return
        samples = samples[:, max(0, self._taken - at) : max(0, self._most - at)]
        gap = at - self._taken
        if 0 < gap <= LONGEST_GAP_S * self._rate:
            self._take(np.zeros((self._channels, min(gap, self._most - self._taken)), np.float32))
        if samples.shape[1]:
            self._take(samples)
            if frame is not None:
                self._meter.add(frame)

    def finish(self) -> SoundSeries:
        """Return the figures of all of it; a last moment that is not whole counts as one."""
        self._work(self._held)
        loudness = self._meter.read()
        return SoundSeries(
            channels=self._channels, peaks=tuple(self._peaks), clips=self._clips, left=self._left, right=self._right,
            both=self._both, integrated=loudness[0], range_lu=loudness[1], true_peak=loudness[2],
        )  # fmt: skip

    def _take(self, samples: Samples) -> None:
        self._waiting.append(samples)
        self._held += samples.shape[1]
        self._taken += samples.shape[1]
        while self._held >= self._rate:
            self._work(self._rate)

    def _work(self, count: int) -> None:
        """Work out of the samples that came first, a second of them or fewer, what is kept of them."""
        import numpy as np

        if not count:
            return
        joined = np.concatenate(self._waiting, axis=1) if len(self._waiting) > 1 else self._waiting[0]
        block = joined[:, :count]
        self._waiting, self._held = [joined[:, count:]], self._held - count
        loud = np.abs(block)
        edges = [at for at in self._edges if at < count]
        peaks = np.maximum.reduceat(loud, edges, axis=1)
        kept = np.clip(np.rint(np.nan_to_num(peaks) * FULL_SCALE), 0, MOST_PEAK).astype(np.uint16)
        for each, row in zip(self._peaks, kept, strict=False):
            each.extend(row.tolist())
        self._clips.extend(self._clipped(loud, edges))
        first, second = block[0].astype(np.float64), block[min(1, len(block) - 1)].astype(np.float64)
        for series, product in ((self._left, first * first), (self._right, second * second), (self._both, first * second)):
            series.append(float(product.mean()))

    def _clipped(self, loud: Samples, edges: list[int]) -> list[int]:
        """Return how many waves are cut off in each moment: runs of samples at full scale."""
        import numpy as np

        least = self._limits.clip_samples
        full = loud >= self._limits.clip_level
        if not full.any() or full.shape[1] < least:
            return [0] * len(edges)
        runs = full[:, : full.shape[1] - least + 1].copy()
        for by in range(1, least):
            runs &= full[:, by : full.shape[1] - least + 1 + by]
        begins = runs.copy()
        begins[:, 1:] &= ~runs[:, :-1]
        counts = np.zeros(loud.shape[1], np.uint16)
        counts[: begins.shape[1]] = begins.sum(axis=0, dtype=np.uint16)
        return [int(each) for each in np.add.reduceat(counts, edges)]


class LoudnessMeter:
    """FFmpeg's ebur128 on a sound: ITU-R BS.1770 with the gates of EBU R 128, true peaks by four times the samples."""

    def __init__(self, stream: AudioStream) -> None:
        import av

        self._graph = av.filter.Graph()
        self._source = self._graph.add_abuffer(template=stream)
        meter = self._graph.add("ebur128", "metadata=1:peak=true:framelog=quiet")
        self._sink = self._graph.add("abuffersink")
        self._source.link_to(meter)
        meter.link_to(self._sink)
        self._graph.configure()
        self._told: dict[str, str] = {}

    def add(self, frame: AudioFrame) -> None:
        """Listen to a frame."""
        self._source.push(frame)
        self._pull()

    def read(self) -> tuple[float | None, float | None, float | None]:
        """Return LUFS, LU and dBTP of what was heard so far, None for each that there is nothing to say of."""
        told = self._told
        integrated = float(told.get("lavfi.r128.I", "-70"))
        peak = max((float(value) for name, value in told.items() if "true_peaks_ch" in name), default=0.0)
        if integrated < LEAST_LUFS:
            return None, None, round(20 * log10(peak), 2) if peak > 0 else None
        return round(integrated, 2), round(float(told["lavfi.r128.LRA"]), 2), round(20 * log10(peak), 2) if peak > 0 else None

    def _pull(self) -> None:
        import av

        while True:
            try:
                heard: Any = self._sink.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            self._told = dict(heard.metadata) or self._told
