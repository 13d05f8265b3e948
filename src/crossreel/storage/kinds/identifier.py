"""What others call a title, its seasons and episodes. One goes with what it names."""

from sqlalchemy import Table

from crossreel.domain.catalog.listing import Identifier
from crossreel.storage.columns import maybe, metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "identifier", metadata,
    row_id(), row("title_id", "title"), text("scheme"), text("value"), text("buyer"), maybe("season_id"), maybe("episode_id"),
)  # fmt: skip
KIND = Kind(entity=Identifier, table=table, owner="title_id", goes_with=("season_id", "episode_id"), alone=True)
