"""What a cleaned picture is like beside the one with burned-in text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.item import Item

Shown = tuple[int, int, str]
"""From when to when something stands on the picture, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedPicture:
    """What a cleaned picture is like, or how another one is cut beside it.

    Attributes:
        pictures: how many this one has, and the other.
        other: the name of the file it was laid beside.
        differs_ms: from when on they are not the same edit; None where they are to the end.
        left: text that is still in the band.
        gone: signs of the story that are no longer there.
    """

    pictures: tuple[int, int]
    other: str = ""
    differs_ms: int | None = None
    left: tuple[Shown, ...] = ()
    gone: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What cleaned pictures of a title are like, by the ids of versions.

    `skipped` are episodes without both pictures and those whose text nobody has read; `failed` those with a file that is not there
    or cannot be read.
    """

    told: Mapping[int, CleanedPicture] = field(default_factory=dict)
    skipped: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()
