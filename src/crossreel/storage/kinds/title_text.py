"""What a title is called in each language."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import TitleText
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "title_text", metadata,
    row_id(), row("title_id", "title"), text("language"), text("name"), text("logline"), text("synopsis"),
)  # fmt: skip
KIND = Kind(entity=TitleText, table=table, owner="title_id", search=("name",), alone=True)
