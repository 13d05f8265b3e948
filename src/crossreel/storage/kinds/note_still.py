"""The pictures that reviewers' remarks were taken from."""

from sqlalchemy import Table

from crossreel.domain.catalog.note_kind import NoteStill
from crossreel.storage.columns import binary, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "note_still", metadata,
    row_id(), row("note_id", "note"), text("media_type"), number("width"), number("height"), binary("data"),
)  # fmt: skip
KIND = Kind(entity=NoteStill, table=table, owner="note_id", unique=("note_id",), alone=True)
