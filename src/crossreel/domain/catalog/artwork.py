"""Pictures that go along with a title."""

from dataclasses import dataclass
from enum import StrEnum
from math import gcd


class ArtworkKind(StrEnum):
    """What a picture is for.

    `COVER` stands in lists of apps, `POSTER` is upright with the title on it, `BOX_ART` stands on a shelf of a store, `HERO` is
    behind a page, without text; `KEY_ART` fills a phone, `TILE` is square, `TITLE_TREATMENT` is the lettering alone, `STILL` is of
    an episode.
    """

    COVER = "cover"
    POSTER = "poster"
    BOX_ART = "box_art"
    HERO = "hero"
    KEY_ART = "key_art"
    TILE = "tile"
    TITLE_TREATMENT = "title_treatment"
    STILL = "still"


class ArtworkFocus(StrEnum):
    """Which part of a picture is kept where it is cut to another shape."""

    CENTRE = "centre"
    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """A picture of a title by what it is for and in which language its lettering is.

    `language` is "" where there is no text on it, or none in words. Its ratio is that of the pixels of its image.
    `episode_id` is the episode that a still shows, None for all others. `focus` is the part that is kept in other shapes.
    """

    id: int
    title_id: int
    image_id: int
    kind: ArtworkKind
    language: str = ""
    episode_id: int | None = None
    focus: ArtworkFocus = ArtworkFocus.CENTRE


def ratio_of(width: int, height: int) -> str:
    """Return the ratio of a picture as people write it, "3:4"; to two decimals where its least terms are beyond 100."""
    least = gcd(width, height) or 1
    across, down = width // least, height // least
    return f"{across}:{down}" if max(across, down) <= 100 else f"{width / height:.2f}:1"
