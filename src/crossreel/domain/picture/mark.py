"""What stands at a time of a video, whoever says so: shot changes, and regions in which somebody speaks.

A machine finds marks in the video itself and keeps them by its content (`Span`). What a person says of them is a row of its own
(`Mark`), so that finding them again loses nothing that a person did.
"""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What stands there."""

    SHOT = "shot"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a video in milliseconds; a shot change is none long, and stands where its first frame begins to be shown."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person says of the marks of an episode's video: that one stands here, or that none found by a machine does.

    `content_key` is the video that was looked at: with another one, the mark rests until that comes back. One that `removes`
    covers what machines find from `start_ms` to `end_ms`, both included.
    """

    id: int
    episode_id: int
    content_key: str
    kind: MarkKind
    start_ms: int
    end_ms: int
    removes: bool = False
