"""What a bulk use case did, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossreel.domain.errors import Fact

if TYPE_CHECKING:
    from crossreel.domain.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a bulk use case dealt with: its name (a path or an episode) and, if there is something to say, a code."""

    name: str
    code: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which items were done, skipped and failed. One failure never stops the others."""

    done: tuple[Item, ...] = ()
    skipped: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()
    notices: tuple[Item, ...] = ()
    edit: "Edit | None" = None
    cancelled: bool = False
