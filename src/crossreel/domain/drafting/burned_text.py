"""Burned-in text: where it sits on the picture, and the pieces of picture it was read from."""

from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.picture.caption import Box


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
