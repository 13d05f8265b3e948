"""The columns of a title's matrix."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import TitleLanguage
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "title_language", metadata, row_id(), row("title_id", "title"), text("language"), number("position"), text("role")
)  # fmt: skip
KIND = Kind(entity=TitleLanguage, table=table, owner="title_id", order=("position", "id"), counted=True, alone=True)
