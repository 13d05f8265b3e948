"""Findings that a person accepted. One outlives its cue, but not the cell or the episode that the cue went with."""

from sqlalchemy import Index, Table

from crossreel.domain.quality.finding import Waiver
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "waiver", metadata,
    row_id(), row("title_id", "title", index=False), text("fingerprint"), text("rule"), text("language"), maybe("cue_id"),
    text("author"), text("reason"), number("created_ms"), text("role"),
    Index("ix_waiver_title_id_fingerprint", "title_id", "fingerprint"),
)  # fmt: skip
KIND = Kind(entity=Waiver, table=table, owner="title_id", goes_with=("cue_id",), counted=True, alone=True)
