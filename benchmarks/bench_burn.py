"""Burning captions in, beside FFmpeg with libass in one run: the same clip, codec, preset and quality, and no frame is lost."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg  # type: ignore[import-untyped, import-not-found, unused-ignore]
import pytest
from tests.unit.media.scenes import Scene, pictures_of

from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.burning.master import Layer, MasterTask
from crossreel.domain.cues.cue import Cue
from crossreel.media.frame_times import read_frame_times
from crossreel.services.files.burn_codecs import get_codec
from crossreel.services.files.masters import make_master
from crossreel.services.jobs import JobContext

pytestmark = pytest.mark.timeout(1800)
WIDTH, HEIGHT, SECONDS, RATE = 1080, 1920, 10, 30
PRESET, QUALITY = "veryfast", 18
LEAST = 0.8
STYLE = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, "
    "PrimaryColour, OutlineColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV\n"
    "Style: D,Noto Sans,60,&H00FFFFFF,&H00000000,-1,1,4,0,2,76,216,420\n[Events]\n"
    "Format: Layer, Start, End, Style, Text\n"
)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make vertical video of shots that move and have grain; without a sound, which both would copy."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "b": "8M", "g": "60"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        shots = [pictures_of(Scene(seed=seed, frames=150, pan=(0.7, 0.3)), 216, 384) for seed in range(SECONDS * RATE // 150)]
        for number, picture in enumerate(picture for shot in shots for picture in shot):
            small = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = small.reformat(width=WIDTH, height=HEIGHT, format="yuv420p", interpolation="BICUBIC")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


def cues() -> list[Cue]:
    """Two lines a cue, two seconds of every two and a half."""
    words = "Hello there, <b>friend</b>\nthis is line {number}"
    return [
        Cue(id=number + 1, track_id=1, start_ms=number * 2500, end_ms=number * 2500 + 2000, text=words.format(number=number))
        for number in range(SECONDS * 2 // 5)
    ]


def ass(path: Path, shown: Sequence[Cue]) -> Path:
    """Write the same cues for libass."""
    lines = []
    for each in shown:
        text = each.text.replace("<b>", r"{\b1}").replace("</b>", r"{\b0}").replace("\n", r"\N")
        lines.append(f"Dialogue: 0,0:00:{each.start_ms / 1000:05.2f},0:00:{each.end_ms / 1000:05.2f},D,{text}")
    path.write_text(STYLE + "\n".join(lines) + "\n", "utf-8")
    return path


def ours(clip: Path, target: Path, proofs: int = 0) -> Path:
    """Make a master."""
    choices = BurnChoices(out=str(target.parent), quality=QUALITY, preset=PRESET, proofs=proofs, replaces=True)
    layers = (Layer(column="en", cues=tuple(cues())),)
    task = MasterTask(
        source=clip, target=target, making=target.with_suffix(".partial"), codec=get_codec("x264"), choices=choices, layers=layers
    )
    return make_master(task, JobContext()).path


def theirs(clip: Path, subtitles: Path, target: Path) -> Path:
    """Have FFmpeg's program do it: the one of this system, else the one that the test libraries bring."""
    program = shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe()
    command = [
        program, "-v", "error", "-y", "-i", str(clip), "-vf", f"ass={subtitles.name}", "-c:v", "libx264", "-preset", PRESET,
        "-crf", str(QUALITY), "-c:a", "copy", "-movflags", "+faststart", str(target),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, cwd=subtitles.parent)
    return target


def times_of(path: Path) -> list[Fraction]:
    """Return when each frame is shown."""
    times = read_frame_times(path)
    return [tick * times.base for tick in times.ticks]


def test_ffmpeg_with_libass(benchmark: Any, clip: Path, tmp_path: Path) -> None:
    """FFmpeg with libass."""
    subtitles = ass(tmp_path / "cues.ass", cues())
    benchmark.extra_info.update(is_peer=True)
    benchmark.pedantic(theirs, args=(clip, subtitles, tmp_path / "theirs.mp4"), rounds=2)


def test_burning_in(benchmark: Any, clip: Path, tmp_path: Path) -> None:
    """Burning of ours, beside theirs; every frame at its time."""
    made, subtitles = ours(clip, tmp_path / "ours.mp4", proofs=6), ass(tmp_path / "cues.ass", cues())
    assert times_of(made) == times_of(clip) and len(times_of(made)) == SECONDS * RATE
    spent = []
    for work, more in ((ours, (tmp_path / "ours.mp4",)), (theirs, (subtitles, tmp_path / "theirs.mp4"))):
        before = os.times()
        work(clip, *more)
        spent.append(sum(os.times()[:4]) - sum(before[:4]))
    benchmark.extra_info.update(
        what=f"burning captions into {SECONDS} s of 1080x1920, x264 {PRESET}, quality {QUALITY}, every frame and time read back "
        f"({spent[0]:.1f} s of processor beside {spent[1]:.1f} s)",
        peer="test_ffmpeg_with_libass", peer_name="ffmpeg with libass", target=f"at most {1 / LEAST:.2f} x",
    )  # fmt: skip
    benchmark.pedantic(ours, args=(clip, tmp_path / "ours.mp4"), rounds=2)
