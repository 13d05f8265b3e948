"""What QC runs found: one row for all runs of a title that had a finding unchanged."""

from sqlalchemy import Index, Table

from crossreel.domain.quality.run import QcResult
from crossreel.storage.columns import maybe, metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "qc_result", metadata,
    row_id(), number("title_id"), number("first_run"), maybe("gone_run"), number("episode_id"), maybe("track_id"),
    maybe("version_id"), text("language"), text("role"), maybe("cue_id"), text("rule"), text("severity"), number("start_ms"),
    number("end_ms"), text("text"), text("facts"), text("fingerprint"), text("waived_by"), text("waived_because"),
    Index("ix_qc_result_title_id_gone_run", "title_id", "gone_run"),
)  # fmt: skip
KIND = Kind(
    entity=QcResult, table=table, owner="title_id", order=("episode_id", "start_ms", "end_ms", "id"), kept=Kept.RECORDED
)  # fmt: skip
