"""What the memory would put into the empty cells of a title, before anything is written; and lines that are said twice."""

from collections import Counter
from dataclasses import dataclass

from crossreel.domain.remembering.match import EXACT, MemoryMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class FillLine:
    """An empty cell and the best that is remembered for it. `source` is the line of the cell, inline markup."""

    episode_id: int
    episode_number: int
    column: str
    spine_cue_id: int
    start_ms: int
    source: str
    match: MemoryMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPlan:
    """All cells that would be filled, and how many empty ones the memory has nothing for."""

    lines: tuple[FillLine, ...] = ()
    left: int = 0

    @property
    def exact(self) -> int:
        """How many lines are remembered as they are."""
        return sum(line.match.score == EXACT for line in self.lines)

    def by_column(self) -> Counter[str]:
        """Return how many cells would be filled in each column."""
        return Counter(line.column for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A source text that a title has several times, and how it is translated in a column.

    `texts` are (text, how often), the most frequent first; `cue_ids` are the translations, in order of episode and time.
    """

    source: str
    column: str
    texts: tuple[tuple[str, int], ...]
    cue_ids: tuple[int, ...]

    @property
    def differs(self) -> bool:
        """Whether it is not translated in the same way everywhere."""
        return len(self.texts) > 1
