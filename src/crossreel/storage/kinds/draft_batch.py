"""Where drafts are from. A batch outlives its drafts, since what it cost was paid."""

from sqlalchemy import Table

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "draft_batch", metadata,
    row_id(), row("title_id", "title"), text("stage"), text("maker"), number("is_vendor"), text("model"), text("job"),
    text("column"), number("brief_number"), maybe("run_id"), number("price_micros"), text("currency"),
    number("made_ms"), text("digest"),
)  # fmt: skip
KIND = Kind(entity=DraftBatch, table=table, owner="title_id", alone=True)
