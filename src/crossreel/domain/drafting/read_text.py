"""What was read off the pictures of an episode, as plain values that can come from another process."""

import re
from dataclasses import dataclass

from crossreel.domain.picture.caption import Box

FULL_WIDTH = str.maketrans("?!,:;()", "？！，：；（）")
_CHINESE = "\u3400-\u9fff\u3040-\u30ff"
_NARROW = re.compile(f"(?<=[{_CHINESE}？！，：；（）…])[?!,:;()]|[(](?=[{_CHINESE}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCue:
    """A caption or sign as it was read: when it is shown, its words (plain text), how sure the engine is, and where it stands.

    Attributes:
        confidence: of its least sure line, in thousandths.
        box: around its lines, in percent of the picture.
        crop: what it was read from, as a JPEG of `crop_width` by `crop_height` pixels.
    """

    start_ms: int
    end_ms: int
    text: str
    confidence: int
    box: Box
    crop: bytes
    crop_width: int
    crop_height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeReading:
    """What was read off an episode.

    Attributes:
        band: where its captions stand, in percent of the picture; None where none were found.
        captions: those of the band, in order, and `signs` what stands elsewhere.
        samples: how many pictures were looked at, and `readings` how many of them the engine was asked about.
    """

    band: Box | None
    captions: tuple[ReadCue, ...] = ()
    signs: tuple[ReadCue, ...] = ()
    samples: int = 0
    readings: int = 0


def set_right(text: str) -> str:
    """Return a text as it was read with the punctuation that Chinese and Japanese are written with."""
    before = None
    while before != text:
        before, text = text, _NARROW.sub(lambda found: found[0].translate(FULL_WIDTH), text)
    return text


def written_box(box: Box) -> str:
    """Return a box as the catalog keeps it: "x,y,w,h" in percent."""
    return ",".join(f"{each:.2f}".rstrip("0").rstrip(".") for each in (box.x, box.y, box.width, box.height))


def read_box(written: str) -> Box | None:
    """Return a box that was written so, None for something else or one that leaves the picture or is empty."""
    try:
        x, y, width, height = (float(part) for part in written.split(","))
    except ValueError:
        return None
    fits = x >= 0 and y >= 0 and x + width <= 100.01 and y + height <= 100.01 and width >= 1 and height >= 1
    return Box(x=x, y=y, width=width, height=height) if fits else None
