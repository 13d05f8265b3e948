"""New times for many cues as a plan: what each had, what it would have. Nothing is written until it is applied."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class RetimeKind(StrEnum):
    """What is to be done to the times of cues."""

    SNAP = "snap"
    SPEECH = "speech"
    CLOSE_GAPS = "close-gaps"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetimeScope:
    """Which cues a plan may move: all of a title, of some episodes, or some cues; of all columns or some languages."""

    title_id: int
    episode_ids: tuple[int, ...] | None = None
    cue_ids: tuple[int, ...] | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetimeLine:
    """A cue of a plan: its place, its words as markup, and its times before and after, in milliseconds."""

    cue_id: int
    episode_id: int
    episode: int
    number: int
    language: str
    text: str
    start_ms: int
    end_ms: int
    new_start_ms: int
    new_end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetimePlan:
    """What would be written, in order of episodes and times. `unsought` are episodes in which nobody has looked for
    what cues are snapped to."""

    kind: RetimeKind
    scope: RetimeScope
    lines: tuple[RetimeLine, ...]
    rates: tuple[tuple[int, Fraction], ...] = ()
    unsought: tuple[int, ...] = ()

    def rate(self, episode_id: int) -> Fraction:
        """Return the frame rate of an episode of the plan."""
        return dict(self.rates)[episode_id]
