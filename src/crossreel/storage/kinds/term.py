"""The terms of a title, each with its renderings."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import Term
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("term", metadata, row_id(), row("title_id", "title"), text("source"), text("renderings"), text("note"))
KIND = Kind(entity=Term, table=table, owner="title_id", alone=True)
