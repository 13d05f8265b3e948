"""Small vertical videos whose every frame carries its own number, encoded on the spot."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BITS = 10
MARK = 16
QUICK = {"preset": "superfast", "threads": "1"}


def numbered_picture(number: int, width: int, height: int) -> np.ndarray:
    """A picture with `number` written as a row of black and white squares over a moving grey."""
    picture = np.full((height, width, 3), 60 + number % 80, dtype=np.uint8)
    for bit in range(BITS):
        value = 235 if number >> bit & 1 else 16
        left = bit * width // BITS
        picture[height // 4 : height // 2, left : (bit + 1) * width // BITS] = value
    return picture


def number_in(rows: np.ndarray) -> int:
    """Read the number back from a picture of any size (height, width, channels)."""
    height, width = rows.shape[:2]
    row = rows[height * 3 // 8, :, 1]
    return sum(1 << bit for bit in range(BITS) if row[(2 * bit + 1) * width // (2 * BITS)] > 128)


def tone(seconds: float, rate: int = 48000) -> np.ndarray:
    """One channel of a tone that swells and fades, float samples of -0.8 to 0.8."""
    at = np.arange(int(seconds * rate)) / rate
    return (0.8 * np.abs(np.sin(at * 1.7)) * np.sin(2 * np.pi * 220 * at)).astype(np.float32)


def make_movie(
    path: Path,
    *,
    frames: int = 90,
    rate: Fraction = Fraction(30),
    width: int = 180,
    height: int = 320,
    samples: np.ndarray | None = None,
    rotation: int = 0,
    pts: Sequence[int] | None = None,
    time_base: Fraction | None = None,
    faststart: bool = False,
    gop: int = 30,
    sound_from: int = 0,
    picture: Callable[[int, int, int], np.ndarray] = numbered_picture,
) -> Path:
    """Encode H.264 with AAC. `samples` is one channel at 48 kHz, the first with the time `sound_from`; `pts` (in `time_base`)
    makes a variable frame rate, or a picture that begins late. `picture(number, width, height)` is what a frame shows."""
    options = {"movflags": "faststart"} if faststart else {}
    with av.open(str(path), "w", options=options) as out:
        video = out.add_stream("libx264", rate=rate, options={**QUICK, "crf": "18", "g": str(gop), "bf": "2"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        if time_base is not None:
            video.codec_context.time_base = time_base
        if rotation:
            video.set_display_rotation(rotation)
        audio = out.add_stream("aac", rate=48000) if samples is not None else None
        if audio is not None:
            audio.layout = "mono"
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(number, width, height), format="rgb24")
            frame.pts = number if pts is None else pts[number]
            frame.time_base = time_base or 1 / rate
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        if audio is not None and samples is not None:
            _add_sound(out, audio, samples, sound_from)
    return path


def _add_sound(out: av.container.OutputContainer, audio: av.AudioStream, samples: np.ndarray, first: int) -> None:
    for at in range(0, len(samples), 1024):
        frame = av.AudioFrame.from_ndarray(samples[None, at : at + 1024], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48000, first + at, Fraction(1, 48000)
        out.mux(audio.encode(frame))
    out.mux(audio.encode(None))


def make_heard(path: Path, sounds: Sequence[tuple[str, str, float]], *, frames: int = 30) -> Path:
    """Encode a second of pictures with several sounds, each a language, what the file calls it, and how loud its tone is."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=30, options=QUICK)
        video.width, video.height, video.pix_fmt = 90, 160, "yuv420p"
        streams = []
        for language, title, loudness in sounds:
            audio = out.add_stream("aac", rate=48000, layout="mono")
            audio.metadata.update({"language": language, "title": title})
            streams.append((audio, loudness))
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(numbered_picture(number, 90, 160), format="rgb24")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        for audio, loudness in streams:
            _add_sound(out, audio, tone(frames / 30) * np.float32(loudness), 0)
    return path
