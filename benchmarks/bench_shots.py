"""Shot changes beside PySceneDetect's adaptive detector, on clips whose cuts, flashes and fades are known."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.media.scenes import Scene, faded, flashed, pictures_of, write_pictures

from crossreel.media.container import open_container, video_stream
from crossreel.media.frame_times import read_frame_times
from crossreel.media.shots import read_shots

pytestmark = pytest.mark.timeout(900)  # making the clips takes a minute, on a busy machine several
WIDTH, HEIGHT = 1080, 1920
DRAWN = (216, 384)
NEAR = 1
PANS = ((1.0, 0.0), (0.0, 0.6), (5.0, 1.0), (0.3, 0.2), (0.0, 7.0), (11.0, 0.0))


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A video, its hard cuts by frame number, the stretches in which it fades from one shot to the next, and where it flashes."""

    path: Path
    cuts: tuple[int, ...] = ()
    fades: tuple[range, ...] = ()
    flashes: tuple[int, ...] = ()


def shot(seed: int, frames: int, pan: tuple[float, float] = (0.4, 0.0), noise: float = 3.0) -> list[np.ndarray]:
    """Draw one shot, small; the encoder makes it large."""
    return pictures_of(Scene(seed=seed, frames=frames, pan=pan, noise=noise), *DRAWN)


def cut_clip(path: Path, rate: Fraction, lengths: tuple[int, ...], seed: int) -> Clip:
    """Make a clip of hard cuts, with pans slow and fast and a camera that is noisy now and then."""
    pictures: list[np.ndarray] = []
    cuts: list[int] = []
    for at, frames in enumerate(lengths):
        cuts.append(len(pictures))
        pictures += shot(seed + at, frames, PANS[at % len(PANS)], 14.0 if at % 4 == 3 else 3.0)
    return Clip(path=write_pictures(path, pictures, rate, size=(WIDTH, HEIGHT)), cuts=tuple(cuts[1:]))


def flash_clip(path: Path) -> Clip:
    """Make a clip of two cuts and five flashes, from one picture to eight long."""
    parts = [
        flashed(flashed(shot(500, 120), 40, 1), 80, 3),
        flashed(flashed(shot(501, 110), 30, 2), 70, 8),
        flashed(shot(502, 90), 50, 1),
    ]
    pictures = [each for part in parts for each in part]
    starts = (len(parts[0]), len(parts[0]) + len(parts[1]))
    flashes = (40, 80, starts[0] + 30, starts[0] + 70, starts[1] + 50)
    return Clip(path=write_pictures(path, pictures, size=(WIDTH, HEIGHT)), cuts=starts, flashes=flashes)


def fade_clip(path: Path) -> Clip:
    """Make a clip of five fades: long, short, to white, and such that come or go at once."""
    pictures = shot(600, 80)
    fades: list[range] = []
    for at, (out, empty, back, level) in enumerate(
        ((20, 10, 20, 0.0), (12, 4, 12, 0.0), (15, 5, 15, 250.0), (30, 30, 0, 0.0), (0, 25, 20, 0.0))
    ):
        first = len(pictures)
        fades.append(range(first - out - 1, first + empty + back + 1))
        pictures = faded(pictures, shot(601 + at, 90), out=out, empty=empty, back=back, level=level)
    return Clip(path=write_pictures(path, pictures, size=(WIDTH, HEIGHT)), fades=tuple(fades))


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    """Make all clips."""
    folder = tmp_path_factory.mktemp("clips")
    return {
        "30": cut_clip(folder / "cuts30.mp4", Fraction(30), (40, 25, 60, 18, 45, 70, 30, 50, 22, 64, 40, 36), 100),
        "24000/1001": cut_clip(folder / "cuts24.mp4", Fraction(24_000, 1_001), (48, 30, 20, 72, 33, 41, 55, 26), 200),
        "60": cut_clip(folder / "cuts60.mp4", Fraction(60), (80, 40, 120, 24, 100, 61), 300),
        "flashes": flash_clip(folder / "flashes.mp4"),
        "fades": fade_clip(folder / "fades.mp4"),
    }


