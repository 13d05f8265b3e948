"""What a file of memories would bring, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.text.document import Notice

Languages = tuple[str, str]
"""Source and target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryImportPlan:
    """How many pairs of each two languages are new, how many the memory has already, and what was left out."""

    name: str
    new: Mapping[Languages, int] = field(default_factory=dict)
    known: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def count(self) -> int:
        """How many pairs are new."""
        return sum(self.new.values())
