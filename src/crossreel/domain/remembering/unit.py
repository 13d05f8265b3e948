"""A unit of a memory as a file holds it: one text in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUnit:
    """One text in several languages, inline markup by the catalog's tags.

    Attributes:
        source_language: the one the others were made from; "" where a file says that any may be (`*all*`).
        texts: the texts, the first of them first.
        author: who made or changed it last, "" for unknown.
        made_ms: when, milliseconds since 1970; 0 for unknown.
        facts: what else is told of it, by name: `title`, `episode`.
        unit_id: the file's own name of it, "" for none.
    """

    source_language: str
    texts: Mapping[str, str]
    author: str = ""
    made_ms: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    unit_id: str = ""
