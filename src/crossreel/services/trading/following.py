"""What else happens when a record is written; part of `trading`."""

from typing import Any

from crossreel.domain.delivery import delivered_cells
from crossreel.domain.records.known import Known
from crossreel.domain.trade.receipt import Receipt, Verdict
from crossreel.services.episode.rejected import send_back
from crossreel.storage.unit_of_work import UnitOfWork


def follow(uow: UnitOfWork, known: Known, before: Any | None, row: Any) -> None:
    """Take what a receipt rejects, and did not before, back to work, with the buyer's words as a note."""
    if not isinstance(row, Receipt) or row.verdict is not Verdict.REJECTED:
        return
    if before is not None and before.verdict is Verdict.REJECTED:
        return
    delivery = known.deliveries[row.delivery_id]
    cells = [cell for cell in delivered_cells(delivery) if row.speaks_of(*cell) and cell[0] in known.episodes]
    send_back(uow, row.title_id, cells, buyer=delivery.buyer, reason=row.reason, said_ms=row.day_ms)
