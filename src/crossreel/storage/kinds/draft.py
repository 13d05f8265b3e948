"""What machines and vendors drafted, one row a drafted cue; cues that nobody drafted have none."""

from sqlalchemy import Table

from crossreel.domain.drafting.draft import Draft
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "draft", metadata,
    row_id(), row("cue_id", "cue"), number("batch_id", index=True), text("text"), maybe("confidence"), text("verdict"),
    text("judged_by"), number("judged_ms"), text("reason"),
)  # fmt: skip
KIND = Kind(entity=Draft, table=table, owner="cue_id", alone=True)