@pytest.fixture(scope="module")
def theirs(clips: dict[str, Clip]) -> dict[str, Any]:
    """Have PySceneDetect look into them, in a process of its own."""
    names = {str(clip.path): name for name, clip in clips.items()}
    script = str(Path(__file__).with_name("scene_detect.py"))
    done = subprocess.run([sys.executable, script, *names], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return {"cuts": {names[path]: tuple(cuts) for path, cuts in told["cuts"].items()}, "seconds": told["seconds"]}


@pytest.fixture(scope="module")
def ours(clips: dict[str, Clip]) -> dict[str, tuple[int, ...]]:
    """Look into them ourselves; frame numbers."""
    found = {}
    for name, clip in clips.items():
        times = read_frame_times(clip.path)
        found[name] = tuple(times.frame_index(at_ms) for at_ms in read_shots(clip.path))
    return found


def score(found: tuple[int, ...], cuts: tuple[int, ...]) -> tuple[int, int, int]:
    """Return how many cuts were found, missed, and found where there is none."""
    hit = sum(any(abs(at - cut) <= NEAR for at in found) for cut in cuts)
    return hit, len(cuts) - hit, sum(all(abs(at - cut) > NEAR for cut in cuts) for at in found)


def written(found: tuple[int, int, int]) -> str:
    """Write a score."""
    return f"{found[0]} found, {found[1]} missed, {found[2]} false"


def test_cuts(benchmark: Any, clips: dict[str, Clip], ours: dict[str, tuple[int, ...]], theirs: dict[str, Any]) -> None:
    """Hard cuts at three rates, among pans and noise."""
    rates = ("30", "24000/1001", "60")
    total = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for rate in rates:
        known = theirs["cuts"][rate]
        for sums, found, cuts in zip(
            total, (ours[rate], known, ours[rate]), (clips[rate].cuts, clips[rate].cuts, known), strict=True
        ):
            sums[:] = [a + b for a, b in zip(sums, score(found, cuts), strict=True)]
    mine, others, beside = (written((sums[0], sums[1], sums[2])) for sums in total)
    what = f"hard cuts at 30, 23.976 and 60 a second ({mine}; PySceneDetect adaptive: {others}; beside its cuts: {beside})"
    benchmark.extra_info.update(what=what, value=total[2][0], unit=f"of its {total[2][0] + total[2][1]} cuts", target="all")
    benchmark.pedantic(lambda: None)


def test_flashes(benchmark: Any, clips: dict[str, Clip], ours: dict[str, tuple[int, ...]], theirs: dict[str, Any]) -> None:
    """Flashes are no cuts."""
    clip = clips["flashes"]
    mine, others = score(ours["flashes"], clip.cuts), score(theirs["cuts"]["flashes"], clip.cuts)
    what = f"{len(clip.flashes)} flashes among {len(clip.cuts)} cuts ({written(mine)}; PySceneDetect adaptive: {written(others)})"
    benchmark.extra_info.update(what=what, value=mine[2], unit="flashes taken for cuts", target="none")
    benchmark.pedantic(lambda: None)


def test_fades(benchmark: Any, clips: dict[str, Clip], ours: dict[str, tuple[int, ...]], theirs: dict[str, Any]) -> None:
    """Each fade is one cut, somewhere within it."""
    fades = clips["fades"].fades

    def once(found: tuple[int, ...]) -> int:
        return sum(sum(at in fade for at in found) == 1 for fade in fades)

    stray = sum(all(at not in fade for fade in fades) for at in ours["fades"])
    others = theirs["cuts"]["fades"]
    what = f"fades found once ({stray} false; PySceneDetect adaptive: {once(others)} once, {len(others)} cuts in all)"
    benchmark.extra_info.update(what=what, value=once(ours["fades"]), unit=f"of {len(fades)}", target="all")
    benchmark.pedantic(lambda: None)


def _decoded(clips: dict[str, Clip]) -> Iterator[object]:
    for clip in clips.values():
        with open_container(clip.path) as container:
            stream = video_stream(container, clip.path)
            stream.codec_context.thread_count, stream.thread_type = 2, "AUTO"
            yield from container.decode(stream)


def test_decoding(benchmark: Any, clips: dict[str, Clip]) -> None:
    """Decoding alone, with as many threads."""
    benchmark.extra_info.update(is_peer=True)
    benchmark.pedantic(lambda: sum(1 for _frame in _decoded(clips)), rounds=3)


def test_time(benchmark: Any, clips: dict[str, Clip], theirs: dict[str, Any]) -> None:
    """Finding them, over decoding."""
    what = f"finding the shot changes of these clips, 1080x1920 (PySceneDetect adaptive: {theirs['seconds']:.1f} s)"
    benchmark.extra_info.update(what=what, peer="test_decoding", peer_name="decoding them", target="at most 2 x")
    benchmark.pedantic(lambda: [read_shots(clip.path) for clip in clips.values()], rounds=3)
