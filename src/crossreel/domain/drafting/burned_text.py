"""Burned-in text: where it sits on the picture, and the pieces of picture it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.picture.caption import Box, around

ROOM_SHARE = 0.15  # of a line's height
ROOMY_SHARE = 0.4  # of the band's height
SIDE = 4.0  # percent of the width


class FoundBy(StrEnum):
    """Who said where the band is. What a person said stands."""

    ENGINE = "engine"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBand:
    """Where the source text of an episode is burned in. `box` is "x,y,w,h" in percent of the picture."""

    id: int
    episode_id: int
    box: str
    found_by: FoundBy = FoundBy.ENGINE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCrop:
    """The piece of picture that a cue was read from, in pixels."""

    id: int
    cue_id: int
    media_type: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnedIn:
    """What is burned into the picture of an episode, in percent of it: the band of its source lines, and signs with their times."""

    band: Box | None = None
    signs: tuple[tuple[int, int, Box], ...] = ()


def tight(found: Box, lines: Sequence[Box]) -> Box:
    """Return the band that lines were read in, as they fill it: with a little room, and no larger than it was found."""
    held = around(lines)
    if held is None:
        return found
    room = ROOM_SHARE * min(line.height for line in lines)
    left, top = max(found.x, held.x - room), max(found.y, held.y - room)
    right, bottom = min(found.right, held.right + room), min(found.bottom, held.bottom + room)
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def roomy(band: Box) -> Box:
    """Return where lines are looked for beside a band that lines of the same title filled: others are longer, or of two rows."""
    top, bottom = max(0.0, band.y - ROOMY_SHARE * band.height), min(100.0, band.bottom + ROOMY_SHARE * band.height)
    left = min(band.x, SIDE)
    return Box(x=left, y=top, width=max(band.right, 100 - SIDE) - left, height=bottom - top)
