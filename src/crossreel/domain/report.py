"""What a bulk use case did, item by item."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossreel.domain.item import Item

if TYPE_CHECKING:
    from crossreel.domain.edits.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which items were done, skipped and failed. One failure never stops the others."""

    done: tuple[Item, ...] = ()
    skipped: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()
    notices: tuple[Item, ...] = ()
    edit: "Edit | None" = None
    cancelled: bool = False
