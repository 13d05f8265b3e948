"""Seasons of a title."""

from sqlalchemy import Table

from crossreel.domain.catalog.season import Season
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "season", metadata,
    row_id(), row("title_id", "title"), number("number"), number("first_episode"), number("last_episode"), text("name"),
    text("release_day"),
)  # fmt: skip
KIND = Kind(
    entity=Season,
    table=table,
    owner="title_id",
    unique=("title_id", "number"),
    taken="storage.taken_season",
    order=("number", "id"),
)
