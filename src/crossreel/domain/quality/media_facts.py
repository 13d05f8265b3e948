"""What a reading of picture and sound comes to by the limits: stretches with their times, and figures."""

from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.picture.mark import Span


class Edge(StrEnum):
    """Where black edges stand in a picture."""

    LETTERBOX = "letterbox"
    PILLARBOX = "pillarbox"
    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Black edges that stay: from when to when, where, and how many pixels wide the wider one is. `whole`: in all of the file."""

    span: Span
    edge: Edge
    pixels: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What there is to say of a picture, before anybody judges it.

    Attributes:
        first_ms: when the first picture that is not black begins, `last_ms` when the last one ends; None where all are black.
        black: black stretches between them that are long; `blinks` those of a few pictures between two bright ones.
        frozen: stretches in which the picture stands, black ones left out.
        cuts: when a picture begins that has nothing in common with the one before.
    """

    width: int
    height: int
    length_ms: int
    frames: int
    rotation: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    black: tuple[Span, ...] = ()
    blinks: tuple[Span, ...] = ()
    frozen: tuple[Span, ...] = ()
    bars: tuple[Bars, ...] = ()
    cuts: tuple[int, ...] = ()
    variable: bool = False
    shortest_ms: int = 0
    longest_ms: int = 0
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LostChannel:
    """A channel that is silent while the other one is not: 0 for the left one, 1 for the right one. `whole`: all the time."""

    span: Span
    channel: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts:
    """What there is to say of a sound, before anybody judges it.

    Attributes:
        silent: stretches in which nothing is heard; `all_silent` where that is all of it.
        clipped: stretches in which waves are cut off; `clips` counts these in all.
        lost: channels that are missing.
        inverted: whether left and right are each other's opposite.
        integrated, range_lu, true_peak: LUFS, LU and dBTP; None where there is nothing to measure.
    """

    channels: int
    length_ms: int
    silent: tuple[Span, ...] = ()
    all_silent: bool = False
    clipped: tuple[Span, ...] = ()
    clips: int = 0
    lost: tuple[LostChannel, ...] = ()
    inverted: bool = False
    integrated: float | None = None
    range_lu: float | None = None
    true_peak: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """What a file comes to; None for what it has not."""

    picture: PictureFacts | None = None
    sound: SoundFacts | None = None
