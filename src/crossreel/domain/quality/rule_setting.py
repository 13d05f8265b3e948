"""What a title asks of a rule otherwise than the rule itself says."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How bad what a rule finds is, or that it is not asked at all."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """A rule that somebody put off, or of another severity, for a title.

    `language` is the tag it holds for, "" for all; `buyer` the buyer whose deliveries it holds for (`Profile.buyer`), "" for
    the title itself. `author` and `reason` say who wants it so, and why.
    """

    id: int
    title_id: int
    rule: str
    language: str
    buyer: str
    weight: Weight
    author: str
    reason: str
    created_ms: int
