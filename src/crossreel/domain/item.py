"""One thing a bulk use case dealt with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.errors import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a bulk use case dealt with: its name (a path or an episode) and, if there is something to say, a code."""

    name: str
    code: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
