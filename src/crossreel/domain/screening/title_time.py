"""A title as one stretch of time: its episodes one after the other."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTime:
    """When the episodes of a title begin if it is watched on end: `starts` has one more than there are episodes, the end of all."""

    starts: tuple[int, ...] = (0,)

    @classmethod
    def of(cls, lengths_ms: Sequence[int]) -> "TitleTime":
        """Return the time of episodes that are so long; one without a video takes none."""
        return cls(starts=(0, *accumulate(max(0, length) for length in lengths_ms)))

    @property
    def total_ms(self) -> int:
        """How long the title is."""
        return self.starts[-1]

    @property
    def count(self) -> int:
        """How many episodes there are."""
        return len(self.starts) - 1

    def length_ms(self, index: int) -> int:
        """Return how long an episode is."""
        return self.starts[index + 1] - self.starts[index]

    def at(self, index: int, at_ms: int) -> int:
        """Return the time in the title of a time in an episode, which is kept within it."""
        return self.starts[index] + min(max(0, at_ms), self.length_ms(index))

    def place(self, at_ms: int) -> tuple[int, int]:
        """Return the episode that is on at a time of the title, and the time in it; the nearest one outside the title.

        Raises:
            ValueError: there are no episodes.
        """
        if not self.count:
            raise ValueError("no episodes")
        within = min(max(0, at_ms), max(0, self.total_ms - 1))
        index = min(bisect_right(self.starts, within) - 1, self.count - 1)
        return index, within - self.starts[index]
