"""QC of an episode's picture and sound beside FFmpeg's own filters in one run: black, frozen, bars, silence, loudness, clipping."""

import os
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg  # type: ignore[import-untyped, import-not-found, unused-ignore]
import numpy as np
import pytest
from tests.unit.media.scenes import Scene, pictures_of

from crossreel.domain.quality.media_facts import MediaFacts
from crossreel.media.reading import read_media
from crossreel.services.files.media_readings import facts_of, shipped_limits

pytestmark = pytest.mark.timeout(900)  # making the episode takes half a minute, on a busy machine several
WIDTH, HEIGHT, SECONDS, RATE, HERTZ = 1080, 1920, 60, 30, 48_000
PICTURE_FILTERS = "blackdetect=d=2,freezedetect=n=0.001:d=2,cropdetect=limit=24/255:round=2"
SOUND_FILTERS = "ebur128=peak=true:framelog=quiet,silencedetect=n=-60dB:d=3,astats=measure_perchannel=Peak_count"
MOST = 1.2


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a minute of vertical video: eight shots, two of them black and standing, with stereo sound."""
    path = tmp_path_factory.mktemp("episode") / "episode.mp4"
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "b": "8M", "g": "60"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = out.add_stream("aac", rate=HERTZ)
        sound.layout = "stereo"
        for number, picture in enumerate(_pictures()):
            small = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = small.reformat(width=WIDTH, height=HEIGHT, format="yuv420p", interpolation="BICUBIC")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        for at in range(0, SECONDS * HERTZ, 1024):
            out.mux(sound.encode(_sound(at)))
        out.mux(sound.encode(None))
    return path


def _pictures() -> list[np.ndarray]:
    made: list[np.ndarray] = []
    for seed in range(8):
        shot = pictures_of(Scene(seed=seed, frames=225, pan=(0.7, 0.3)), 216, 384)
        if seed == 3:
            shot[:90] = [np.zeros_like(shot[0])] * 90
        if seed == 5:
            shot[60:150] = [shot[60]] * 90
        made += shot
    return made


def _sound(at: int) -> av.AudioFrame:
    times = np.arange(at, min(at + 1024, SECONDS * HERTZ)) / HERTZ
    swell = 0.3 * np.abs(np.sin(times * 1.7)) * np.where((times > 20) & (times < 25), 0.0, 1.0)
    left, right = swell * np.sin(2 * np.pi * 220 * times), swell * np.sin(2 * np.pi * 330 * times)
    frame = av.AudioFrame.from_ndarray(np.stack([left, right]).astype(np.float32), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = HERTZ, at, Fraction(1, HERTZ)
    return frame


def ours(path: Path) -> MediaFacts:
    """Read it through, and find what there is to find."""
    return facts_of(read_media(path, shipped_limits()), shipped_limits())


def theirs(path: Path) -> str:
    """Have FFmpeg's program do the same with its filters; return what it says."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-threads", "2", "-i", str(path), "-vf", PICTURE_FILTERS,
        "-af", SOUND_FILTERS, "-f", "null", "-",
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def _cpu_s(work: Callable[[], object]) -> float:
    """Return how much of the processor something takes, here and in programs it starts: on a busy machine the fairer figure."""
    before = os.times()
    work()
    return sum(os.times()[:4]) - sum(before[:4])


def test_filters_of_ffmpeg(benchmark: Any, episode: Path) -> None:
    """FFmpeg's filters in one run."""
    said = theirs(episode)
    assert "black_start:22.5" in said and "freeze_start" in said and "silence_start" in said
    benchmark.extra_info.update(is_peer=True)
    benchmark.pedantic(theirs, args=(episode,), rounds=3)


def test_one_reading(benchmark: Any, episode: Path) -> None:
    """One reading of ours, beside theirs."""
    facts = ours(episode)
    assert facts.picture is not None and facts.sound is not None
    assert [(each.start_ms, each.end_ms) for each in facts.picture.black] == [(22_500, 25_500)]
    assert len(facts.picture.frozen) == 1 and len(facts.sound.silent) == 1
    spent = [_cpu_s(lambda: ours(episode)), _cpu_s(lambda: theirs(episode))]
    said = theirs(episode)
    heard = float(said.rpartition("I:")[2].split()[0])
    benchmark.extra_info.update(
        what=f"QC of picture and sound of 60 s, 1080x1920 ({facts.sound.integrated or 0:.1f} LUFS, FFmpeg's {heard:.1f}; "
        f"{spent[0]:.1f} s of processor beside {spent[1]:.1f} s)",
        peer="test_filters_of_ffmpeg", peer_name="FFmpeg's filters in one run", target=f"at most {MOST} x",
    )  # fmt: skip
    benchmark.pedantic(ours, args=(episode,), rounds=3)
