"""QC runs over titles. Without references: a run stays a fact when its title goes, and is there when it comes back."""

from sqlalchemy import Index, Table

from crossreel.domain.quality.run import QcRun
from crossreel.storage.columns import maybe, metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "qc_run", metadata,
    row_id(), number("title_id"), number("number"), maybe("sweep_id"), number("made_ms"), number("took_ms"), text("author"),
    text("app_version"), text("guide"), text("guide_digest"), text("basis"), text("languages"), text("roles"),
    text("episode_ids"), text("rules"),
    number("tracks"), number("cues"), number("errors"), number("warnings"), number("infos"), number("waived"), number("failed"),
    text("name"),
    Index("ix_qc_run_title_id_number", "title_id", "number", unique=True),
)  # fmt: skip
KIND = Kind(entity=QcRun, table=table, owner="title_id", order=("title_id", "number"), kept=Kept.RECORDED)
