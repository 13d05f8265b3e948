"""A number as a text says it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a number counts, as far as the words around it tell."""

    COUNT = "count"
    ORDINAL = "ordinal"
    TIME = "time"
    MONTH = "month"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a text.

    `values` are all readings of what is written: one for a plain number, several where hours may be of the morning or the evening,
    or a point may part groups or decimals; the first is the likeliest. `digits` tells that it is written in digits, `sure` that it
    is a number and nothing else: words that are also articles, idioms and approximations are not. `unit` is what is counted where
    that is a span of time or a measure that translations convert: "year", "day", "floor" …. `half_day` is "am" or "pm" of a
    time that says so.
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    kind: Kind = Kind.COUNT
    digits: bool = False
    sure: bool = True
    unit: str = ""
    half_day: str = ""

    @property
    def value(self) -> Fraction:
        """The likeliest reading."""
        return self.values[0]
