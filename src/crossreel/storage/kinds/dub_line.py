"""Who speaks a line that is dubbed, and whether it has been spoken; lines that nobody spoke of have none."""

from sqlalchemy import Table

from crossreel.domain.speech.dub_line import DubLine
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "dub_line", metadata,
    row_id(), row("cue_id", "cue"), text("status"), text("voice"), text("remark"), text("spoken"),
)  # fmt: skip
KIND = Kind(entity=DubLine, table=table, owner="cue_id", unique=("cue_id",), alone=True)
