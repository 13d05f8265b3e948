"""What the persons of a drama call each other. The one spoken to is no reference: where they go, the row speaks of nobody."""

from sqlalchemy import Table

from crossreel.domain.drafting.brief import Address
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "address", metadata,
    row_id(), row("character_id", "character"), number("to_id"), text("language"), text("calls"), text("form"),
)  # fmt: skip
KIND = Kind(entity=Address, table=table, owner="character_id", unique=("character_id", "to_id", "language"), alone=True)
