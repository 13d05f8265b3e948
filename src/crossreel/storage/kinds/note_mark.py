"""What reviewers' remarks are about, and how much they matter."""

from sqlalchemy import Table

from crossreel.domain.catalog.note_kind import NoteMark
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("note_mark", metadata, row_id(), row("note_id", "note"), text("kind"), text("weight"))
KIND = Kind(entity=NoteMark, table=table, owner="note_id", unique=("note_id",), alone=True)
