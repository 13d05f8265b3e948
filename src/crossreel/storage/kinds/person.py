"""People who work on titles."""

from sqlalchemy import Table

from crossreel.domain.catalog.person import Person
from crossreel.storage.columns import metadata, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "person", metadata,
    row_id(), text("name"), text("names"), text("remark"),
)  # fmt: skip
KIND = Kind(entity=Person, table=table, owner=None, order=("name", "id"), search=("name",))
