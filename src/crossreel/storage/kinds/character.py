"""The persons of a drama."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import Character
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "character", metadata,
    row_id(), row("title_id", "title"), text("name"), text("gender"), text("age"), text("description"), text("names"),
)  # fmt: skip
KIND = Kind(entity=Character, table=table, owner="title_id")
