"""What each buyer has of a title, as a table shows it: buyers and languages down, episodes across."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.catalog.title import Title
from crossreel.domain.redelivery import SentState


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCell:
    """One cell for one buyer.

    `sent_ms` and `delivery_id` are of the newest delivery of it (0 for none), `reasons` codes of sentences why it is another one
    by now, `words` what the buyer said when it rejected it. `is_blank`: an episode has nothing in this column, so that there
    is nothing to send: forced narratives and signs are not in every one.
    """

    state: SentState
    delivery_id: int = 0
    sent_ms: int = 0
    reasons: tuple[str, ...] = ()
    words: str = ""
    is_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A buyer's column of a title; `cells` stand in the order of the title's episodes."""

    buyer: str
    column: str
    cells: tuple[BoardCell, ...]

    def counts(self) -> Mapping[SentState, int]:
        """Return how many cells that are no blanks are in which state."""
        return Counter(cell.state for cell in self.cells if not cell.is_blank)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardBuyer:
    """A buyer of the table: its code and name, and the profile it is served by ("" for none)."""

    code: str
    name: str = ""
    profile_id: str = ""
    last_sent_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryBoard:
    """All of it: the episodes in order (number by id), the buyers, and a row for each of their columns.

    `columns` are those of the title that can be delivered, with forced narratives that are made of foreign lines.
    """

    title: Title
    columns: tuple[str, ...] = ()
    episodes: Mapping[int, int] = field(default_factory=dict)
    buyers: tuple[BoardBuyer, ...] = ()
    rows: tuple[BoardRow, ...] = ()

    def rows_of(self, buyer: str) -> tuple[BoardRow, ...]:
        """Return the rows of a buyer."""
        return tuple(row for row in self.rows if row.buyer == buyer)
