"""A pair of the memory that came from outside. Approved cues of the catalog are remembered where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPair:
    """A text and its translation, both inline markup. `origin` says where it came from, `made_ms` when (0 for unknown)."""

    id: int
    source_language: str
    source: str
    language: str
    text: str
    origin: str = ""
    author: str = ""
    made_ms: int = 0
