"""What a buyer said of what it was sent."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """A buyer's word."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A buyer's word on a delivery: on all of it, on an episode, on a column, or on one cell.

    `episode_id` None means all episodes, `column` "" all columns ("en", "en-x-sdh"…). `reason` has the buyer's own words;
    `day_ms` (since 1970) is when they were said.
    """

    id: int
    title_id: int
    delivery_id: int
    verdict: Verdict
    episode_id: int | None = None
    column: str = ""
    reason: str = ""
    day_ms: int = 0

    def speaks_of(self, episode_id: int, column: str) -> bool:
        """Tell whether it speaks of a cell."""
        return self.episode_id in (None, episode_id) and self.column in ("", column)
