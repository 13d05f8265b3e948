"""Ratings of a title by territory."""

from sqlalchemy import Table

from crossreel.domain.catalog.listing import Rating
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "rating", metadata,
    row_id(), row("title_id", "title"), text("territory"), text("system"), text("value"), text("reasons"),
)  # fmt: skip
KIND = Kind(
    entity=Rating,
    table=table,
    owner="title_id",
    unique=("title_id", "territory", "system"),
    order=("territory", "system", "id"),
    alone=True,
)
