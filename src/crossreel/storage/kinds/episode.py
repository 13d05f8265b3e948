"""The episodes of a title."""

from sqlalchemy import Index, Table

from crossreel.domain.catalog.episode import Episode
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "episode", metadata,
    row_id(), row("title_id", "title", index=False), number("number"), text("name"), number("is_free"),
    Index("ix_episode_title_id_number", "title_id", "number"),
)  # fmt: skip
KIND = Kind(
    entity=Episode, table=table, owner="title_id", unique=("title_id", "number"), taken="storage.taken_episode",
    order=("number", "id"), search=("name",), counted=True,
)  # fmt: skip
