"""What buyers said of deliveries. Delivery and episode are no references: these may go, what was said of them stays."""

from sqlalchemy import Table

from crossreel.domain.trade.receipt import Receipt
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "receipt", metadata,
    row_id(), row("title_id", "title"), number("delivery_id", index=True), text("verdict"), maybe("episode_id"), text("column"),
    text("reason"), number("day_ms"),
)  # fmt: skip
KIND = Kind(entity=Receipt, table=table, owner="title_id", order=("day_ms", "id"), alone=True)
