"""What QC found. Without references, so that no finding ever holds a journaled row back."""

from sqlalchemy import Index, Table

from crossreel.domain.quality.finding import Finding
from crossreel.storage.columns import maybe, metadata, number, row_id, sparse_index, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "finding", metadata,
    row_id(), number("title_id"), number("episode_id"), number("track_id", index=True), text("language"), maybe("cue_id"),
    text("rule"), text("severity"), number("start_ms"), number("end_ms"), text("text"), text("facts"), text("fingerprint"),
    number("repairable"), text("role"), maybe("version_id"),
    Index("ix_finding_title_id_severity", "title_id", "severity"),
)  # fmt: skip
sparse_index("ix_finding_cue_id", table.c.cue_id, table.c.cue_id.is_not(None))
sparse_index("ix_finding_version_id", table.c.version_id, table.c.version_id.is_not(None))
KIND = Kind(
    entity=Finding, table=table, owner="track_id", goes_with=("version_id",), order=("episode_id", "start_ms", "end_ms", "id"),
    kept=Kept.DERIVED,
)  # fmt: skip
