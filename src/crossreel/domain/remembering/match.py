"""What the memory has for a line."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

EXACT = 100
SAME_BUT_NUMBERS = 99
"""The score of a line that differs in nothing but its numbers, which were replaced; also of one that differs in case alone."""
LIKEST = 98
"""The highest score of a line with other words."""
LEAST_OFFERED = 70
"""The score below which a line is not worth reading."""


class PartKind(StrEnum):
    """What becomes of a part of a remembered line in the line at hand."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Part(NamedTuple):
    """A run of words that stands in both lines, in the remembered one alone (`GONE`), or in the one at hand alone (`NEW`)."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMatch:
    """A remembered translation of a line like the one at hand.

    Attributes:
        score: how like the lines are, 0 to 100; 100 only for equal ones.
        source: the remembered line, inline markup.
        text: its translation, inline markup, with the numbers of the line at hand where `numbers_replaced`.
        parts: the remembered line and the one at hand, as their parts.
        count: how often the same translation is remembered for lines as like as this.
        pair_id: of a pair from outside; None for a cue of the catalog, of which the first is named.
        origin: where a pair from outside is from.
        author: who approved the cue's episode, or made the pair; "" where nobody knows.
        made_ms: when, milliseconds since 1970; 0 where nobody knows.
    """

    score: int
    source: str
    text: str
    language: str
    parts: tuple[Part, ...] = ()
    numbers_replaced: bool = False
    count: int = 1
    pair_id: int | None = None
    origin: str = ""
    author: str = ""
    made_ms: int = 0
    title_id: int | None = None
    title_code: str = ""
    title_name: str = ""
    episode_id: int | None = None
    episode_number: int | None = None
    cue_id: int | None = None
    start_ms: int = 0
