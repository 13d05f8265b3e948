"""What an episode is called in each language."""

from sqlalchemy import Table

from crossreel.domain.catalog.listing import EpisodeText
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "episode_text", metadata,
    row_id(), row("episode_id", "episode"), text("language"), text("name"), text("logline"), text("synopsis"),
)  # fmt: skip
KIND = Kind(entity=EpisodeText, table=table, owner="episode_id", unique=("episode_id", "language"), search=("name",), alone=True)
