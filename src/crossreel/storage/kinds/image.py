"""Cover pictures."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import Image
from crossreel.storage.columns import binary, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "image", metadata,
    row_id(), row("title_id", "title"), text("media_type"), number("width"), number("height"), binary("data"),
)  # fmt: skip
KIND = Kind(entity=Image, table=table, owner="title_id")
