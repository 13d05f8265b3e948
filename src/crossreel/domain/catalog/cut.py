"""A stretch of a media file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What lies between two times of a file, in whole milliseconds from its start; without `out_ms` up to its end.

    Times within it count from `in_ms`. Only `media` adds that: whoever holds a cut speaks of its own times.
    """

    in_ms: int = 0
    out_ms: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole file."""
        return self.in_ms == 0 and self.out_ms is None

    def length_ms(self, file_ms: int) -> int:
        """Return how long the stretch is in a file of a length; one past the file's end stops there."""
        end_ms = file_ms if self.out_ms is None else min(self.out_ms, file_ms) if file_ms else self.out_ms
        return max(0, end_ms - self.in_ms)

    def __str__(self) -> str:
        """Return a mark that tells the cuts of one file apart, "" for the whole of it."""
        return "" if self.is_whole else f"@{self.in_ms}-{'' if self.out_ms is None else self.out_ms}"


WHOLE = Cut()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of a file that is there; `stream` is the number of the sound that is heard, None for the first."""

    path: Path
    cut: Cut = WHOLE
    stream: int | None = None
