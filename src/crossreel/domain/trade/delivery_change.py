"""What a delivery brings a buyer beside the one before it, cell by cell."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What a cell of a delivery is beside what the buyer has."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChange:
    """A cell of a title beside the delivery that the buyer has.

    `column` is a language in a role ("es-419", "en-x-sdh"), `episode` the episode's number. `reasons` are codes of sentences that
    say why the cell goes out again, in the order of their weight; there are none for what is new or unchanged.
    """

    column: str
    episode: int
    kind: ChangeKind
    reasons: tuple[str, ...] = ()
