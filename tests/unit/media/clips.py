"""Small clips of pictures and sounds with faults that are known to the frame and to the sample, encoded on the spot."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.unit.media.movies import QUICK
from tests.unit.media.scenes import Picture, Scene, pictures_of

RATE = Fraction(30)
HERTZ = 48_000
WIDE, HIGH = 144, 256


def scene(seed: int, frames: int, *, noise: float = 3.0) -> list[Picture]:
    """Return a shot that moves."""
    return pictures_of(Scene(seed=seed, frames=frames, noise=noise), WIDE, HIGH)


def black(frames: int) -> list[Picture]:
    """Return black pictures."""
    return [np.zeros((HIGH, WIDE, 3), np.uint8)] * frames


def with_bars(pictures: Sequence[Picture], *, rows: tuple[int, int] = (0, 0), columns: tuple[int, int] = (0, 0)) -> list[Picture]:
    """Return pictures with so many black rows at the top and bottom, and columns at the left and right."""
    made = []
    for picture in pictures:
        barred = np.zeros_like(picture)
        inside = (slice(rows[0], HIGH - rows[1]), slice(columns[0], WIDE - columns[1]))
        barred[inside] = picture[inside]
        made.append(barred)
    return made


def sine(seconds: float, *, hertz: float = 440.0, level: float = 0.1) -> np.ndarray:
    """Return one channel of a tone whose waves are `level` high."""
    at = np.arange(round(seconds * HERTZ)) / HERTZ
    return (level * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def silence(seconds: float) -> np.ndarray:
    """Return one channel of nothing."""
    return np.zeros(round(seconds * HERTZ), np.float32)


def write_clip(
    path: Path,
    pictures: Sequence[Picture] = (),
    channels: Sequence[np.ndarray] = (),
    *,
    rotation: int = 0,
    pts: Sequence[int] | None = None,
    codec: str = "pcm_s16le",
) -> Path:
    """Encode H.264 at 30 frames a second (or at `pts`, in thirtieths) with one or two channels of sound at 48 kHz."""
    with av.open(str(path), "w") as out:
        video = (
            out.add_stream("libx264", rate=RATE, options={**QUICK, "preset": "veryfast", "crf": "20", "g": "60"})
            if pictures
            else None
        )
        if video is not None:
            video.width, video.height, video.pix_fmt = WIDE, HIGH, "yuv420p"
            if rotation:
                video.set_display_rotation(rotation)
        sound = out.add_stream(codec, rate=HERTZ) if channels else None
        layout = "stereo" if len(channels) == 2 else "mono"
        if sound is not None:
            sound.layout = layout
        if video is not None:
            for number, picture in enumerate(pictures):
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts, frame.time_base = number if pts is None else pts[number], 1 / RATE
                out.mux(video.encode(frame))
            out.mux(video.encode(None))
        if sound is not None:
            _add_sound(out, sound, np.stack(channels), layout)
    return path


def _add_sound(out: av.container.OutputContainer, sound: av.AudioStream, samples: np.ndarray, layout: str) -> None:
    for at in range(0, samples.shape[1], 1024):
        part = np.ascontiguousarray(samples[:, at : at + 1024])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = HERTZ, at, Fraction(1, HERTZ)
        out.mux(sound.encode(frame))
    out.mux(sound.encode(None))
