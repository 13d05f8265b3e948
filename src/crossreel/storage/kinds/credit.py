"""What people did for a title. Whom one plays is no reference: where that one goes, the credit names nobody."""

from sqlalchemy import Table

from crossreel.domain.catalog.person import Credit
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "credit", metadata,
    row_id(), row("title_id", "title"), row("person_id", "person"), text("job"), number("position"), maybe("character_id"),
    text("language"),
)  # fmt: skip
KIND = Kind(entity=Credit, table=table, owner="title_id", order=("position", "id"), alone=True)
