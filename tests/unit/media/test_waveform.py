"""Peaks against an independent decode of the same file."""

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.errors import Cancelled
from crossreel.domain.picture.caption import Peaks
from crossreel.media.sound import copy_sound
from crossreel.media.waveform import read_peaks
from tests.unit.media.movies import make_movie, tone


def decoded(path: Path) -> np.ndarray:
    """Every sample of the first channel, decoded another way: to 16 bits by FFmpeg's resampler, in one go."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono")
        parts = [part.to_ndarray()[0] for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(parts).astype(np.float64) / 32768


def as_shares(data: bytes) -> np.ndarray:
    return np.frombuffer(data, np.int8).astype(np.float64) / 127


@pytest.mark.parametrize("per_second", [600, 100, 44, 7])
def test_peaks_equal_an_independent_decode_within_one_percent(ntsc_movie: Path, per_second: int) -> None:
    peaks = read_peaks(ntsc_movie, per_second=per_second)
    samples = decoded(ntsc_movie)
    steps = len(peaks.high)
    assert steps == -(-len(samples) * per_second // 48000)
    edges = [-(-step * 48000 // per_second) for step in range(steps + 1)]
    for values, extreme in ((peaks.high, np.max), (peaks.low, np.min)):
        expected = np.array([extreme(samples[edges[i] : edges[i + 1]]) for i in range(steps)])
        assert np.abs(as_shares(values) - expected).max() < 0.01


def test_a_silent_video_has_no_peaks(silent_movie: Path) -> None:
    assert read_peaks(silent_movie) == Peaks(per_second=100, low=b"", high=b"")


def test_a_long_file_is_closed_in_blocks_without_a_seam(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    samples = (tone(23.5) * 32767).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(samples.tobytes())
    peaks = read_peaks(path)
    expected = samples.reshape(-1, 480).max(axis=1) / 32768
    assert len(peaks.high) == 2350
    assert np.abs(as_shares(peaks.high) - expected).max() < 0.01


def test_reading_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = make_movie(tmp_path / "long.mp4", frames=20, samples=tone(12))
    heard: list[tuple[int, int]] = []

    def stop() -> None:
        if heard:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_peaks(path, check=stop, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(5, 12)]


def test_the_sound_alone_keeps_its_times(ntsc_movie: Path, silent_movie: Path, tmp_path: Path) -> None:
    copy = copy_sound(ntsc_movie, tmp_path)
    assert copy is not None
    whole, alone = read_peaks(ntsc_movie), read_peaks(copy)
    count = min(len(whole.high), len(alone.high))
    assert count >= 499
    assert np.abs(as_shares(whole.high[:count]) - as_shares(alone.high[:count])).max() < 0.02
    assert copy_sound(silent_movie, tmp_path) is None
