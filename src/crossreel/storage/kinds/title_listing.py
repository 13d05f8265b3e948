"""What buyers list of a title in each language."""

from sqlalchemy import Table

from crossreel.domain.catalog.listing import TitleListing
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "title_listing", metadata,
    row_id(), row("title_id", "title"), text("language"), text("display_name"), text("short_name"), text("sort_name"),
    text("other_names"), text("summary"), text("hook"), text("keywords"),
)  # fmt: skip
KIND = Kind(entity=TitleListing, table=table, owner="title_id", unique=("title_id", "language"), alone=True)
