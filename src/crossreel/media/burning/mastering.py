"""What a source in high dynamic range says of the display it was graded on, and of its own brightness; carried into masters."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.media.container import open_container, video_stream

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

DISPLAY, LIGHT = "MASTERING_DISPLAY_METADATA", "CONTENT_LIGHT_LEVEL"
COLOUR_STEPS, LIGHT_STEPS = 50_000, 10_000
"""Steps of 1 in which SMPTE ST 2086 writes colours, and of 1 cd/m2 in which it writes light."""
_DISPLAY = struct.Struct("<22i")  # AVMasteringDisplayMetadata: red, green, blue, white, least and most light, what of it is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastering:
    """Mastering data as encoders are told it: `display` is "G(x,y)B(x,y)R(x,y)WP(x,y)L(most,least)", `light` "most,mean"."""

    display: str = ""
    light: str = ""

    def options(self, encoder: str) -> dict[str, str]:
        """Return what an encoder of FFmpeg is told, by the names it has for it; nothing for one that has none."""
        names = {"libx265": ("master-display", "max-cll"), "libx264": ("mastering-display", "cll")}.get(encoder)
        if names is None:
            return {}
        return {name: value for name, value in zip(names, (self.display, self.light), strict=True) if value}


def mastering_of(frame: VideoFrame) -> Mastering | None:
    """Return what a frame says, None where it says nothing."""
    told = {each.type.name: bytes(each) for each in cast("Iterable[Any]", frame.side_data) if each.type.name in (DISPLAY, LIGHT)}
    display, light = _display(told.get(DISPLAY, b"")), _light(told.get(LIGHT, b""))
    return Mastering(display=display, light=light) if display or light else None


def mastering_of_file(path: Path) -> Mastering | None:
    """Return what the first picture of a file says, None where it says nothing."""
    with open_container(path) as container:
        frame = next(iter(container.decode(video_stream(container, path))), None)
        return mastering_of(frame) if frame is not None else None


def _display(written: bytes) -> str:
    if len(written) < _DISPLAY.size:
        return ""
    values = _DISPLAY.unpack_from(written)
    if not (values[20] and values[21]) or not all(values[1:20:2]):
        return ""
    red, green, blue, white = (
        ",".join(str(_steps(values[at + part : at + part + 2], COLOUR_STEPS)) for part in (0, 2)) for at in (0, 4, 8, 12)
    )
    least, most = _steps(values[16:18], LIGHT_STEPS), _steps(values[18:20], LIGHT_STEPS)
    return f"G({green})B({blue})R({red})WP({white})L({most},{least})"


def _light(written: bytes) -> str:
    most, mean = struct.unpack_from("<2I", written) if len(written) >= 8 else (0, 0)
    return f"{most},{mean}" if most or mean else ""


def _steps(ratio: tuple[int, ...], steps: int) -> int:
    return round(Fraction(*ratio) * steps)
