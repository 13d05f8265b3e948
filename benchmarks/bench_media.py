"""Pictures, sound and captions: what the editor waits for, how exactly it plays and what that costs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from crossreel.domain.picture.caption import VERTICAL
from crossreel.media.frames import FrameReader
from crossreel.media.poster import read_poster
from crossreel.media.prints import read_prints, twins
from crossreel.media.probe import probe
from crossreel.media.waveform import read_peaks
from crossreel.rendering import caption

WIDTH, HEIGHT, SECONDS, RATE = 1080, 1920, 20, 30
LINES = 25_600


@pytest.fixture(scope="module")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A moving gradient, a key frame every eight seconds as phones and apps encode."""
    path = tmp_path_factory.mktemp("media") / "gradient.mp4"
    column, row = np.arange(HEIGHT)[:, None] // 16, np.arange(WIDTH)[None, :] // 16
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "tune": "fastdecode", "g": "240", "bf": "3"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(SECONDS * RATE):
            luma = (column + row + number).astype(np.uint8)
            planes = np.concatenate([luma, np.full((HEIGHT // 2, WIDTH), 128, np.uint8)])
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of sound."""
    path = tmp_path_factory.mktemp("media") / "minute.m4a"
    samples = np.sin(np.arange(48_000) * 0.03).astype(np.float32)[None, :]
    with av.open(str(path), "w") as out:
        sound = out.add_stream("aac", rate=48_000, layout="mono")
        for second in range(60):
            block = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
            block.sample_rate, block.pts, block.time_base = 48_000, second * 48_000, Fraction(1, 48_000)
            out.mux(sound.encode(block))
        out.mux(sound.encode(None))
    return path


@pytest.fixture
def reader(movie: Path) -> Iterator[FrameReader]:
    """The movie, opened and listed."""
    with FrameReader(movie) as opened:
        yield opened


def test_probe(benchmark: Any, movie: Path) -> None:
    """Size, rate, sound, content key and the first picture."""
    benchmark.extra_info.update(what="probing a video of 20 s, 1080x1920")
    assert benchmark(lambda: probe(movie)).info.frame_rate == RATE


def test_peaks(benchmark: Any, minute: Path) -> None:
    """A waveform from the file."""
    benchmark.extra_info.update(what="peaks of a minute of sound")
    assert len(benchmark.pedantic(lambda: read_peaks(minute), rounds=5, warmup_rounds=1).high) >= 6_000


def test_far_still(benchmark: Any, reader: FrameReader) -> None:
    """A picture far from the last one: on average half a group of pictures is decoded."""
    places = (7_919 * turn % (SECONDS * 1000) for turn in count(1))
    benchmark.extra_info.update(what="still at a far time, 1080x1920, key frames 8 s apart")
    benchmark.pedantic(lambda: reader.raw(next(places), WIDTH, HEIGHT), rounds=15, warmup_rounds=1)


def test_next_frame(benchmark: Any, reader: FrameReader) -> None:
    """Stepping one frame on."""
    numbers = iter(range(1, SECONDS * RATE))
    benchmark.extra_info.update(what="next frame, 1080x1920")
    benchmark.pedantic(lambda: reader.raw(reader.times.start_ms(next(numbers)), WIDTH, HEIGHT), rounds=60, warmup_rounds=3)


def test_posters(benchmark: Any, movie: Path) -> None:
    """What a list of 80 episodes waits for the first time."""
    benchmark.extra_info.update(what="posters of 80 episodes, 1080x1920, key frames 8 s apart", target="2 s")
    benchmark.pedantic(lambda: [read_poster(movie, [96]) for _ in range(80)], rounds=1, warmup_rounds=1)


def test_prints(benchmark: Any, movie: Path) -> None:
    """What proving a version costs beside its import."""
    benchmark.extra_info.update(what="prints of a video of 20 s, 1080x1920, key frames 8 s apart")
    assert benchmark.pedantic(lambda: read_prints(movie), rounds=5, warmup_rounds=1).count


def test_twins(benchmark: Any, movie: Path) -> None:
    """Looking for one picture under two numbers among 80 episodes."""
    prints = [read_prints(movie)] * 80
    benchmark.extra_info.update(what="comparing 80 episodes with each other by their prints")
    assert len(benchmark.pedantic(lambda: twins(prints), rounds=3)) == 80 * 79 // 2


def test_widths(benchmark: Any) -> None:
    """What QC measures of 80 episodes in 8 languages, 40 cues each: no line twice."""
    texts = {"en": "Where on earth are you {}", "zh-Hans": "你到底在哪里{}", "ar": "أين أنت بحق السماء {}", "th": "คุณอยู่ที่ไหน {}"}
    lines = {language: [text.format(number) for number in range(LINES // len(texts))] for language, text in texts.items()}
    caption.sizes(["warm"], "en")
    benchmark.extra_info.update(what=f"rendered widths of {LINES} lines in 4 scripts", target="0.2 to 0.4 s")
    benchmark.pedantic(lambda: [caption.sizes(many, language) for language, many in lines.items()], rounds=1)


def test_paint(benchmark: Any) -> None:
    """A caption that was not painted before, at the size of a preview."""
    numbers = count()
    caption.paint("warm", "zh-Hans", VERTICAL, 540, 960)
    benchmark.extra_info.update(what="painting a caption of two lines for 540x960")
    benchmark.pedantic(lambda: caption.paint(f"你到底在哪里？\n快回来 {next(numbers)}", "zh-Hans", VERTICAL, 540, 960), rounds=40)


def asked(script: str, *arguments: object, home: Path) -> dict[str, Any]:
    """Run a script of this folder in a process of its own and return the figures it prints."""
    homes = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    command = [sys.executable, str(Path(__file__).parent / script), *map(str, arguments)]
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    return dict(json.loads(lines[-1])) if lines else {}


@pytest.fixture(scope="module")
def playing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a catalog and its episode of 1080x1920 at 30 frames a second; shots and waveform known."""
    folder = tmp_path_factory.mktemp("playing")
    asked("play.py", "make", folder, home=folder)
    asked("play.py", folder / "play.crossreel", 1.0, -20, home=folder)
    return folder


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.5, 2.0])
def test_frames_while_playing(benchmark: Any, playing: Path, rate: float) -> None:
    """At every paint of the window: is the frame on the picture the one of the position told?"""
    seen = asked("play.py", playing / "play.crossreel", rate, 8, home=playing)
    benchmark.pedantic(lambda: None, rounds=1)
    late = ", ".join(f"{value:.0f}" for value in seen["late_ms"])
    what = f"Playing 1080x1920@30 at {rate} x: worst error of {seen['paints']} painted frames ({late} ms late: p50, p95)"
    benchmark.extra_info.update(what=what, value=seen["error"], unit="frames", target="0 frames")


def test_computing_while_playing(benchmark: Any, playing: Path) -> None:
    """All threads of the process, over ten seconds."""
    seen = asked("play.py", playing / "play.crossreel", 1.0, -10, home=playing)
    benchmark.pedantic(lambda: None, rounds=1)
    what = "Computing while playing 1080x1920@30 with captions, window of 1920x1080"
    benchmark.extra_info.update(what=what, value=seen["cpu"], unit="% of a core", target="20 %")
