"""Sounds in which somebody speaks at known times: a voice made of pulses that run through the formants of vowels, in syllables."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np

HERTZ = 16_000
VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
WIDTHS = (80.0, 100.0, 140.0)
Sound = np.ndarray


def voice(length_ms: int, seed: int = 1, pitch: float = 100.0) -> Sound:
    """Return a voice that speaks all the time, from its first sample to its last."""
    chance = np.random.default_rng(seed)
    count = length_ms * HERTZ // 1000
    made, at = np.zeros(count, np.float32), 0
    while at < count:
        length = int(chance.uniform(0.09, 0.17) * HERTZ)
        syllable = _syllable(length, VOWELS[int(chance.integers(len(VOWELS)))], pitch * chance.uniform(0.85, 1.2), chance)
        part = syllable[: count - at]
        made[at : at + len(part)] += part
        at += int(length * 0.95)
    return made * 0.4


def _syllable(length: int, formants: Sequence[int], pitch: float, chance: np.random.Generator) -> Sound:
    """Return a consonant of noise and a vowel: a spectrum of harmonics with peaks at the formants."""
    times = np.arange(length) / HERTZ
    glide = pitch * (1 + 0.08 * np.sin(2 * np.pi * chance.uniform(1, 4) * times + chance.uniform(0, 6)))
    phase = 2 * np.pi * np.cumsum(glide) / HERTZ
    vowel = np.zeros(length)
    for harmonic in range(1, int(3800 / pitch)):
        height = sum(1 / (1 + ((harmonic * pitch - peak) / width) ** 2) for peak, width in zip(formants, WIDTHS, strict=True))
        vowel += height * np.sin(harmonic * phase) / harmonic**1.2
    vowel /= np.abs(vowel).max()
    noise = chance.standard_normal(length) * np.exp(-times / 0.03) * 0.25
    rise = np.minimum(1, np.minimum(times / 0.02, (times[-1] - times) / 0.05))
    return ((vowel * (1 - 0.7 * np.exp(-times / 0.03)) + noise) * rise).astype(np.float32)


def spoken(length_ms: int, spans: Sequence[tuple[int, int]], *, noise: float = 0.002, seed: int = 1) -> Sound:
    """Return a sound in which somebody speaks in some stretches, and the room is heard in all of it."""
    chance = np.random.default_rng(seed)
    made = (chance.standard_normal(length_ms * HERTZ // 1000) * noise).astype(np.float32)
    for number, (start_ms, end_ms) in enumerate(spans):
        words = voice(end_ms - start_ms, seed + number, pitch=(100.0, 120.0)[number % 2])
        at = start_ms * HERTZ // 1000
        made[at : at + len(words)] += words[: len(made) - at]
    return np.clip(made, -1, 1)


def write_sound(path: Path, sound: Sound, rate: int = HERTZ) -> Path:
    """Write a sound as a file; its name says which kind (.wav, .mka, .m4a, or .mp4 with a small black picture)."""
    codec = "aac" if path.suffix in (".m4a", ".mp4") else "pcm_s16le"
    with av.open(str(path), "w") as out:
        picture = out.add_stream("mpeg4", rate=25, width=72, height=128, pix_fmt="yuv420p") if path.suffix == ".mp4" else None
        stream = out.add_stream(codec, rate=rate, layout="mono")
        resampler = av.AudioResampler(format=stream.codec_context.format or "s16", layout="mono", rate=rate)
        for at in range(0, len(sound), 1024):
            frame = av.AudioFrame.from_ndarray(sound[None, at : at + 1024].astype(np.float32), format="flt", layout="mono")
            frame.sample_rate, frame.pts = HERTZ, at
            for part in resampler.resample(frame):
                out.mux(stream.encode(part))
        for part in (*resampler.resample(None), None):
            out.mux(stream.encode(part))
        if picture is not None:
            for number in range(len(sound) * 25 // HERTZ):
                frame = av.VideoFrame.from_ndarray(np.zeros((128, 72, 3), np.uint8), format="rgb24")
                frame.pts = number
                out.mux(picture.encode(frame))
            out.mux(picture.encode(None))
    return path
