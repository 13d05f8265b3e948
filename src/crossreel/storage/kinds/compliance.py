"""Filings, reviews and papers of a title."""

from sqlalchemy import Table

from crossreel.domain.catalog.compliance import Compliance
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "compliance", metadata,
    row_id(), row("title_id", "title"), text("tier"), text("planning_number"), text("planning_day"), text("filing_number"),
    text("filing_day"), text("review_state"), text("ai_label"), text("chain_of_title"), text("remark"),
)  # fmt: skip
KIND = Kind(entity=Compliance, table=table, owner="title_id", unique=("title_id",), alone=True)
