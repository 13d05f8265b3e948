"""Rules that are off, or of another severity, in a title."""

from sqlalchemy import Table

from crossreel.domain.quality.rule_setting import RuleSetting
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "rule_setting", metadata,
    row_id(), row("title_id", "title"), text("rule"), text("language"), text("buyer"), text("weight"), text("author"),
    text("reason"), number("created_ms"),
)  # fmt: skip
KIND = Kind(
    entity=RuleSetting, table=table, owner="title_id", unique=("title_id", "rule", "language", "buyer"),
    order=("rule", "language", "buyer", "id"), counted=True, alone=True,
)  # fmt: skip
