"""Small videos with subtitle streams inside."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, "
    "ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding"
)
DEFAULT = "Default,Arial,60,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,0,2,10,10,200,1"
EVENTS = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
STYLES = f"[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: {FIELDS}\nStyle: {DEFAULT}\n\n[Events]\n{EVENTS}\n"
Payload = tuple[int, int, bytes]


def timed_text(text: str, boxes: bytes = b"") -> bytes:
    """Return a sample of 3GPP timed text."""
    raw = text.encode()
    return len(raw).to_bytes(2, "big") + raw + boxes


def make_subtitled(path: Path, streams: Sequence[tuple[str, str, Sequence[Payload]]], *, frames: int = 75, tint: int = 0) -> Path:
    """Encode three seconds with subtitle streams, each a codec, a language and its payloads with start and end in ms."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 90, 160, "yuv420p"
        texts = []
        for codec, language, payloads in streams:
            text = out.add_stream(codec)
            context: Any = text.codec_context
            text.metadata["language"] = language
            text.time_base = Fraction(1, 1000)
            context.subtitle_header = STYLES.encode()
            texts.append((text, payloads))
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(np.full((160, 90, 3), (tint + number) % 255, np.uint8), format="rgb24")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode())
        for text, payloads in texts:
            for start_ms, end_ms, data in payloads:
                packet = av.Packet(data)
                packet.stream, packet.time_base = text, Fraction(1, 1000)
                packet.pts = packet.dts = start_ms
                packet.duration = end_ms - start_ms
                out.mux(packet)
    return path
