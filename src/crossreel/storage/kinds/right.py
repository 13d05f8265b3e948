"""Rights to show a title. A buyer that has one is not removed, and neither is a season that one speaks of."""

from sqlalchemy import Table

from crossreel.domain.trade.right import Right
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "right", metadata,
    row_id(), row("title_id", "title"), row("buyer_id", "buyer", nullable=True), text("territories"), text("licence"),
    text("excluded"), text("start_day"), text("end_day"), text("languages"), text("holdback_languages"),
    text("required_languages"), text("localization"), number("exclusive"), row("season_id", "season", nullable=True),
    text("licensor"), text("contract"), text("price_type"), text("price"), text("currency"), text("remark"),
)  # fmt: skip
KIND = Kind(entity=Right, table=table, owner="title_id", order=("title_id", "start_day", "id"), alone=True)
