"""What happens in episodes, in a few sentences."""

from sqlalchemy import Table

from crossreel.domain.drafting.brief import EpisodeSummary
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("episode_summary", metadata, row_id(), row("episode_id", "episode"), text("text"))
KIND = Kind(entity=EpisodeSummary, table=table, owner="episode_id", unique=("episode_id",), alone=True)
