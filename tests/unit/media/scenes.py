"""Small vertical videos of scenes that cut, flash and fade into each other, encoded on the spot: what is in them is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.unit.media.movies import QUICK

Picture = np.ndarray
Change = Callable[[list[Picture]], list[Picture]]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One shot: `frames` long, another `seed` is another place; `pan` pixels a frame, `noise` of the camera."""

    seed: int
    frames: int
    pan: tuple[float, float] = (1.0, 0.0)
    noise: float = 3.0


def pictures_of(scene: Scene, width: int, height: int) -> list[Picture]:
    """Return the pictures of a shot: coloured blocks with smaller ones on them, past which the camera moves."""
    chance = np.random.default_rng(scene.seed)
    tall, wide = height * 2, width * 2
    block, grain = max(4, width // 6), max(2, width // 30)
    coarse = chance.integers(0, 256, (tall // block + 1, wide // block + 1, 3)).astype(np.float32)
    fine = chance.integers(-20, 21, (tall // grain + 1, wide // grain + 1, 1)).astype(np.float32)
    place = coarse.repeat(block, 0).repeat(block, 1)[:tall, :wide] + fine.repeat(grain, 0).repeat(grain, 1)[:tall, :wide]
    place = np.clip(place * chance.uniform(0.35, 1.0, 3), 0, 255)
    made = []
    for number in range(scene.frames):
        x, y = (_to_and_fro(number * step, span - 1) for step, span in zip(scene.pan, (wide - width, tall - height), strict=True))
        shown = _cut_out(place, x, y, width, height)
        if scene.noise:
            shown = (
                shown
                + chance.normal(0, scene.noise, (height // 2 + 1, width // 2 + 1, 1)).repeat(2, 0).repeat(2, 1)[:height, :width]
            )
        made.append(np.clip(shown, 0, 255).astype(np.uint8))
    return made


def _to_and_fro(at: float, span: int) -> float:
    return span - abs(at % (2 * span) - span)


def _cut_out(place: Picture, x: float, y: float, width: int, height: int) -> Picture:
    """Return what a camera sees that stands between pixels."""
    left, top = int(x), int(y)
    rows = place[top : top + height + 1, left : left + width + 1]
    rows = rows[:-1] * (1 - y + top) + rows[1:] * (y - top)
    return rows[:, :-1] * (1 - x + left) + rows[:, 1:] * (x - left)


def flashed(pictures: list[Picture], at: int, frames: int) -> list[Picture]:
    """Return pictures of which some, from a number on, are nearly white."""
    return [np.full_like(each, 250.0) if at <= number < at + frames else each for number, each in enumerate(pictures)]


def faded(before: list[Picture], after: list[Picture], *, out: int, empty: int, back: int, level: float = 0.0) -> list[Picture]:
    """Return a shot that fades out in its last `out` pictures, nothing, and one that fades in; with 0 it comes or goes at once."""
    gone = [_towards(each, level, max(0.0, (number - len(before) + out + 1) / max(1, out))) for number, each in enumerate(before)]
    come = [_towards(each, level, max(0.0, 1 - (number + 1) / (back + 1))) if back else each for number, each in enumerate(after)]
    return [*gone, *([np.full_like(before[0], level)] * empty), *come]


def _towards(picture: Picture, level: float, share: float) -> Picture:
    return picture if share == 0 else (picture * (1 - share) + level * share).astype(np.uint8)


def write_pictures(
    path: Path, pictures: Sequence[Picture], rate: Fraction = Fraction(30), crf: int = 21, size: tuple[int, int] | None = None
) -> Path:
    """Encode pictures of red, green and blue, 0 to 255, in their own size or (width, height) pixels large."""
    wide, high = size or (pictures[0].shape[1], pictures[0].shape[0])
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=rate, options={**QUICK, "crf": str(crf), "g": "250", "bf": "2"})
        video.width, video.height = wide, high
        video.pix_fmt = "yuv420p"
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture.astype(np.uint8), format="rgb24")
            if size is not None:
                frame = frame.reformat(width=wide, height=high, format="yuv420p", interpolation="BICUBIC")
            frame.pts, frame.time_base = number, 1 / rate
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


def make_cuts(path: Path, lengths: Sequence[int], *, rate: Fraction = Fraction(30), width: int = 90, height: int = 160) -> Path:
    """Encode shots of so many frames, cut hard."""
    shots = [pictures_of(Scene(seed=10 * number + 1, frames=frames), width, height) for number, frames in enumerate(lengths)]
    return write_pictures(path, [each for shot in shots for each in shot], rate)
