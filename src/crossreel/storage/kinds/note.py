"""Reviewers' remarks and their answers."""

from sqlalchemy import Table

from crossreel.domain.catalog.note import Note
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "note", metadata,
    row_id(), row("title_id", "title"), row("episode_id", "episode"), text("language"), number("at_ms"), text("text"),
    text("author"), number("created_ms"), maybe("cue_id"), row("parent_id", "note", nullable=True), text("resolved_by"),
    text("role"),
)  # fmt: skip
KIND = Kind(entity=Note, table=table, owner="episode_id", order=("episode_id", "at_ms", "id"))
